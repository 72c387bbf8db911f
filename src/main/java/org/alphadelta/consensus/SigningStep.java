package org.alphadelta.consensus;

import java.util.Arrays;
import java.util.Optional;
import org.alphadelta.core.FieldType;

/** The messages that a validator signs in one round, in their order. */
public enum SigningStep {
  /** Before the first message of a round. */
  NONE(0, "none"),
  PROPOSAL(1, "proposal"),
  PREVOTE(2, "prevote"),
  PRECOMMIT(3, "precommit");

  /** As a field of a value. */
  public static final FieldType<SigningStep> TYPE =
      FieldType.numbered("signing step", SigningStep::ofNumber, SigningStep::number);

  private final int number;
  private final String label;

  SigningStep(int number, String label) {
    this.number = number;
    this.label = label;
  }

  public int number() {
    return number;
  }

  public String label() {
    return label;
  }

  static SigningStep of(VoteType type) {
    return switch (type) {
      case PREVOTE -> PREVOTE;
      case PRECOMMIT -> PRECOMMIT;
    };
  }

  public static Optional<SigningStep> ofNumber(long number) {
    return Arrays.stream(values()).filter(s -> s.number == number).findFirst();
  }

  public static Optional<SigningStep> ofLabel(String label) {
    return Arrays.stream(values()).filter(s -> s.label.equals(label)).findFirst();
  }

  @Override
  public String toString() {
    return label;
  }
}
