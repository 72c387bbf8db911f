package org.alphadelta.swap;

import org.alphadelta.genesis.GenesisPair;

/** What rebuilding both genesis blocks from their parameters led to. */
public sealed interface RebuiltPair {
  /** Both are the expected ones. */
  record Ready(GenesisPair pair) implements RebuiltPair {}

  record Obstructed(Obstacle obstacle) implements RebuiltPair {}
}
