package org.alphadelta.actor.genesis;

import org.alphadelta.core.Labeled;

/** Source of the genesis that a node runs. */
public enum GenesisSource implements Labeled {
  /** A pair that the operator imported, without attestations. */
  IMPORT("import"),
  /** This home's cache, checked again. */
  CACHE("cache"),
  /** Peers, attested by the pinned governors. */
  PEERS("peers");

  private final String label;

  GenesisSource(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public String toString() {
    return label;
  }
}
