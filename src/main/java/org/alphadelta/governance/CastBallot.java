package org.alphadelta.governance;

import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Field;
import org.alphadelta.core.FieldType;
import org.alphadelta.core.Hash;

/** A counted vote: the ballot, the height that included it and the id of its transaction. */
public record CastBallot(Ballot ballot, long height, Hash transaction) implements Canonical {
  public static final Codec<CastBallot> CODEC =
      Codec.of(
          "cast ballot",
          Codec.SMALL_BYTES,
          Field.of(1, "ballot", Ballot.TYPE, CastBallot::ballot),
          Field.of(2, "height", FieldType.UINT64, CastBallot::height),
          Field.of(3, "transaction", FieldType.HASH, CastBallot::transaction),
          CastBallot::new);

  @Override
  public Bytes canonical() {
    return CODEC.encode(this);
  }
}
