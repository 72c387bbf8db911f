package org.alphadelta.wire;

/** Who in a node takes what a peer sends. */
public enum Destination {
  /** The connection itself. */
  CONNECTION,
  /** Whoever keeps the addresses of nodes. */
  ADDRESSES,
  /** Agreement on the chain that the message names. */
  CONSENSUS,
  /** The blocks of the chain that the message names. */
  LEDGER,
  /** The transactions that wait for a block, on every chain of the connection's pair. */
  MEMPOOL,
  GENESIS_STORE,
  /** The search for a genesis, while there is one. */
  GENESIS_SEARCH
}
