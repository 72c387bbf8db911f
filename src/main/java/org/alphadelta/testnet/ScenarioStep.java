package org.alphadelta.testnet;

import java.util.Locale;

/**
 * How far a run goes. The last one is followed by the checks of journals and memory that make a run
 * complete.
 */
enum ScenarioStep {
  AGREEMENT,
  TRANSFER,
  VOTES,
  SPLIT,
  SWAP,
  JOINER;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return label();
  }
}
