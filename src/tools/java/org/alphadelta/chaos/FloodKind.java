package org.alphadelta.chaos;

import java.util.Locale;

/** What a flood is made of. {@link #ALL} mixes the others. */
enum FloodKind {
  /** Rightly signed votes at heights up to 2^63 - 1. */
  FUTURE_HEIGHT,
  /** Rightly signed votes at the current height in rounds up to 10^9. */
  FUTURE_ROUND,
  /**
   * Votes with wrong signatures and frames that are none; the line is cut for it, and dialed again.
   */
  GARBAGE,
  /** Two rightly signed votes for every step. */
  EVIDENCE,
  ALL;

  /** "future-height". */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
