package org.alphadelta.wire;

/** Component that receives a kind of message. */
public enum Destination {
  /** The connection itself. */
  CONNECTION,
  /** The address book. */
  ADDRESSES,
  /** Agreement on the chain that the message names. */
  CONSENSUS,
  /** The ledger of the chain that the message names. */
  LEDGER,
  /** The mempool of every chain of the connection's pair. */
  MEMPOOL,
  GENESIS_STORE,
  /** The search for a genesis, while one runs. */
  GENESIS_SEARCH
}
