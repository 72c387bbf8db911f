package org.alphadelta.governance;

import java.util.Arrays;
import java.util.Optional;
import org.alphadelta.core.FieldType;

/** A validator's vote on a proposal. Yes is final; the others may become Yes until voting ends. */
public enum Ballot {
  YES(1, "yes"),
  NO(2, "no"),
  ABSTAIN(3, "abstain");

  /** As a field of a value. */
  public static final FieldType<Ballot> TYPE =
      FieldType.numbered("ballot", Ballot::ofNumber, Ballot::number);

  private final int number;
  private final String label;

  Ballot(int number, String label) {
    this.number = number;
    this.label = label;
  }

  public int number() {
    return number;
  }

  public String label() {
    return label;
  }

  public static Optional<Ballot> ofNumber(long number) {
    return Arrays.stream(values()).filter(v -> v.number == number).findFirst();
  }

  public static Optional<Ballot> ofLabel(String label) {
    return Arrays.stream(values()).filter(v -> v.label.equals(label)).findFirst();
  }

  @Override
  public String toString() {
    return label;
  }
}
