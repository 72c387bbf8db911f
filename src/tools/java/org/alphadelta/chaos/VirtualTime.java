package org.alphadelta.chaos;

import java.util.PriorityQueue;

/**
 * A clock that jumps to the next event: events in order of time, then of scheduling. Milliseconds.
 */
final class VirtualTime {
  private record Event(long at, long order, Runnable action) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int byTime = Long.compare(at, other.at);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private long now;
  private long scheduled;

  long now() {
    return now;
  }

  void after(long millis, Runnable action) {
    events.add(new Event(now + millis, scheduled++, action));
  }

  /** Runs the next event; false when there is none. */
  boolean step() {
    Event next = events.poll();
    if (next == null) {
      return false;
    }
    now = next.at();
    next.action().run();
    return true;
  }
}
