package org.alphadelta.consensus;

import org.alphadelta.core.Hash;

/** A value and the round in which a quorum voted for it. */
public record RoundValue(int round, Hash value) {
  public RoundValue {
    if (round < 0) {
      throw new IllegalArgumentException("rounds start at 0, found " + round);
    }
  }
}
