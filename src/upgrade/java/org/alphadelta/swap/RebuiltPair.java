package org.alphadelta.swap;

import org.alphadelta.genesis.GenesisPair;

/** Result of rebuilding both genesis blocks from their parameters. */
public sealed interface RebuiltPair {
  /** Both are as expected. */
  record Ready(GenesisPair pair) implements RebuiltPair {}

  record Obstructed(Obstacle obstacle) implements RebuiltPair {}
}
