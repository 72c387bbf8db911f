package org.alphadelta.governance;

import java.util.SortedMap;
import java.util.TreeMap;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.ChainParameters;
import org.alphadelta.core.Committee;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Hash;

/**
 * The part of an Alpha chain after its newest block that governance needs: the state, C, the
 * committee of the next height, and the blocks in which proposals were closed, by height.
 */
public record GovernanceSnapshot(
    GenesisPairId pair,
    long height,
    ChainParameters parameters,
    long deltaMinAlphaBlocks,
    Committee source,
    Committee next,
    GovernanceState state,
    SortedMap<Long, Hash> closingBlocks) {
  public GovernanceSnapshot {
    closingBlocks = new TreeMap<>(closingBlocks);
  }

  /** Alpha's genesis hash. */
  public Hash chain() {
    return pair.alpha();
  }

  /** The earliest context of a transaction sent now. */
  public GovernanceContext nextBlock() {
    return new GovernanceContext(
        pair.chain(ChainKind.ALPHA), parameters, next, height + 1, deltaMinAlphaBlocks);
  }
}
