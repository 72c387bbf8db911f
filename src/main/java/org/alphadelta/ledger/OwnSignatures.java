package org.alphadelta.ledger;

import java.util.List;
import java.util.Optional;
import org.alphadelta.consensus.CommitCertificate;
import org.alphadelta.consensus.SignedVote;
import org.alphadelta.core.PublicKey;

/** Finds this validator's signatures in the certificates of final blocks. */
public final class OwnSignatures {
  /** How many blocks back the search for the newest signed one goes. */
  private static final int LOOKED_BACK = 50;

  private final Optional<PublicKey> self;

  public OwnSignatures(Optional<PublicKey> self) {
    this.self = self;
  }

  /** This validator's precommit in a certificate, if any. */
  public List<SignedVote> in(CommitCertificate certificate) {
    return certificate.signatures().stream()
        .filter(s -> self.filter(s.validator()::equals).isPresent())
        .map(s -> new SignedVote(certificate.vote(s.validator()), s.signature()))
        .toList();
  }

  /** The height of the newest block that this validator signed; 0 when it is too far back. */
  public long newest(BlockStore store, long height) {
    for (long h = height; h > 0 && h > height - LOOKED_BACK; h--) {
      if (store.block(h).filter(b -> !in(b.certificate()).isEmpty()).isPresent()) {
        return h;
      }
    }
    return 0;
  }
}
