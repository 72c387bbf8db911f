package org.alphadelta.chaos;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a flood is made of. {@link #ALL} takes turns among the others. */
enum FloodKind {
  /** Rightly signed votes at heights up to 2^63 - 1. */
  FUTURE_HEIGHT,
  /** Rightly signed votes at the current height in rounds up to 10^9. */
  FUTURE_ROUND,
  /** Votes with wrong signatures and frames that are none; the line is cut for it, and dialed again. */
  GARBAGE,
  /** Two rightly signed votes for every step. */
  EVIDENCE,
  ALL;

  /** The kinds it is made of. */
  List<FloodKind> parts() {
    return this == ALL ? Arrays.stream(values()).filter(k -> k != ALL).toList() : List.of(this);
  }

  /** "future-height". */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
