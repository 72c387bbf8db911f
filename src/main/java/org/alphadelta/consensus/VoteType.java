package org.alphadelta.consensus;

import java.util.Arrays;
import java.util.Optional;
import org.alphadelta.core.FieldType;
import org.alphadelta.core.Purpose;

/** The two votes of a round. */
public enum VoteType {
  PREVOTE(1, Purpose.PREVOTE),
  PRECOMMIT(2, Purpose.PRECOMMIT);

  /** As a field of a value. */
  public static final FieldType<VoteType> TYPE =
      FieldType.numbered("vote type", VoteType::ofNumber, VoteType::number);

  private final int number;
  private final Purpose purpose;

  VoteType(int number, Purpose purpose) {
    this.number = number;
    this.purpose = purpose;
  }

  public int number() {
    return number;
  }

  public Purpose purpose() {
    return purpose;
  }

  public static Optional<VoteType> ofNumber(long number) {
    return Arrays.stream(values()).filter(t -> t.number == number).findFirst();
  }
}
