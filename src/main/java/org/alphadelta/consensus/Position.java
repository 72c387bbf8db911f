package org.alphadelta.consensus;

import java.util.Comparator;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Field;
import org.alphadelta.core.FieldType;

/**
 * Position in the signing order of one validator: height, round, then proposal (1), prevote (2),
 * precommit (3). {@link #NONE} is before every other.
 */
public record Position(long height, int round, int phase)
    implements Comparable<Position>, Canonical {
  public static final Codec<Position> CODEC =
      Codec.of(
          "position",
          Codec.SMALL_BYTES,
          Field.of(1, "height", FieldType.UINT64, Position::height),
          Field.of(2, "round", FieldType.UINT32, Position::round),
          Field.of(3, "phase", FieldType.UINT32, Position::phase),
          Position::new);

  public static final Position NONE = new Position(0, 0, 0);

  private static final Comparator<Position> ORDER =
      Comparator.comparingLong(Position::height)
          .thenComparingInt(Position::round)
          .thenComparingInt(Position::phase);

  public Position {
    if (height < 0 || round < 0 || phase < 0 || phase > 3) {
      throw new IllegalArgumentException(
          "a signing position is height/round/phase with phase 0 to 3, found "
              + height
              + "/"
              + round
              + "/"
              + phase);
    }
  }

  @Override
  public int compareTo(Position other) {
    return ORDER.compare(this, other);
  }

  @Override
  public Bytes canonical() {
    return CODEC.encode(this);
  }

  /** For people: "12/0/prevote". */
  @Override
  public String toString() {
    String name =
        switch (phase) {
          case 1 -> "proposal";
          case 2 -> "prevote";
          case 3 -> "precommit";
          default -> "-";
        };
    return height + "/" + round + "/" + name;
  }
}
