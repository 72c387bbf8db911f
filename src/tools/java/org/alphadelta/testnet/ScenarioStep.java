package org.alphadelta.testnet;

import java.util.Locale;

/**
 * Last step of a run. After the last of these come the checks of journals and memory that make a
 * run complete.
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
