package org.alphadelta.actor.peer;

/** Detects an idle connection, at regular intervals measured by its caller. */
final class IdleDetector {
  /** Activity in an interval. */
  enum Interval {
    HEARD,
    /** Nothing was received: send a ping. */
    QUIET,
    /** Nothing was received in the previous interval either. */
    SILENT
  }

  private boolean heard;
  private boolean quietBefore;

  void heard() {
    heard = true;
  }

  /** Ends the interval and begins the next. */
  Interval ended() {
    Interval interval = heard ? Interval.HEARD : quietBefore ? Interval.SILENT : Interval.QUIET;
    quietBefore = !heard;
    heard = false;
    return interval;
  }
}
