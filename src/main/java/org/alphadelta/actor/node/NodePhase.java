package org.alphadelta.actor.node;

import org.alphadelta.core.Labeled;

/** Phase of a node, in status and metrics. */
public enum NodePhase implements Labeled {
  /** No genesis yet, and too few attestations of one. */
  UNKNOWN("unknown"),
  /** Enough governors attest one pair; its chunks are being fetched. */
  FETCHING("fetching"),
  /** The genesis is accepted; no pair runs yet. */
  VERIFIED("verified"),
  RUNNING("running"),
  /** A pair runs and an upgrade is under way. */
  SWITCHING("switching"),
  /** Another build goes on; a node ends before it reports this. */
  HANDED_OVER("handed-over");

  private final String label;

  NodePhase(String label) {
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
