package org.alphadelta.ledger;

import java.util.Comparator;

/**
 * Key in a chain's state: program, mapping and key, as queries name them. Sorted by these, in that
 * order.
 */
public record StateKey(String program, String mapping, String key) implements Comparable<StateKey> {
  private static final Comparator<StateKey> ORDER =
      Comparator.comparing(StateKey::program)
          .thenComparing(StateKey::mapping)
          .thenComparing(StateKey::key);

  @Override
  public int compareTo(StateKey other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return program + "/" + mapping + "/" + key;
  }
}
