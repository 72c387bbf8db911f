package org.alphadelta.consensus;

import java.util.Optional;
import org.alphadelta.core.FieldType;
import org.alphadelta.core.Labeled;
import org.alphadelta.core.Numbered;

/** The messages that a validator signs in one round, in their order. */
public enum SigningStep implements Numbered, Labeled {
  /** Before the first message of a round. */
  NONE(0, "none"),
  PROPOSAL(1, "proposal"),
  PREVOTE(2, "prevote"),
  PRECOMMIT(3, "precommit");

  /** As a field of a value. */
  public static final FieldType<SigningStep> TYPE =
      Numbered.type("signing step", SigningStep.class);

  private final int number;
  private final String label;

  SigningStep(int number, String label) {
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

  static SigningStep of(VoteType type) {
    return switch (type) {
      case PREVOTE -> PREVOTE;
      case PRECOMMIT -> PRECOMMIT;
    };
  }

  public static Optional<SigningStep> ofLabel(String label) {
    return Labeled.of(SigningStep.class, label);
  }

  @Override
  public String toString() {
    return label;
  }
}
