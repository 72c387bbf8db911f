package org.alphadelta.wire;

import java.util.Locale;
import org.alphadelta.core.FieldType;
import org.alphadelta.core.Numbered;

/** Why a node refuses a connection. */
public enum RefusalCode implements Numbered {
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
      Numbered.type("refusal code", RefusalCode.class);

  private final int number;

  RefusalCode(int number) {
    this.number = number;
  }

  @Override
  public int number() {
    return number;
  }

  /** Stable, lower case with hyphens. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
