package org.alphadelta.core;

/**
 * The two threshold rules, in integers. Agreement needs more than two thirds; governance needs 67
 * of 100. Governance's implies agreement's, never the reverse.
 */
public final class Quorum {
  private Quorum() {}

  /** Agreement: {@code 3 * weight > 2 * total}. */
  public static boolean agreement(long weight, long total) {
    return Math.multiplyExact(3, weight) > Math.multiplyExact(2, total);
  }

  /** At least one of them is honest: {@code 3 * weight > total}. */
  public static boolean oneHonest(long weight, long total) {
    return Math.multiplyExact(3, weight) > total;
  }

  /** The 67 % rule: {@code 100 * yes >= 67 * total}, with a total of at least 1. */
  public static boolean governance(long yes, long total) {
    return total >= 1 && Math.multiplyExact(100, yes) >= Math.multiplyExact(67, total);
  }

  /** The least weight that satisfies {@link #agreement}: {@code floor(2n/3) + 1}. */
  public static long agreementNeeded(long total) {
    return 2 * total / 3 + 1;
  }

  /** The least count that satisfies {@link #governance}: {@code ceil(67n/100)}. */
  public static long governanceNeeded(long total) {
    return (67 * total + 99) / 100;
  }
}
