package org.alphadelta.consensus;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.Committee;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Quorum;
import org.alphadelta.core.Rejection;
import org.alphadelta.core.SignatureVerifier;

/**
 * Verifies certificates by rule 16 (their constructors refuse a signer that comes twice): the
 * signers and their weight first, signatures last, over bytes that are rebuilt here. The caller
 * supplies the committee of that height.
 */
public final class Certificates {
  /** Cap of a certificate, with one signature of each member. Bytes. */
  public static final int MAX_BYTES = 32 * 1024;

  private Certificates() {}

  /** Empty when the certificate proves that its committee decided its value. */
  public static Optional<Rejection> verify(
      CommitCertificate certificate,
      ChainId chain,
      Committee committee,
      SignatureVerifier verifier) {
    return verify(
        certificate.signatures(),
        certificate::vote,
        committee,
        signed ->
            verifier.verify(
                signed.vote().validator(), signed.vote().signingBytes(chain), signed.signature()));
  }

  /** Empty when the certificate proves that a quorum of its committee prevoted its value. */
  public static Optional<Rejection> verify(
      PolkaCertificate certificate,
      ChainId chain,
      Committee committee,
      SignatureVerifier verifier) {
    return verify(
        certificate,
        committee,
        signed ->
            verifier.verify(
                signed.vote().validator(), signed.vote().signingBytes(chain), signed.signature()));
  }

  static Optional<Rejection> verify(
      PolkaCertificate certificate, Committee committee, Predicate<SignedVote> genuine) {
    return verify(certificate.signatures(), certificate::vote, committee, genuine);
  }

  private static Optional<Rejection> verify(
      List<VoteSignature> signatures,
      Function<PublicKey, Vote> vote,
      Committee committee,
      Predicate<SignedVote> genuine) {
    for (VoteSignature one : signatures) {
      if (!committee.contains(one.validator())) {
        return Optional.of(ConsensusRejections.unknownSigner(one.validator()));
      }
    }
    if (!Quorum.agreement(signatures.size(), committee.size())) {
      return Optional.of(
          ConsensusRejections.tooLittleWeight(
              signatures.size(), Quorum.agreementNeeded(committee.size())));
    }
    for (VoteSignature one : signatures) {
      SignedVote signed = new SignedVote(vote.apply(one.validator()), one.signature());
      if (!genuine.test(signed)) {
        return Optional.of(ConsensusRejections.badCertificateSignature(one.validator()));
      }
    }
    return Optional.empty();
  }
}
