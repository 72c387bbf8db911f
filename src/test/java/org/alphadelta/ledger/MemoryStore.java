package org.alphadelta.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Header;

/** A block store in memory, for one thread. */
final class MemoryStore implements BlockStore {
  private final List<CertifiedBlock> blocks = new ArrayList<>();
  private final SortedMap<StateKey, Bytes> state = new TreeMap<>();
  private final SortedMap<Hash, Committee> committees = new TreeMap<>();
  int headersRead;

  @Override
  public void initialize(ChainOrigin origin) {
    committees.put(origin.founders().hash(), origin.founders());
    origin.state().entries().forEach(e -> state.put(e.at(), e.value()));
  }

  @Override
  public void append(CertifiedBlock block, Committee next, List<StateEntry> changes) {
    if (block.block().height() != height() + 1) {
      throw new IllegalStateException("expected height " + (height() + 1));
    }
    blocks.add(block);
    committees.put(next.hash(), next);
    changes.forEach(c -> state.put(c.at(), c.value()));
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
    headersRead++;
    return block(height).map(b -> b.block().header());
  }

  @Override
  public Optional<CertifiedBlock> block(Hash hash) {
    return blocks.stream().filter(b -> b.block().hash().equals(hash)).findFirst();
  }

  @Override
  public Optional<TransactionPlace> transaction(Hash id) {
    for (CertifiedBlock block : blocks) {
      List<SignedTransaction> all = block.block().transactions();
      for (int i = 0; i < all.size(); i++) {
        if (all.get(i).id().equals(id)) {
          return Optional.of(new TransactionPlace(block.block().height(), i));
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public List<StateEntry> state() {
    return state.entrySet().stream().map(e -> new StateEntry(e.getKey(), e.getValue())).toList();
  }

  @Override
  public Optional<Committee> committee(Hash hash) {
    return Optional.ofNullable(committees.get(hash));
  }
}
