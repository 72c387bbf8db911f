package org.alphadelta.actor.peer;

import java.time.Duration;

/**
 * Limits the rate at which one peer is read: each frame costs a slice of a second (its kind's cost
 * in units), and up to two idle seconds are saved for bursts. A peer that sends more is read more
 * slowly, so it cannot fill mailboxes or occupy processors; nothing is lost. Time comes in as an
 * argument.
 */
final class FrameBudget {
  /** 1000 messages of agreement; an honest validator needs a few per block. */
  private static final int UNITS_PER_SECOND = 10_000;

  private static final long UNIT_NANOS = Duration.ofSeconds(1).toNanos() / UNITS_PER_SECOND;
  private static final long BURST_NANOS = Duration.ofSeconds(2).toNanos();

  /** The time up to which frames are paid for. */
  private long paidNanos;

  FrameBudget(long nowNanos) {
    this.paidNanos = nowNanos - BURST_NANOS;
  }

  /** Charges frames that were read; returns how long to wait before reading on. */
  Duration spend(int units, long nowNanos) {
    if (paidNanos - (nowNanos - BURST_NANOS) < 0) {
      paidNanos = nowNanos - BURST_NANOS;
    }
    paidNanos += units * UNIT_NANOS;
    return Duration.ofNanos(Math.max(0, paidNanos - nowNanos));
  }
}
