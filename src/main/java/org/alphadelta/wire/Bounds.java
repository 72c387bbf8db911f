package org.alphadelta.wire;

import java.util.List;

/** Checks that constructors of messages share. */
final class Bounds {
  private Bounds() {}

  static <T> List<T> limited(List<T> values, int most) {
    require(values.size() <= most, "a list's size", values.size());
    return List.copyOf(values);
  }

  static void require(boolean holds, String what, long found) {
    if (!holds) {
      throw new IllegalArgumentException(what + " is out of range, found " + found);
    }
  }
}
