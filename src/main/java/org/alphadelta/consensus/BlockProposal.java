package org.alphadelta.consensus;

import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.CanonicalWriter;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Purpose;

/**
 * The proposer's word for one round: a value's id and the valid round it was locked in, -1 for a
 * fresh value.
 */
public record BlockProposal(long height, int round, Hash value, int validRound, PublicKey proposer)
    implements Canonical {
  public BlockProposal {
    if (height < 1 || round < 0 || validRound < -1) {
      throw new IllegalArgumentException(
          "a proposal has height >= 1, round >= 0 and valid round >= -1, found "
              + height
              + "/"
              + round
              + "/"
              + validRound);
    }
  }

  public Bytes signingBytes(ChainId chain) {
    return Purpose.PROPOSAL.signingBytes(chain, canonical());
  }

  @Override
  public void writeTo(CanonicalWriter out) {
    out.uint(1, height)
        .uint(2, round)
        .hash(3, value)
        .uint(4, validRound + 1L)
        .bytes(5, proposer.bytes());
  }
}
