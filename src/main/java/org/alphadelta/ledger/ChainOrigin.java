package org.alphadelta.ledger;

import org.alphadelta.core.ChainId;
import org.alphadelta.core.ChainParameters;
import org.alphadelta.core.Committee;
import org.alphadelta.core.GenesisHeader;

/**
 * Start of a chain: its genesis header, its parameters, its first committee (C, until a split) and
 * its state at height 0. The constructor checks that these belong together.
 */
public record ChainOrigin(
    GenesisHeader genesis, ChainParameters parameters, Committee founders, ChainState state) {
  public ChainOrigin {
    if (!genesis.committee().equals(founders.hash()) || !genesis.stateRoot().equals(state.root())) {
      throw new IllegalArgumentException(
          "expected committee "
              + genesis.committee()
              + " and state "
              + genesis.stateRoot()
              + ", found "
              + founders.hash()
              + " and "
              + state.root());
    }
  }

  public ChainId chain() {
    return genesis.chain();
  }
}
