package org.alphadelta.governance;

import java.util.Optional;
import org.alphadelta.core.FieldType;
import org.alphadelta.core.Labeled;
import org.alphadelta.core.Numbered;

/** A validator's vote on a proposal. Yes is final; the others may become Yes until voting ends. */
public enum Ballot implements Numbered, Labeled {
  YES(1, "yes"),
  NO(2, "no"),
  ABSTAIN(3, "abstain");

  /** As a field of a value. */
  public static final FieldType<Ballot> TYPE = Numbered.type("ballot", Ballot.class);

  private final int number;
  private final String label;

  Ballot(int number, String label) {
    this.number = number;
    this.label = label;
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public String label() {
    return label;
  }

  public static Optional<Ballot> ofLabel(String label) {
    return Labeled.of(Ballot.class, label);
  }

  @Override
  public String toString() {
    return label;
  }
}
