package org.alphadelta.consensus;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.CanonicalWriter;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;

/**
 * More than two thirds of a committee precommitted one block in one round. Not unique: nodes hold
 * different signer sets. Signatures are sorted by key.
 */
public record CommitCertificate(long height, int round, Hash value, List<VoteSignature> signatures)
    implements Canonical {
  public CommitCertificate {
    if (height < 1 || round < 0) {
      throw new IllegalArgumentException(
          "a certificate has height >= 1 and round >= 0, found " + height + "/" + round);
    }
    signatures =
        signatures.stream().sorted(Comparator.comparing(VoteSignature::validator)).toList();
  }

  /** The vote that each signer of this certificate signed. */
  public Vote vote(PublicKey validator) {
    return new Vote(VoteType.PRECOMMIT, height, round, Optional.of(value), validator);
  }

  @Override
  public void writeTo(CanonicalWriter out) {
    out.uint(1, height).uint(2, round).hash(3, value);
    signatures.forEach(s -> out.message(4, s));
  }
}
