package org.alphadelta.consensus;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.alphadelta.core.Ascending;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Field;
import org.alphadelta.core.FieldType;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;

/**
 * More than two thirds of a committee prevoted one value in one round (L22 to L36: a polka).
 * Signatures ascend by key.
 */
public record PolkaCertificate(long height, int round, Hash value, List<VoteSignature> signatures)
    implements Canonical {
  public static final Codec<PolkaCertificate> CODEC =
      Codec.of(
          "polka certificate",
          Certificates.MAX_BYTES,
          Field.of(1, "height", FieldType.UINT64, PolkaCertificate::height),
          Field.of(2, "round", FieldType.UINT32, PolkaCertificate::round),
          Field.of(3, "value", FieldType.HASH, PolkaCertificate::value),
          Field.list(
              4,
              "signatures",
              Committee.MAX_MEMBERS,
              FieldType.message(VoteSignature.CODEC),
              PolkaCertificate::signatures),
          PolkaCertificate::new);

  public PolkaCertificate {
    if (height < 1 || round < 0) {
      throw new IllegalArgumentException(
          "a certificate has height >= 1 and round >= 0, found " + height + "/" + round);
    }
    Ascending.require("a certificate names each signer once", signatures, VoteSignature::validator);
    signatures = List.copyOf(signatures);
  }

  /**
   * Sorts the signatures.
   *
   * @throws IllegalArgumentException when a signer occurs twice
   */
  public static PolkaCertificate of(
      long height, int round, Hash value, Collection<VoteSignature> signatures) {
    return new PolkaCertificate(
        height, round, value, Ascending.sorted(signatures, VoteSignature::validator));
  }

  /** The vote that each signer of this certificate signed. */
  public Vote vote(PublicKey validator) {
    return new Vote(VoteType.PREVOTE, height, round, Optional.of(value), validator);
  }

  @Override
  public Bytes canonical() {
    return CODEC.encode(this);
  }
}
