package org.alphadelta.core;

import java.util.Arrays;
import java.util.Optional;

/** A committee member's electorate. Governors and public validators are counted separately. */
public enum Role {
  GOVERNOR(1, "governor"),
  PUBLIC(2, "public");

  /** As a field of a value. */
  public static final FieldType<Role> TYPE =
      FieldType.numbered("role", Role::ofNumber, Role::number);

  private final int number;
  private final String label;

  Role(int number, String label) {
    this.number = number;
    this.label = label;
  }

  public int number() {
    return number;
  }

  public String label() {
    return label;
  }

  public static Optional<Role> ofNumber(long number) {
    return Arrays.stream(values()).filter(r -> r.number == number).findFirst();
  }

  public static Optional<Role> ofLabel(String label) {
    return Arrays.stream(values()).filter(r -> r.label.equals(label)).findFirst();
  }

  @Override
  public String toString() {
    return label;
  }
}
