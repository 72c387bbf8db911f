package org.alphadelta.consensus;

import java.util.ArrayList;
import java.util.List;

/** What a replay of foreign traces found. */
final class TraceTally {
  int traces;
  int steps;
  int excused;
  int step;
  final List<String> mismatches = new ArrayList<>();

  void compare(String where, Object expected, Object actual) {
    if (!expected.equals(actual)) {
      mismatches.add(where + "\n    expected " + expected + "\n    actual   " + actual);
    }
  }

  /** A file that cannot be replayed is a mismatch: nothing that lies there is passed over. */
  void unreadable(String name, Exception reason) {
    mismatches.add(
        name
            + " step "
            + step
            + ": it cannot be replayed\n    expected a trace\n    actual   "
            + reason);
  }

  @Override
  public String toString() {
    return "traces="
        + traces
        + " steps="
        + steps
        + " excused="
        + excused
        + " mismatches="
        + mismatches.size();
  }
}
