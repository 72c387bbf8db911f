package org.alphadelta.ledger;

import java.util.SortedMap;
import java.util.TreeMap;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Hash;
import org.alphadelta.governance.GovernanceSnapshot;

/** Makes governance snapshots of an Alpha chain. */
public final class GovernanceSnapshots {
  private GovernanceSnapshots() {}

  /** The snapshot at {@code head}; {@code store} holds the blocks up to it. */
  public static GovernanceSnapshot of(GenesisPairId pair, ChainHead head, BlockStore store) {
    SortedMap<Long, Hash> closing = new TreeMap<>();
    head.state()
        .governance()
        .closures()
        .values()
        .forEach(
            closure ->
                store
                    .header(closure.height())
                    .ifPresent(header -> closing.put(closure.height(), header.hash())));
    return new GovernanceSnapshot(
        pair,
        head.height(),
        head.parameters(),
        head.origin().genesis().deltaMinAlphaBlocks(),
        head.origin().founders(),
        head.committee(),
        head.state().governance(),
        closing);
  }
}
