package org.alphadelta.wire;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.alphadelta.core.FieldType;

/** Why a node ends a connection that was established. */
public enum GoodbyeReason {
  STOPPING(1),
  /** The two nodes have another connection. */
  DUPLICATE(2),
  /** The other side did not take what was sent. */
  TOO_SLOW(3),
  SILENT(4),
  MALFORMED(5),
  /** A message that the granted scope does not cover. */
  OUT_OF_SCOPE(6),
  MISBEHAVED(7),
  /** This node serves other chains now. */
  CHAIN_CHANGED(8),
  /** The place is needed for a committee member or pinned peer. */
  PLACE_NEEDED(9);

  /** As a field of a value. */
  public static final FieldType<GoodbyeReason> TYPE =
      FieldType.numbered("reason", GoodbyeReason::ofNumber, GoodbyeReason::number);

  private final int number;

  GoodbyeReason(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  public static Optional<GoodbyeReason> ofNumber(long number) {
    return Arrays.stream(values()).filter(r -> r.number == number).findFirst();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
