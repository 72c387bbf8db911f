package org.alphadelta.chaos;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.alphadelta.consensus.Effect;
import org.alphadelta.consensus.Engine;
import org.alphadelta.consensus.EngineInput;
import org.alphadelta.consensus.PeerIdentity;
import org.alphadelta.consensus.SignRecord;
import org.alphadelta.core.PublicKey;
import org.alphadelta.ledger.Block;
import org.alphadelta.ledger.CertifiedBlock;
import org.alphadelta.ledger.ChainHead;
import org.alphadelta.ledger.LedgerStep;
import org.alphadelta.ledger.OwnSignatures;
import org.alphadelta.store.FileConsensusLog;
import org.alphadelta.store.FileSignState;

/**
 * One chain in the process of an honest operator, on its part of the disk: what it restores after a
 * start, what it stores, when its next height begins and when it ends. {@link HonestNode} handles
 * crashes.
 */
final class HonestChain implements SimPeer, HonestSync.Process {
  private final World world;
  private final HonestNode node;
  private final int index;
  private final ChainHome home;
  private final Optional<HonestChain> alpha;
  private final Predicate<HonestNode> due;
  private final OwnSignatures own;
  private Optional<HonestVoter> voter = Optional.empty();
  private HonestSync sync;
  private boolean left;

  HonestChain(
      World world,
      HonestNode node,
      ChainHome home,
      Optional<HonestChain> alpha,
      Predicate<HonestNode> due) {
    this.world = world;
    this.node = node;
    this.index = node.index();
    this.home = home;
    this.alpha = alpha;
    this.due = due;
    this.own = new OwnSignatures(Optional.of(world.key(index)));
    this.sync = fresh();
  }

  private HonestSync fresh() {
    return new HonestSync(world, index, alpha.map(a -> a::ledger), this);
  }

  World world() {
    return world;
  }

  private SimLedger ledger() {
    return sync.ledger();
  }

  ChainHead head() {
    return sync.head();
  }

  long height() {
    return head().height();
  }

  /** The round at a height; -1 when this node is at another. */
  int round(long height) {
    return voter.map(v -> v.round(height)).orElse(-1);
  }

  /** This validator's own signatures in certificates. */
  OwnSignatures own() {
    return own;
  }

  /** Whether this node needs no further block. */
  boolean done() {
    return sync.done();
  }

  boolean due() {
    return due.test(node);
  }

  /** Whether this process has written the terminal mark. */
  boolean left() {
    return left;
  }

