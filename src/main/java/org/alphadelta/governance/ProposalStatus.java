package org.alphadelta.governance;

import java.util.Arrays;
import java.util.Optional;
import org.alphadelta.core.FieldType;

/** Status of a proposal on its chain. {@code LAPSED}: another one was approved first. */
public enum ProposalStatus {
  OPEN(1, "open"),
  WITHDRAWN(2, "withdrawn"),
  REJECTED(3, "rejected"),
  LAPSED(4, "lapsed"),
  APPROVED(5, "approved");

  /** As a field of a value. */
  public static final FieldType<ProposalStatus> TYPE =
      FieldType.numbered("proposal status", ProposalStatus::ofNumber, ProposalStatus::number);

  private final int number;
  private final String label;

  ProposalStatus(int number, String label) {
    this.number = number;
    this.label = label;
  }

  public int number() {
    return number;
  }

  public String label() {
    return label;
  }

  public static Optional<ProposalStatus> ofNumber(long number) {
    return Arrays.stream(values()).filter(v -> v.number == number).findFirst();
  }

  public static Optional<ProposalStatus> ofLabel(String label) {
    return Arrays.stream(values()).filter(v -> v.label.equals(label)).findFirst();
  }

  @Override
  public String toString() {
    return label;
  }
}
