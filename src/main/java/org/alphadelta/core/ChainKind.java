package org.alphadelta.core;

import java.util.Arrays;
import java.util.Optional;

/** One of the two chains of a network. */
public enum ChainKind {
  ALPHA(1, "alpha"),
  DELTA(2, "delta");

  /** As a field of a value. */
  public static final FieldType<ChainKind> TYPE =
      FieldType.numbered("chain kind", ChainKind::ofNumber, ChainKind::number);

  private final int number;
  private final String label;

  ChainKind(int number, String label) {
    this.number = number;
    this.label = label;
  }

  public int number() {
    return number;
  }

  public String label() {
    return label;
  }

  public static Optional<ChainKind> ofNumber(long number) {
    return Arrays.stream(values()).filter(k -> k.number == number).findFirst();
  }

  public static Optional<ChainKind> ofLabel(String label) {
    return Arrays.stream(values()).filter(k -> k.label.equals(label)).findFirst();
  }

  @Override
  public String toString() {
    return label;
  }
}
