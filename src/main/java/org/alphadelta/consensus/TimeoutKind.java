package org.alphadelta.consensus;

import org.alphadelta.core.FieldType;
import org.alphadelta.core.Numbered;

/**
 * Kind of timer: the paper's three, and our own for repairing lost messages while a round lasts.
 */
public enum TimeoutKind implements Numbered {
  PROPOSE(1),
  PREVOTE(2),
  PRECOMMIT(3),
  REPAIR(4);

  /** As a field of a value. */
  public static final FieldType<TimeoutKind> TYPE =
      Numbered.type("timeout kind", TimeoutKind.class);

  private final int number;

  TimeoutKind(int number) {
    this.number = number;
  }

  @Override
  public int number() {
    return number;
  }
}
