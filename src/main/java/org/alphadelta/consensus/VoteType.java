package org.alphadelta.consensus;

import org.alphadelta.core.FieldType;
import org.alphadelta.core.Numbered;
import org.alphadelta.core.Purpose;

/** The two votes of a round. */
public enum VoteType implements Numbered {
  PREVOTE(1, Purpose.PREVOTE),
  PRECOMMIT(2, Purpose.PRECOMMIT);

  /** As a field of a value. */
  public static final FieldType<VoteType> TYPE = Numbered.type("vote type", VoteType.class);

  private final int number;
  private final Purpose purpose;

  VoteType(int number, Purpose purpose) {
    this.number = number;
    this.purpose = purpose;
  }

  @Override
  public int number() {
    return number;
  }

  public Purpose purpose() {
    return purpose;
  }
}
