package org.alphadelta.consensus;

import java.util.Arrays;
import java.util.Optional;
import org.alphadelta.core.FieldType;

/**
 * Kind of timer: the paper's three, and our own for repairing lost messages while a round lasts.
 */
public enum TimeoutKind {
  PROPOSE(1),
  PREVOTE(2),
  PRECOMMIT(3),
  REPAIR(4);

  /** As a field of a value. */
  public static final FieldType<TimeoutKind> TYPE =
      FieldType.numbered("timeout kind", TimeoutKind::ofNumber, TimeoutKind::number);

  private final int number;

  TimeoutKind(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  public static Optional<TimeoutKind> ofNumber(long number) {
    return Arrays.stream(values()).filter(k -> k.number == number).findFirst();
  }
}
