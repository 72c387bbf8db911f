package org.alphadelta.actor.chain;

import org.alphadelta.core.Labeled;

/** Activity of a node on one chain of a pair. */
public enum Activity implements Labeled {
  /** Its validator takes part in agreement on the next height. */
  AGREEING("agreeing"),
  /** It follows; its validator, if any, is not in the next committee. */
  SYNCING("syncing"),
  /** Its validator has left Alpha and votes on Delta until the closing block is final. */
  CLOSING("closing"),
  /** Its validator has left this chain, or the chain makes no more blocks. */
  STOPPED("stopped"),
  /** Its validator has left both chains; the pair is only served. */
  ARCHIVED("archived");

  private final String label;

  Activity(String label) {
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
