package org.alphadelta.consensus;

import java.util.Optional;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Field;
import org.alphadelta.core.FieldType;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;

/**
 * A prevote or precommit of one validator for a value or, without a value, for nil. Rounds start at
 * 0.
 */
public record Vote(VoteType type, long height, int round, Optional<Hash> value, PublicKey validator)
    implements Canonical {
  public static final Codec<Vote> CODEC =
      Codec.of(
          "vote",
          Codec.SMALL_BYTES,
          Field.of(1, "type", VoteType.TYPE, Vote::type),
          Field.of(2, "height", FieldType.UINT64, Vote::height),
          Field.of(3, "round", FieldType.UINT32, Vote::round),
          Field.optional(4, "value", FieldType.HASH, Vote::value),
          Field.of(5, "validator", FieldType.PUBLIC_KEY, Vote::validator),
          Vote::new);

  public Vote {
    if (height < 1 || round < 0) {
      throw new IllegalArgumentException(
          "a vote has height >= 1 and round >= 0, found " + height + "/" + round);
    }
  }

  public Bytes signingBytes(ChainId chain) {
    return type.purpose().signingBytes(chain, canonical());
  }

  @Override
  public Bytes canonical() {
    return CODEC.encode(this);
  }
}
