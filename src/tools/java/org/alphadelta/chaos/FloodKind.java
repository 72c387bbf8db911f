package org.alphadelta.chaos;

import java.util.Locale;

/** Content of a flood. {@link #ALL} mixes the others. */
enum FloodKind {
  /** Correctly signed votes at heights up to 2^63 - 1. */
  FUTURE_HEIGHT,
  /** Correctly signed votes at the current height in rounds up to 10^9. */
  FUTURE_ROUND,
  /**
   * Votes with wrong signatures and malformed frames; the peer closes the connection, and the
   * flooder reconnects.
   */
  GARBAGE,
  /** Two correctly signed votes for every step. */
  EVIDENCE,
  ALL;

  /** "future-height". */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
