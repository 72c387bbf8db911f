package org.alphadelta.governance;

import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Field;
import org.alphadelta.core.FieldType;

/** Counts of the votes of one electorate on one proposal. */
public record BallotCount(int yes, int no, int abstain) implements Canonical {
  public static final Codec<BallotCount> CODEC =
      Codec.of(
          "ballot count",
          Codec.SMALL_BYTES,
          Field.of(1, "yes", FieldType.UINT32, BallotCount::yes),
          Field.of(2, "no", FieldType.UINT32, BallotCount::no),
          Field.of(3, "abstain", FieldType.UINT32, BallotCount::abstain),
          BallotCount::new);

  public static final BallotCount NONE = new BallotCount(0, 0, 0);

  public BallotCount {
    if (yes < 0 || no < 0 || abstain < 0) {
      throw new IllegalArgumentException(
          "a count is not negative, found " + yes + "/" + no + "/" + abstain);
    }
  }

  /** This count with one more ballot. */
  public BallotCount plus(Ballot ballot) {
    return add(ballot, 1);
  }

  /** This count with one ballot less. */
  public BallotCount minus(Ballot ballot) {
    return add(ballot, -1);
  }

  public int total() {
    return yes + no + abstain;
  }

  private BallotCount add(Ballot ballot, int by) {
    return switch (ballot) {
      case YES -> new BallotCount(yes + by, no, abstain);
      case NO -> new BallotCount(yes, no + by, abstain);
      case ABSTAIN -> new BallotCount(yes, no, abstain + by);
    };
  }

  @Override
  public Bytes canonical() {
    return CODEC.encode(this);
  }
}
