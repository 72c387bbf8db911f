package org.alphadelta.actor.chain;

import java.util.Optional;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;
import org.alphadelta.genesis.Genesis;
import org.alphadelta.ledger.CertifiedBlock;
import org.alphadelta.ledger.ChainState;

/** A snapshot of one chain; immutable, except that look-ups of blocks may find more later. */
public interface LedgerView {
  Genesis genesis();

  default ChainId chain() {
    return genesis().header().chain();
  }

  /** Height of the newest executed block; 0 before the first. */
  long height();

  /** Hash of the newest executed block's header; the genesis hash before the first. */
  Hash headHash();

  /** State after the newest executed block. */
  ChainState state();

  /** Committee of the next height; empty when the chain is concluded. */
  Committee nextCommittee();

  Optional<CertifiedBlock> block(long height);

  Optional<CertifiedBlock> block(Hash hash);

  /** Height of the block that holds a transaction. */
  Optional<Long> heightOf(Hash transaction);

  /** The committee with that hash, if it is or was one of this chain. */
  Optional<Committee> committee(Hash hash);
}
