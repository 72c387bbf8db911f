package org.alphadelta.ledger;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import org.alphadelta.core.Anchor;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.ChainParameters;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Header;
import org.alphadelta.core.PublicKey;

/**
 * State of a chain after its newest final block (height 0: the genesis), against which the next
 * block is validated.
 *
 * @param hash of the newest block, at height 0 of the genesis header
 * @param timeMillis of the newest block, 0 at the genesis
 * @param committee of the next height; empty when the chain is concluded
 * @param anchor of the newest block, for Delta only; at the genesis Alpha's
 * @param split height of the last block of the old committee once it is final: H on Alpha, D on
 *     Delta
 */
public record ChainHead(
    ChainOrigin origin,
    long height,
    Hash hash,
    long timeMillis,
    ChainState state,
    Committee committee,
    Optional<Anchor> anchor,
    OptionalLong split) {
  public static ChainHead genesis(ChainOrigin origin) {
    return new ChainHead(
        origin,
        0,
        origin.genesis().hash(),
        0,
        origin.state(),
        origin.founders(),
        origin.genesis().anchor(),
        OptionalLong.empty());
  }

  /**
   * The head of a store.
   *
   * @throws IllegalArgumentException when the store is damaged: entries cannot be decoded or do not
   *     lead to the newest header's state root, or a committee is missing
   */
  public static ChainHead restore(ChainOrigin origin, BlockStore store) {
    if (store.height() == 0) {
      return genesis(origin);
    }
    Header header = header(store, store.height());
    ChainState state =
        ChainState.ofEntries(origin.genesis().network(), origin.genesis().kind(), store.state());
    if (!state.root().equals(header.stateRoot())) {
      throw new IllegalArgumentException(
          "expected state root "
              + header.stateRoot()
              + " at height "
              + header.height()
              + ", found "
              + state.root());
    }
    return new ChainHead(
        origin,
        header.height(),
        header.hash(),
        header.timeMillis(),
        state,
        StoredAlphaView.committee(store, header.nextCommittee()),
        header.anchor(),
        StoredAlphaView.split(origin.founders().hash(), store));
  }

  /** The head after a block that was validated here, and its execution. */
  public ChainHead after(Header header, Executed executed) {
    boolean splits = split.isEmpty() && !executed.nextCommittee().equals(origin.founders());
    return new ChainHead(
        origin,
        header.height(),
        header.hash(),
        header.timeMillis(),
        executed.state(),
        executed.nextCommittee(),
        header.anchor(),
        splits ? OptionalLong.of(header.height()) : split);
  }

  public ChainId chain() {
    return origin.chain();
  }

  public ChainKind kind() {
    return origin.genesis().kind();
  }

  public ChainParameters parameters() {
    return origin.parameters();
  }

  public long nextHeight() {
    return height + 1;
  }

  /** Whether nobody stayed: there is no next block. */
  public boolean concluded() {
    return committee.isEmpty();
  }

  /** Keys of the old committee that are not in the new one; empty before the split. */
  public SortedSet<PublicKey> departed() {
    SortedSet<PublicKey> departed = new TreeSet<>(origin.founders().keys());
    departed.removeIf(key -> !departed(key));
    return departed;
  }

  /** Whether a key was in the old committee and is not in the new one. */
  public boolean departed(PublicKey key) {
    return split.isPresent() && origin.founders().contains(key) && !committee.contains(key);
  }

  /** Context of the next block; Delta's needs the Alpha block it is anchored at. */
  public BlockContext next(Optional<AlphaBlock> alpha) {
    return new BlockContext(
        chain(),
        parameters(),
        origin.genesis().deltaMinAlphaBlocks(),
        committee,
        nextHeight(),
        alpha);
  }

  private static Header header(BlockStore store, long height) {
    return store
        .header(height)
        .orElseThrow(() -> new IllegalArgumentException("expected a block at height " + height));
  }
}
