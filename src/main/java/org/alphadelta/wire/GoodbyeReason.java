package org.alphadelta.wire;

import java.util.Locale;
import org.alphadelta.core.FieldType;
import org.alphadelta.core.Numbered;

/** Why a node closes an established connection. */
public enum GoodbyeReason implements Numbered {
  STOPPING(1),
  /** There is another connection between the two nodes. */
  DUPLICATE(2),
  /** The peer read too slowly. */
  TOO_SLOW(3),
  SILENT(4),
  MALFORMED(5),
  /** A message outside the granted scope. */
  OUT_OF_SCOPE(6),
  MISBEHAVED(7),
  /** This node serves other chains now. */
  CHAIN_CHANGED(8),
  /** A committee member or pinned peer needs the connection slot. */
  PLACE_NEEDED(9);

  /** As a field of a value. */
  public static final FieldType<GoodbyeReason> TYPE = Numbered.type("reason", GoodbyeReason.class);

  private final int number;

  GoodbyeReason(int number) {
    this.number = number;
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
