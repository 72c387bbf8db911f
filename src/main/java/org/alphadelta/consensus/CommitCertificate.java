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
 * More than two thirds of a committee precommitted one block in one round. Not unique: nodes have
 * different signer sets. Signatures ascend by key.
 */
public record CommitCertificate(long height, int round, Hash value, List<VoteSignature> signatures)
    implements Canonical {
  public static final Codec<CommitCertificate> CODEC =
      Codec.of(
          "commit certificate",
          Certificates.MAX_BYTES,
          Field.of(1, "height", FieldType.UINT64, CommitCertificate::height),
          Field.of(2, "round", FieldType.UINT32, CommitCertificate::round),
          Field.of(3, "value", FieldType.HASH, CommitCertificate::value),
          Field.list(
              4,
              "signatures",
              Committee.MAX_MEMBERS,
              FieldType.message(VoteSignature.CODEC),
              CommitCertificate::signatures),
          CommitCertificate::new);

  public CommitCertificate {
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
  public static CommitCertificate of(
      long height, int round, Hash value, Collection<VoteSignature> signatures) {
    return new CommitCertificate(
        height, round, value, Ascending.sorted(signatures, VoteSignature::validator));
  }

  /** The vote that each signer of this certificate signed. */
  public Vote vote(PublicKey validator) {
    return new Vote(VoteType.PRECOMMIT, height, round, Optional.of(value), validator);
  }

  @Override
  public Bytes canonical() {
    return CODEC.encode(this);
  }
}
