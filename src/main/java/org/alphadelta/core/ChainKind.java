package org.alphadelta.core;

import java.util.Optional;

/** One of the two chains of a network. */
public enum ChainKind implements Numbered, Labeled {
  ALPHA(1, "alpha"),
  DELTA(2, "delta");

  /** As a field of a value. */
  public static final FieldType<ChainKind> TYPE = Numbered.type("chain kind", ChainKind.class);

  private final int number;
  private final String label;

  ChainKind(int number, String label) {
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

  public static Optional<ChainKind> ofLabel(String label) {
    return Labeled.of(ChainKind.class, label);
  }

  @Override
  public String toString() {
    return label;
  }
}
