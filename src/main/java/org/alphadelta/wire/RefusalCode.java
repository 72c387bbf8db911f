package org.alphadelta.wire;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.alphadelta.core.FieldType;

/** Why a node refuses a connection. */
public enum RefusalCode {
  WRONG_NETWORK(1),
  WRONG_PROTOCOL(2),
  /** The node does not have the wanted pair; the refusal names the one it has. */
  WRONG_GENESIS(3),
  WRONG_NODE_KEY(4),
  SELF_CONNECTION(5),
  BAD_PROOF(6),
  UNEXPECTED_MESSAGE(7),
  /** No connection slot is free. */
  BUSY(8),
  /** The node has banned this one. */
  BANNED(9);

  /** As a field of a value. */
  public static final FieldType<RefusalCode> TYPE =
      FieldType.numbered("refusal code", RefusalCode::ofNumber, RefusalCode::number);

  private final int number;

  RefusalCode(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  public static Optional<RefusalCode> ofNumber(long number) {
    return Arrays.stream(values()).filter(c -> c.number == number).findFirst();
  }

  /** Stable, lower case with hyphens. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
