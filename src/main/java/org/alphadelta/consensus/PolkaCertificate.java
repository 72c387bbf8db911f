package org.alphadelta.consensus;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.CanonicalWriter;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;

/**
 * More than two thirds of a committee prevoted one value in one round (L22 to L36: a polka).
 * Signatures are sorted by key.
 */
public record PolkaCertificate(long height, int round, Hash value, List<VoteSignature> signatures)
    implements Canonical {
  public PolkaCertificate {
    if (height < 1 || round < 0) {
      throw new IllegalArgumentException(
          "a certificate has height >= 1 and round >= 0, found " + height + "/" + round);
    }
    signatures =
        signatures.stream().sorted(Comparator.comparing(VoteSignature::validator)).toList();
  }

  /** The vote that each signer of this certificate signed. */
  public Vote vote(PublicKey validator) {
    return new Vote(VoteType.PREVOTE, height, round, Optional.of(value), validator);
  }

  @Override
  public void writeTo(CanonicalWriter out) {
    out.uint(1, height).uint(2, round).hash(3, value);
    signatures.forEach(s -> out.message(4, s));
  }
}
