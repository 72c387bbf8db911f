package org.alphadelta.consensus;

/**
 * What a timer is for: the paper's three, and our own repair of lost messages while a round lasts.
 */
public enum TimeoutKind {
  PROPOSE(1),
  PREVOTE(2),
  PRECOMMIT(3),
  REPAIR(4);

  private final int number;

  TimeoutKind(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }
}
