package org.alphadelta.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Header;
import org.alphadelta.ledger.BlockStore;
import org.alphadelta.ledger.CertifiedBlock;
import org.alphadelta.ledger.ChainOrigin;
import org.alphadelta.ledger.StateEntry;
import org.alphadelta.ledger.TransactionPlace;

/**
 * A simulated node's index of a chain's final blocks, which are on the simulated disk as {@link
 * StoredBlock}; a crash destroys it. State is executed again from the blocks, so none is stored.
 */
final class SimStore implements BlockStore {
  private final List<CertifiedBlock> blocks = new ArrayList<>();
  private final SortedMap<Hash, Committee> committees = new TreeMap<>();

  @Override
  public void initialize(ChainOrigin origin) {
    blocks.clear();
    committees.put(origin.founders().hash(), origin.founders());
  }

  @Override
  public void append(CertifiedBlock block, Committee next, List<StateEntry> changes) {
    if (block.block().height() != height() + 1) {
      throw new IllegalStateException(
          "expected height " + (height() + 1) + ", found " + block.block().height());
    }
    blocks.add(block);
    committees.put(block.block().header().nextCommittee(), next);
  }

  @Override
  public long height() {
    return blocks.size();
  }

  @Override
  public Optional<CertifiedBlock> block(long height) {
    return height < 1 || height > height()
        ? Optional.empty()
        : Optional.of(blocks.get((int) height - 1));
  }

  @Override
  public Optional<Header> header(long height) {
    return block(height).map(b -> b.block().header());
  }

  @Override
  public Optional<CertifiedBlock> block(Hash hash) {
    return blocks.stream().filter(b -> b.block().hash().equals(hash)).findFirst();
  }

  @Override
  public Optional<TransactionPlace> transaction(Hash id) {
    throw new IllegalStateException("nobody in a simulation looks for a transaction");
  }

  @Override
  public List<StateEntry> state() {
    throw new IllegalStateException("state is executed again from the blocks");
  }

  @Override
  public Optional<Committee> committee(Hash hash) {
    return Optional.ofNullable(committees.get(hash));
  }
}
