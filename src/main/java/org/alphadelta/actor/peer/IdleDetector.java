package org.alphadelta.actor.peer;

/**
 * Whether the other side of a connection still says something, looked at in even intervals. It
 * reads no clock.
 */
final class IdleDetector {
  /** What an interval was like. */
  enum Interval {
    HEARD,
    /** Nothing was said: the other side is worth a question. */
    QUIET,
    /** Nothing was said in the one before either. */
    SILENT
  }

  private boolean heard;
  private boolean quietBefore;

  void heard() {
    heard = true;
  }

  /** An interval is over, the next begins. */
  Interval ended() {
    Interval interval = heard ? Interval.HEARD : quietBefore ? Interval.SILENT : Interval.QUIET;
    quietBefore = !heard;
    heard = false;
    return interval;
  }
}
