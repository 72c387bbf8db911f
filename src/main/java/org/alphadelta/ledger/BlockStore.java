package org.alphadelta.ledger;

import java.util.List;
import java.util.Optional;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Header;

/**
 * Port to one chain's final blocks and its newest state. Every call may block on a disk. Reads may
 * run while one thread appends, and see the state before or after an append, never between.
 */
public interface BlockStore {
  /**
   * Stores the state and the committee of the genesis. Durable, atomic, and idempotent for the same
   * origin.
   *
   * @throws IllegalStateException when the store belongs to another genesis
   */
  void initialize(ChainOrigin origin);

  /**
   * Appends the block after the head, with everything it changes: atomic, and durable on return.
   * Repeating the newest block changes nothing.
   *
   * @param next the committee of the next height, from then on found by its hash
   * @throws IllegalStateException when the block is not the one after the head, or the disk failed:
   *     the caller stops
   */
  void append(CertifiedBlock block, Committee next, List<StateEntry> changes);

  /** The newest block's height; 0 when only the genesis is stored. */
  long height();

  /** The block at a height from 1 to {@link #height}. */
  Optional<CertifiedBlock> block(long height);

  /** Like {@link #block(long)}, but cheap: without the transactions. */
  Optional<Header> header(long height);

  Optional<CertifiedBlock> block(Hash hash);

  /** The place of a transaction in a block, by its id. */
  Optional<TransactionPlace> transaction(Hash id);

  /** Every entry of the newest state, in key order. */
  List<StateEntry> state();

  /** A committee that the genesis or a block names, by its hash. */
  Optional<Committee> committee(Hash hash);
}
