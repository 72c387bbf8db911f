package org.alphadelta.journal;

import org.alphadelta.core.ChainKind;

/**
 * Names of the journal's streams, which are also the persistence ids of the actors that write them.
 */
public final class Streams {
  public static final String GOVERNOR = "governor";
  public static final String RATIFIER = "ratifier";
  public static final String GENESIS = "genesis";

  private Streams() {}

  /** Evidence of double signatures on one chain. */
  public static String evidence(ChainKind kind) {
    return "evidence-" + kind.label();
  }
}
