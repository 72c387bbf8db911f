package org.alphadelta.consensus;

import java.util.Optional;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.CanonicalWriter;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;

/**
 * A prevote or precommit of one validator for a value or, with no value, for nil. Rounds start at
 * 0.
 */
public record Vote(VoteType type, long height, int round, Optional<Hash> value, PublicKey validator)
    implements Canonical {
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
  public void writeTo(CanonicalWriter out) {
    out.uint(1, type.number())
        .uint(2, height)
        .uint(3, round)
        .hash(4, value)
        .bytes(5, validator.bytes());
  }
}
