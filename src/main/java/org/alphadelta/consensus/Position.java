package org.alphadelta.consensus;

import java.util.Comparator;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Field;
import org.alphadelta.core.FieldType;

/**
 * Position in the signing order of one validator: height, round, step. {@link #NONE} is before
 * every other.
 */
public record Position(long height, int round, SigningStep step)
    implements Comparable<Position>, Canonical {
  public static final Codec<Position> CODEC =
      Codec.of(
          "position",
          Codec.SMALL_BYTES,
          Field.of(1, "height", FieldType.UINT64, Position::height),
          Field.of(2, "round", FieldType.UINT32, Position::round),
          Field.of(3, "phase", SigningStep.TYPE, Position::step),
          Position::new);

  public static final Position NONE = new Position(0, 0, SigningStep.NONE);

  private static final Comparator<Position> ORDER =
      Comparator.comparingLong(Position::height)
          .thenComparingInt(Position::round)
          .thenComparing(Position::step);

  public Position {
    if (height < 0 || round < 0) {
      throw new IllegalArgumentException(
          "a signing position has no negative number, found " + height + "/" + round);
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
    return height + "/" + round + "/" + (step == SigningStep.NONE ? "-" : step);
  }
}
