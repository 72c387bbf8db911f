package org.alphadelta.core;

import java.util.Optional;

/** A committee member's electorate. Governors and public validators are counted separately. */
public enum Role implements Numbered, Labeled {
  GOVERNOR(1, "governor"),
  PUBLIC(2, "public");

  /** As a field of a value. */
  public static final FieldType<Role> TYPE = Numbered.type("role", Role.class);

  private final int number;
  private final String label;

  Role(int number, String label) {
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

  public static Optional<Role> ofLabel(String label) {
    return Labeled.of(Role.class, label);
  }

  @Override
  public String toString() {
    return label;
  }
}
