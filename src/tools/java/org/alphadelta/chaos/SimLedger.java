package org.alphadelta.chaos;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.alphadelta.consensus.CommitCertificate;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Header;
import org.alphadelta.core.PublicKey;
import org.alphadelta.ledger.AlphaBlock;
import org.alphadelta.ledger.AlphaView;
import org.alphadelta.ledger.Block;
import org.alphadelta.ledger.BlockExecutor;
import org.alphadelta.ledger.BuiltBlock;
import org.alphadelta.ledger.CertifiedBlock;
import org.alphadelta.ledger.ChainHead;
import org.alphadelta.ledger.ChainOrigin;
import org.alphadelta.ledger.Ledger;
import org.alphadelta.ledger.LedgerStep;
import org.alphadelta.ledger.StoredAlphaView;

/**
 * One node's ledger of one chain: the product's block rules over the blocks that this node has
 * stored.
 */
final class SimLedger {
  /** The simulated machines' clock at virtual time zero. */
  private static final long EPOCH_MILLIS = 1_700_000_000_000L;

  private final World world;
  private final AlphaView alpha;
  private final SimStore store = new SimStore();
  private final BlockExecutor executor;
  private ChainHead head;

  /**
   * @param alpha the current ledger of the same operator's Alpha; empty for Alpha itself
   */
  SimLedger(World world, Optional<Supplier<SimLedger>> alpha) {
    this.world = world;
    ChainOrigin origin = world.genesis.origin(world.kind);
    store.initialize(origin);
    head = ChainHead.genesis(origin);
    this.alpha = alpha.<AlphaView>map(Following::new).orElseGet(this::view);
    executor = new BlockExecutor(this.alpha, world.cache);
  }

  private AlphaView view() {
    return new StoredAlphaView(world.genesis.origin(ChainKind.ALPHA), store);
  }

  ChainHead head() {
    return head;
  }

  SimStore store() {
    return store;
  }

  BlockExecutor.Verdict judge(long height, Hash id, Bytes body) {
    return executor.judge(new BlockExecutor.Candidate(height, id, body), head, now());
  }

  BlockExecutor executor() {
    return executor;
  }

  long now() {
    return EPOCH_MILLIS + world.time.now();
  }

  /** An honest proposer's block, if this ledger can make one now. */
  Optional<Block> build(PublicKey self) {
    return built(
        executor.build(head, self, world.genesis.candidates(world.kind, head.nextHeight()), now()));
  }

  /** A block without transactions, on the oldest anchor that is still valid. */
  Optional<Block> buildOld(PublicKey self) {
    return buildOn(world.kind == ChainKind.ALPHA ? alpha : new Old(alpha, head), self);
  }

  /** Like {@link #buildOld}, but anchored at Alpha's newest block, even above H. */
  Optional<Block> buildPassing(PublicKey self) {
    return buildOn(world.kind == ChainKind.ALPHA ? alpha : new Uncapped(alpha), self);
  }

  private Optional<Block> buildOn(AlphaView view, PublicKey self) {
    return built(
        new BlockExecutor(view, world.cache).build(head, self, java.util.List.of(), now()));
  }

  private static Optional<Block> built(BuiltBlock result) {
    return result instanceof BuiltBlock.Built built ? Optional.of(built.block()) : Optional.empty();
  }

  /** A block that claims to continue the old committee after its end. */
  Block pretend(PublicKey self, Committee old) {
    return new Block(
        new Header(
            head.chain(),
            head.nextHeight(),
            head.timeMillis() + 1,
            head.hash(),
            Block.transactionRoot(java.util.List.of()),
            head.state().root(),
            old.hash(),
            old.hash(),
            self,
            Optional.empty(),
            head.anchor()),
        java.util.List.of());
  }

  LedgerStep step(CertifiedBlock block) {
    return Ledger.apply(head, block, alpha, world.cache);
  }

  /** Like {@link #step}, for a block that was decided here. */
  LedgerStep decided(Block block, CommitCertificate certificate) {
    return executor
        .known(head, certificate)
        .<LedgerStep>map(applied -> applied)
        .orElseGet(() -> step(new CertifiedBlock(block, certificate)));
  }

  void advance(LedgerStep.Applied applied) {
    store.append(applied.block(), applied.executed().nextCommittee(), applied.executed().changes());
    head = applied.head();
    executor.advanced(head);
    world.cache.remember(head);
  }

  /** Restores a block found on the disk after a start. */
  void restore(CertifiedBlock block) {
    Optional<ChainHead> known = world.cache.head(block.block().hash());
    if (known.isPresent()) {
      store.append(block, known.get().committee(), java.util.List.of());
      head = known.get();
      return;
    }
    switch (step(block)) {
      case LedgerStep.Applied applied -> advance(applied);
      case LedgerStep.Refused refused ->
          throw new IllegalStateException("stored: " + refused.rejection().sentence());
      case LedgerStep.Contradicted wrong ->
          throw new IllegalStateException("stored: " + wrong.rejection().sentence());
      case LedgerStep.Waits waits ->
          throw new IllegalStateException("stored before alpha height " + waits.alphaHeight());
    }
  }

  /** Alpha of the same operator, which may be restarted at any time. */
  private record Following(Supplier<SimLedger> ledger) implements AlphaView {
    @Override
    public Optional<AlphaBlock> at(long height) {
      return ledger.get().view().at(height);
    }

    @Override
    public AlphaBlock newest() {
      return ledger.get().view().newest();
    }

    @Override
    public OptionalLong activation() {
      return ledger.get().view().activation();
    }
  }

  /** A view of Alpha that ignores H. */
  private record Uncapped(AlphaView alpha) implements AlphaView {
    @Override
    public Optional<AlphaBlock> at(long height) {
      return alpha.at(height);
    }

    @Override
    public AlphaBlock newest() {
      return alpha.newest();
    }

    @Override
    public OptionalLong activation() {
      return OptionalLong.empty();
    }
  }

  /** A view of Alpha that chooses the oldest anchor. */
  private record Old(AlphaView alpha, ChainHead head) implements AlphaView {
    @Override
    public Optional<AlphaBlock> at(long height) {
      return alpha.at(height);
    }

    @Override
    public AlphaBlock newest() {
      long least =
          Math.max(
              head.anchor().orElseThrow().height(),
              head.height() == 0 ? head.origin().genesis().deltaMinAlphaBlocks() : 0);
      return alpha.at(least).orElseGet(alpha::newest);
    }

    @Override
    public OptionalLong activation() {
      return alpha.activation();
    }
  }
}
