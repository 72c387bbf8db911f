package org.alphadelta.consensus;

import org.alphadelta.core.Hash;

/** A threshold that a vote crossed. Each is reported once per round. */
public sealed interface Threshold {
  int round();

  record PolkaValue(int round, Hash value) implements Threshold {}

  record PolkaNil(int round) implements Threshold {}

  record PolkaAny(int round) implements Threshold {}

  record PrecommitValue(int round, Hash value) implements Threshold {}

  /** Precommits for nil and for values, together. */
  record PrecommitAny(int round) implements Threshold {}

  /** More than a third of distinct validators has voted in a round above the current one. */
  record Skip(int round) implements Threshold {}
}
