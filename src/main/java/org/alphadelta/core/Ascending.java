package org.alphadelta.core;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** The order of lists that have one byte form only: strictly ascending by a key. */
public final class Ascending {
  private Ascending() {}

  /**
   * Refuses a list that is not sorted or names a key twice.
   *
   * @throws IllegalArgumentException with the first element that is out of place
   */
  public static <E, K extends Comparable<? super K>> void require(
      String what, List<E> elements, Function<E, K> key) {
    for (int i = 1; i < elements.size(); i++) {
      K last = key.apply(elements.get(i - 1));
      K next = key.apply(elements.get(i));
      if (last.compareTo(next) >= 0) {
        throw new IllegalArgumentException(
            "found " + next + " after " + last + ", expected " + what + " to ascend");
      }
    }
  }

  /** The elements by ascending key; one that comes twice stays, for a constructor to refuse. */
  public static <E, K extends Comparable<? super K>> List<E> sorted(
      Collection<E> elements, Function<E, K> key) {
    return elements.stream().sorted(Comparator.comparing(key)).toList();
  }
}
