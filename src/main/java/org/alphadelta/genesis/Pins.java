package org.alphadelta.genesis;

import java.util.SortedSet;
import java.util.TreeSet;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Quorum;

/**
 * The root of a joiner's trust: the governors of one network and generation. The only denominator
 * of the 67 % rule.
 */
public record Pins(NetworkId network, int generation, SortedSet<PublicKey> governors) {
  public Pins {
    if (governors.isEmpty()) {
      throw new IllegalArgumentException("a pin file names at least one governor, found none");
    }
    governors = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(governors));
  }

  /** How many governors must attest one pair. */
  public long needed() {
    return Quorum.governanceNeeded(governors.size());
  }
}
