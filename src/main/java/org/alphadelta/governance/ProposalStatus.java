package org.alphadelta.governance;

import java.util.Optional;
import org.alphadelta.core.FieldType;
import org.alphadelta.core.Labeled;
import org.alphadelta.core.Numbered;

/** Status of a proposal on its chain. {@code LAPSED}: another one was approved first. */
public enum ProposalStatus implements Numbered, Labeled {
  OPEN(1, "open"),
  WITHDRAWN(2, "withdrawn"),
  REJECTED(3, "rejected"),
  LAPSED(4, "lapsed"),
  APPROVED(5, "approved");

  /** As a field of a value. */
  public static final FieldType<ProposalStatus> TYPE =
      Numbered.type("proposal status", ProposalStatus.class);

  private final int number;
  private final String label;

  ProposalStatus(int number, String label) {
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

  public static Optional<ProposalStatus> ofLabel(String label) {
    return Labeled.of(ProposalStatus.class, label);
  }

  @Override
  public String toString() {
    return label;
  }
}
