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
import org.alphadelta.core.Purpose;

/** A proposal for one round: a value's id and its valid round, none for a fresh value. */
public record BlockProposal(
    long height, int round, Hash value, Optional<Integer> validRound, PublicKey proposer)
    implements Canonical {
  /** Encoded plus one; none is the zero that is left out. */
  private static final FieldType<Optional<Integer>> VALID_ROUND =
      FieldType.UINT64.as(
          plusOne -> plusOne == 0 ? Optional.empty() : Optional.of(Math.toIntExact(plusOne - 1)),
          round -> round.map(r -> r + 1L).orElse(0L));

  public static final Codec<BlockProposal> CODEC =
      Codec.of(
          "round proposal",
          Codec.SMALL_BYTES,
          Field.of(1, "height", FieldType.UINT64, BlockProposal::height),
          Field.of(2, "round", FieldType.UINT32, BlockProposal::round),
          Field.of(3, "value", FieldType.HASH, BlockProposal::value),
          Field.of(4, "valid_round_plus_one", VALID_ROUND, BlockProposal::validRound),
          Field.of(5, "proposer", FieldType.PUBLIC_KEY, BlockProposal::proposer),
          BlockProposal::new);

  public BlockProposal {
    if (height < 1 || round < 0 || validRound.filter(r -> r < 0).isPresent()) {
      throw new IllegalArgumentException(
          "a proposal has height >= 1, round >= 0 and valid round >= 0 or none, found "
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
  public Bytes canonical() {
    return CODEC.encode(this);
  }
}
