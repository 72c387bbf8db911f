package org.alphadelta.ledger;

import java.util.List;
import java.util.Optional;
import org.alphadelta.consensus.Certificates;
import org.alphadelta.consensus.CommitCertificate;
import org.alphadelta.consensus.Evidence.DepartedSignature;
import org.alphadelta.consensus.SignedVote;
import org.alphadelta.consensus.VoteSignature;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Rejection;
import org.alphadelta.core.SignatureVerifier;

/**
 * Acceptance of final blocks from peers: the next block, with a certificate of the committee of its
 * height, over exactly these bytes. Claimed heights count for nothing.
 */
public final class SyncRule {
  private SyncRule() {}

  public static Optional<Rejection> check(
      ChainHead head, CertifiedBlock certified, SignatureVerifier verifier) {
    Block block = certified.block();
    CommitCertificate certificate = certified.certificate();
    if (block.height() != head.nextHeight() || certificate.height() != head.nextHeight()) {
      return Optional.of(LedgerRejections.wrongHeight(block.height(), head.nextHeight()));
    }
    Hash hash = block.hash();
    if (!certificate.value().equals(hash)) {
      return Optional.of(LedgerRejections.foreignCertificate(certificate.value(), hash));
    }
    for (VoteSignature signature : certificate.signatures()) {
      PublicKey key = signature.validator();
      if (head.departed(key)) {
        return Optional.of(
            LedgerRejections.departedSigner(key, certificate.height(), head.split().getAsLong()));
      }
    }
    Optional<Rejection> bad =
        Certificates.verify(certificate, head.chain(), head.committee(), verifier);
    if (bad.isPresent()) {
      return bad;
    }
    Hash root = Block.transactionRoot(block.transactions());
    return root.equals(block.header().transactionRoot())
        ? Optional.empty()
        : Optional.of(LedgerRejections.foreignTransactions(root, block.header().transactionRoot()));
  }

  /** Evidence in a certificate: valid signatures of departed keys above the split. */
  public static List<DepartedSignature> evidence(
      ChainHead head, CommitCertificate certificate, SignatureVerifier verifier) {
    return certificate.signatures().stream()
        .map(s -> new SignedVote(certificate.vote(s.validator()), s.signature()))
        .flatMap(vote -> evidence(head, vote, verifier).stream())
        .toList();
  }

  /** Evidence in a single vote. */
  public static Optional<DepartedSignature> evidence(
      ChainHead head, SignedVote signed, SignatureVerifier verifier) {
    PublicKey key = signed.vote().validator();
    boolean late = head.departed(key) && signed.vote().height() > head.split().getAsLong();
    return late
            && verifier.verify(key, signed.vote().signingBytes(head.chain()), signed.signature())
        ? Optional.of(new DepartedSignature(head.chain(), signed, head.split().getAsLong()))
        : Optional.empty();
  }
}