  /** The terminal mark on the disk, if there is one. */
  Optional<Long> mark() {
    try {
      return home.signState().load().flatMap(SignRecord::lastHeight);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean restsOn(HonestChain other) {
    return alpha.filter(a -> a == other).isPresent();
  }

  @Override
  public boolean runs() {
    return voter.isPresent();
  }

  @Override
  public Optional<Engine.View> view() {
    return voter.flatMap(HonestVoter::view);
  }

  void boot() throws IOException {
    home.place();
    List<StoredBlock> blocks = home.blocks();
    sync = fresh();
    sync.restore(blocks);
    FileSignState signState = home.signState();
    Optional<SignRecord> record = signState.load();
    FileConsensusLog log = home.log();
    world.observer.onRecovered(index, blocks, record.flatMap(SignRecord::last));
    Engine engine =
        world.engines.create(
            world.config(),
            log,
            signState,
            world.cache,
            world.cache::names,
            Optional.of(world.signer(index)));
    HonestVoter starting = new HonestVoter(node, this, sync, engine);
    voter = Optional.of(starting);
    world.note(index, () -> "starts, with " + blocks.size() + " blocks on its disk");
    world.link(index);
    ledger()
        .store()
        .block(own.newest(ledger().store(), height()))
        .ifPresent(b -> starting.seeOwn(b.certificate()));
    agree();
  }

  /** The process has ended. */
  void end() {
    voter = Optional.empty();
    left = false;
  }

  /** From here on the disk is an old copy. */
  void restored() {
    world.observer.onRestored(index, home.blocks().size());
  }

  @Override
  public void linked(int peer) {
    if (runs()) {
      sync.linked(peer);
    }
  }

  @Override
  public void deliver(int from, Packet packet) {
    if (!runs()) {
      return;
    }
    switch (packet) {
      case Packet.Consensus p ->
          voter
              .orElseThrow()
              .input(
                  new EngineInput.Receive(
                      new PeerIdentity("n" + from, Optional.of(world.key(from))), p.message()));
      case Packet.Sync p -> node.guarded(() -> sync.heard(from, p.message()));
    }
  }

  /** Periodic: retries what was waiting. */
  void tick() {
    if (runs()) {
      retryWaiting();
      sync.ask();
    }
  }

  /** Alpha of the same pair has executed another block. */
  void alphaAdvanced() {
    later(
        1,
        () -> {
          node.guarded(this::retryWaiting);
          node.guarded(this::agree);
        });
  }

  private void retryWaiting() {
    sync.takeOffered();
    voter.ifPresent(HonestVoter::judgeWaiting);
  }

  @Override
  public void synced(LedgerStep.Applied step) {
    world.note(
        index, () -> "takes block " + step.block().certificate().height() + " from block sync");
    voter.ifPresent(v -> v.seeOwn(step.block().certificate()));
    if (runs()) {
      store(step);
      voter.orElseThrow().handle(new EngineInput.HeightSynced(height()));
      agreeSoon();
    }
  }

  @Override
  public void stop(String reason) {
    node.stop(world.label() + ": " + reason);
  }

  /** Agreement has decided a block here. */
  void decided(Effect.Decided e) {
    if (e.height() != head().nextHeight()) {
      return;
    }
    Block block = world.cache.block(e.body()).orElseThrow();
    switch (ledger().decided(block, e.certificate())) {
      case LedgerStep.Applied applied -> {
        store(applied);
        agreeSoon();
      }
      case LedgerStep.Waits waits -> sync.keep(new CertifiedBlock(block, e.certificate()));
      case LedgerStep.Refused refused ->
          world.observer.violation(
              "node " + index + " decided what it refuses: " + refused.rejection().sentence());
      case LedgerStep.Contradicted wrong ->
          world.observer.violation(
              "node " + index + " decided what is invalid: " + wrong.rejection().sentence());
    }
  }

  private void store(LedgerStep.Applied applied) {
    StoredBlock block =
        new StoredBlock(applied.block().block().canonical(), applied.block().certificate());
    home.append(block);
    world.note(index, () -> "stores block " + block.brief());
    world.trace.add(
        world.time.now(), 2, index, block.certificate().round(), block.certificate().value());
    world.observer.onStored(index, block);
    sync.advance(applied);
    node.stored(this, block);
  }

  private void agreeSoon() {
    later(1 + world.random.nextInt(10), this::wake);
  }

  /** Checks whether the next height can begin. */
  void wake() {
    node.guarded(this::agree);
  }

  /** Writes the terminal mark, also again after a restart, or starts the next height. */
  private void agree() {
    PublicKey self = world.key(index);
    if (!runs()) {
      return;
    }
    if (head().departed(self)) {
      long last = head().split().orElseThrow();
      world.note(index, () -> "leaves: signs nothing above height " + last);
      voter.orElseThrow().handle(new EngineInput.StopAfter(last));
      world.observer.onMark(self, last);
      left = runs();
      node.advanced(this);
    } else if (head().committee().contains(self) && gateOpen() && !world.enough.test(head())) {
      voter
          .orElseThrow()
          .handle(new EngineInput.StartHeight(head().nextHeight(), head().committee()));
    }
  }

  private boolean gateOpen() {
    long gate = head().origin().genesis().deltaMinAlphaBlocks();
    return world.time.now() >= world.opensAtMillis
        && (height() > 0 || alpha.isEmpty() || alpha.get().height() >= gate);
  }

  /** Schedules an action, unless this process dies before. */
  @Override
  public void later(long millis, Runnable action) {
    node.later(millis, action);
  }
}
