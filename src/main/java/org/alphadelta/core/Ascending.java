package org.alphadelta.core;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Order of lists that have one byte form only: strictly ascending by a key. */
public final class Ascending {
  private Ascending() {}

  /**
   * Refuses a list that is not sorted or names a key twice.
   *
   * @param rule the invariant, without its order: "a committee names each key once"
   * @throws IllegalArgumentException with the rule and the first element that is out of place
   */
  public static <E, K extends Comparable<? super K>> void require(
      String rule, List<E> elements, Function<E, K> key) {
    for (int i = 1; i < elements.size(); i++) {
      K last = key.apply(elements.get(i - 1));
      K next = key.apply(elements.get(i));
      int order = last.compareTo(next);
      if (order == 0) {
        throw new IllegalArgumentException(rule + ", found twice: " + next);
      } else if (order > 0) {
        throw new IllegalArgumentException(
            rule + ", in ascending order, found " + next + " after " + last);
      }
    }
  }

  /** The elements by ascending key. Duplicates are kept, for a constructor to refuse. */
  public static <E, K extends Comparable<? super K>> List<E> sorted(
      Collection<E> elements, Function<E, K> key) {
    return elements.stream().sorted(Comparator.comparing(key)).toList();
  }
}
