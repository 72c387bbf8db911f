package org.alphadelta.ledger;

import java.util.Optional;
import java.util.OptionalLong;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Header;

/** Alpha for Delta, read from Alpha's block store, which holds executed blocks only. */
public final class StoredAlphaView implements AlphaView {
  private final ChainOrigin origin;
  private final BlockStore store;

  public StoredAlphaView(ChainOrigin origin, BlockStore store) {
    if (origin.genesis().kind() != ChainKind.ALPHA) {
      throw new IllegalArgumentException("expected alpha's origin, found " + origin.chain());
    }
    this.origin = origin;
    this.store = store;
  }

  @Override
  public Optional<AlphaBlock> at(long height) {
    if (height == 0) {
      return Optional.of(
          new AlphaBlock(0, origin.genesis().hash(), origin.founders(), Optional.empty()));
    }
    return height < 0 || height > store.height()
        ? Optional.empty()
        : store.header(height).map(this::block);
  }

  @Override
  public AlphaBlock newest() {
    return at(store.height()).orElseThrow();
  }

  @Override
  public OptionalLong activation() {
    return split(origin.founders().hash(), store);
  }

  /**
   * The first height after which the committee is not the first one: H on Alpha, D on Delta. An
   * approved upgrade has at least one Yes, so the committee changes there, and it never changes
   * back.
   */
  static OptionalLong split(Hash founders, BlockStore store) {
    long high = store.height();
    if (high == 0 || stays(founders, store, high)) {
      return OptionalLong.empty();
    }
    long low = 1;
    while (low < high) {
      long middle = low + (high - low) / 2;
      if (stays(founders, store, middle)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return OptionalLong.of(low);
  }

  static Committee committee(BlockStore store, Hash hash) {
    return store
        .committee(hash)
        .orElseThrow(() -> new IllegalArgumentException("expected a stored committee " + hash));
  }

  private static boolean stays(Hash founders, BlockStore store, long height) {
    return store
        .header(height)
        .orElseThrow(() -> new IllegalArgumentException("expected a block at height " + height))
        .nextCommittee()
        .equals(founders);
  }

  private AlphaBlock block(Header header) {
    return new AlphaBlock(
        header.height(), header.hash(), committee(store, header.nextCommittee()), header.upgrade());
  }
}
