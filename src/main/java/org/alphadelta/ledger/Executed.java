package org.alphadelta.ledger;

import java.util.List;
import java.util.Optional;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;

/**
 * Result of executing a block: the next state with its changes, the committee of the next height,
 * the upgrade approved in it.
 */
public record Executed(
    ChainState state,
    List<StateEntry> changes,
    Committee nextCommittee,
    Optional<Hash> upgrade,
    List<TransactionEffect> effects) {
  public Executed {
    changes = List.copyOf(changes);
    effects = List.copyOf(effects);
  }
}
