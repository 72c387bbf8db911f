package org.alphadelta.api;

import java.util.TreeMap;
import org.alphadelta.core.ChainKind;
import org.alphadelta.governance.GovernanceState;
import org.alphadelta.ledger.ChainState;

/** The states of the two chains of a {@link SmallWorld}. */
final class FakeState {
  private FakeState() {}

  static ChainState alpha(SmallWorld world) {
    return ChainState.empty(SmallWorld.NETWORK, ChainKind.ALPHA)
        .transition(world.accounts, world.governance)
        .after();
  }

  static ChainState delta(SmallWorld world) {
    return ChainState.empty(SmallWorld.NETWORK, ChainKind.DELTA)
        .transition(new TreeMap<>(world.accounts), GovernanceState.EMPTY)
        .after();
  }
}
