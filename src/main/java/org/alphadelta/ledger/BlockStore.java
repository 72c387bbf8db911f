package org.alphadelta.ledger;

import java.util.List;
import java.util.Optional;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Header;

/**
 * Port: one chain's final blocks and its newest state. All calls may block on a disk. Reads may run
 * while one thread appends and see the state before or after an append, never between.
 */
public interface BlockStore {
  /**
   * Puts the state and the committee of the genesis. Durable and atomic; doing it again with the
   * same origin changes nothing.
   *
   * @throws IllegalStateException when the store belongs to another genesis
   */
  void initialize(ChainOrigin origin);

  /**
   * Adds the block after the head, with everything it changes: atomic, and durable when this
   * returns. The same block again is no change.
   *
   * @param next the committee of the next height, to be found by its hash from then on
   * @throws IllegalStateException when the block is not the one after the head, or the disk failed:
   *     the caller stops
   */
  void append(CertifiedBlock block, Committee next, List<StateEntry> changes);

  /** The newest block's height; 0 when only the genesis is there. */
  long height();

  /** The block at a height from 1 to {@link #height}. */
  Optional<CertifiedBlock> block(long height);

  /** As {@link #block(long)}, without the transactions: cheap. */
  Optional<Header> header(long height);

  Optional<CertifiedBlock> block(Hash hash);

  /** Where a transaction was included, by its id. */
  Optional<TransactionPlace> transaction(Hash id);

  /** Every entry of the newest state, in key order. */
  List<StateEntry> state();

  /** A committee that the genesis or a block named, by its hash. */
  Optional<Committee> committee(Hash hash);
}
