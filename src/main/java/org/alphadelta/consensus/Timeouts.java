package org.alphadelta.consensus;

/**
 * Durations of the timers in milliseconds: a base and an increment per round, so that rounds become
 * long enough for any finite delay (rule 11).
 */
public record Timeouts(
    long proposeMillis,
    long prevoteMillis,
    long precommitMillis,
    long repairMillis,
    long growthMillis) {
  /**
   * The longest timer. Rounds stop growing here: after an hour without progress people must act.
   */
  public static final long MAX_MILLIS = 3_600_000;

  public static final Timeouts STANDARD = new Timeouts(1_000, 500, 500, 2_000, 500);

  public Timeouts {
    if (proposeMillis < 1
        || prevoteMillis < 1
        || precommitMillis < 1
        || repairMillis < 1
        || growthMillis < 1) {
      throw new IllegalArgumentException("every timeout and its growth is at least 1 millisecond");
    }
  }

  /** The duration of a timer of this kind in this round. */
  public long millis(TimeoutKind kind, int round) {
    long base =
        switch (kind) {
          case PROPOSE -> proposeMillis;
          case PREVOTE -> prevoteMillis;
          case PRECOMMIT -> precommitMillis;
          case REPAIR -> repairMillis;
        };
    long growth = Math.min(MAX_MILLIS, growthMillis) * Math.min(round, MAX_MILLIS);
    return Math.min(MAX_MILLIS, base + growth);
  }
}
