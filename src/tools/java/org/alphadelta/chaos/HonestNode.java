package org.alphadelta.chaos;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.alphadelta.actor.BlockDesk;
import org.alphadelta.actor.OwnSignatures;
import org.alphadelta.consensus.CommitCertificate;
import org.alphadelta.consensus.Effect;
import org.alphadelta.consensus.Engine;
import org.alphadelta.consensus.EngineInput;
import org.alphadelta.consensus.Peer;
import org.alphadelta.consensus.SignRecord;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.ledger.Block;
import org.alphadelta.ledger.CertifiedBlock;
import org.alphadelta.ledger.ChainHead;
import org.alphadelta.ledger.LedgerStep;
import org.alphadelta.store.DiskFailure;
import org.alphadelta.store.FileConsensusLog;
import org.alphadelta.store.FileSignState;

/**
 * An honest validator: the real engine on the real log and sign-state over a disk that may fail,
 * with the smallest shell around it. A crash takes everything but the disk.
 */
final class HonestNode implements SimPeer, HonestSync.Process {
  private static final int RESTART_MILLIS = 2_000;
  private static final int SYNC_MILLIS = 150;
  private static final int RESTORE_MILLIS = 3 * SimNetwork.CALM_DELAY_MILLIS;

  private final World world;
  private final Listener simulation;
  private final int index;
  private final NodeHome home;
  private Optional<Engine> engine = Optional.empty();
  private final Optional<HonestNode> alpha;
  private final OwnSignatures own;
  private HonestSync sync;
  private int incarnation;
  private boolean restored;
  private boolean gone;

  /**
   * @param alpha for Delta, the same operator's node of Alpha
   */
  HonestNode(World world, Listener simulation, int index, Optional<HonestNode> alpha) {
    this.world = world;
    this.simulation = simulation;
    this.index = index;
    this.alpha = alpha;
    this.own = new OwnSignatures(Optional.of(world.key(index)));
    this.sync = fresh();
    this.home = new NodeHome(world, index);
  }

  private HonestSync fresh() {
    return new HonestSync(world, index, alpha.map(a -> a::ledger), this);
  }

  private SimLedger ledger() {
    return sync.ledger();
  }

  int index() {
    return index;
  }

  long height() {
    return head().height();
  }

  /** The round this node is in at a height, -1 when it is elsewhere. */
  int round(long height) {
    return engine
        .flatMap(Engine::view)
        .filter(v -> v.height() == height)
        .map(Engine.View::round)
        .orElse(-1);
  }

  ChainHead head() {
    return sync.head();
  }

  /** Whether this node needs no further block. */
  boolean done() {
    return sync.done();
  }

  void boot() {
    incarnation++;
    guarded(
        () -> {
          List<StoredBlock> blocks = home.blocks();
          sync = fresh();
          sync.restore(blocks);
          FileSignState signState = home.signState();
          Optional<SignRecord> record = signState.load();
          FileConsensusLog log = home.log();
          world.observer.onRecovered(index, blocks, record.flatMap(SignRecord::last));
          engine =
              Optional.of(
                  world.engines.create(
                      world.config(),
                      log,
                      signState,
                      world.memo,
                      world.memo::names,
                      Optional.of(world.signer(index))));
          world.link(index);
          later(SYNC_MILLIS, this::tick);
          seeNewestOwn();
          agree();
        });
  }

  private void seeNewestOwn() {
    ledger()
        .store()
        .block(own.newest(ledger().store(), height()))
        .ifPresent(b -> seeOwn(b.certificate()));
  }

  private void seeOwn(CommitCertificate certificate) {
    own.in(certificate)
        .forEach(vote -> perform(engine.orElseThrow().handle(new EngineInput.SeeOwn(vote))));
  }

  NodeHome home() {
    return home;
  }

  /** The process ends, and starts again on an old copy of the disk. It may refuse, for ever. */
  void restore() {
    if (engine.isPresent() && !world.network.storming() && home.restore()) {
      world.trace.add(world.time.now(), 4, index, height(), SimValue.GENESIS);
      engine = Optional.empty();
      restored = true;
      world.observer.onRestored(index, home.blocks().size());
      restartAfter(RESTORE_MILLIS);
    }
  }

  /** Whether this node was restored from a copy and has stopped for good. */
  boolean gone() {
    return gone;
  }

  boolean wasRestored() {
    return restored;
  }

  /** Lets a fault strike; one that was restored has had its own. */
  void strikeSoon() {
    if (!restored) {
      home.strikeSoon();
    }
  }

  @Override
  public void linked(int peer) {
    if (engine.isPresent()) {
      sync.linked(peer);
    }
  }

  @Override
  public void deliver(int from, Parcel parcel) {
    if (engine.isEmpty()) {
      return;
    }
    switch (parcel) {
      case Parcel.Consensus p ->
          input(
              new EngineInput.Receive(
                  new Peer("n" + from, Optional.of(world.key(from))), p.message()));
      case Parcel.Sync p -> guarded(() -> sync.heard(from, p.message()));
    }
  }

  private void tick() {
    guarded(this::retryWaiting);
    guarded(sync::ask);
    later(SYNC_MILLIS, this::tick);
  }

  /** Alpha of the same operator has executed another block. */
  void alphaAdvanced() {
    later(
        1,
        () -> {
          guarded(this::retryWaiting);
          guarded(this::agree);
        });
  }

  private void retryWaiting() {
    sync.takeOffered();
    ledger().desk().held().forEach(c -> judge(c.height(), c.id(), c.body()));
  }

  @Override
  public void synced(LedgerStep.Applied step) {
    seeOwn(step.block().certificate());
    if (runs()) {
      store(step);
      perform(engine.orElseThrow().handle(new EngineInput.Abandon(height())));
      agreeSoon();
    }
  }

  @Override
  public boolean runs() {
    return engine.isPresent();
  }

  private void input(EngineInput input) {
    if (engine.isPresent()) {
      guarded(() -> perform(engine.orElseThrow().handle(input)));
    }
  }

  private interface Body {
    void run() throws IOException;
  }

  private void guarded(Body body) {
    try {
      body.run();
    } catch (FaultyDisk.Crash crash) {
      die(world.random.nextBoolean());
    } catch (IOException | DiskFailure failure) {
      stop("a read or write failed: " + failure.getMessage());
    }
  }

  /** The process ends and starts again some time later. */
  void die(boolean powerLoss) {
    if (engine.isEmpty() && incarnation == 0) {
      return;
    }
    world.trace.add(world.time.now(), 3, index, powerLoss ? 1 : 0, SimValue.GENESIS);
    engine = Optional.empty();
    home.crash(powerLoss);
    restartAfter(1 + world.random.nextInt(RESTART_MILLIS));
  }

  private void restartAfter(long millis) {
    int dead = incarnation;
    world.time.after(
        millis,
        () -> {
          if (incarnation == dead) {
            if (world.network.storming() && world.random.nextInt(100) < world.plan.crashPercent()) {
              strikeSoon();
            }
            boot();
          }
        });
  }

  @Override
  public void stop(String reason) {
    if (restored) {
      gone = true;
      incarnation++;
      engine = Optional.empty();
      world.trace.add(world.time.now(), 5, index, height(), SimValue.GENESIS);
      return;
    }
    if (!home.mayHaveFailed()) {
      world.observer.violation("node " + index + " stopped: " + reason);
    }
    die(false);
  }

  private void perform(List<Effect> effects) {
    boolean storm = world.network.storming() && world.plan.crashPercent() > 0;
    int sent =
        storm && world.random.nextInt(400) == 0 ? world.random.nextInt(effects.size() + 1) : -1;
    for (int i = 0; i < effects.size(); i++) {
      if (i == sent) {
        throw new FaultyDisk.Crash("after sending " + i);
      }
      perform(effects.get(i));
    }
  }

  private void perform(Effect effect) {
    switch (effect) {
      case Effect.Broadcast e -> world.broadcast(index, e.message());
      case Effect.Send e ->
          world.send(index, Integer.parseInt(e.to().name().substring(1)), e.message());
      case Effect.SendToMembers e ->
          e.members().stream()
              .map(world::index)
              .filter(to -> to >= 0 && to != index)
              .forEach(to -> world.send(index, to, e.message()));
      case Effect.Schedule e -> later(e.millis(), () -> input(new EngineInput.Elapse(e.timeout())));
      case Effect.BuildValue e -> later(world.random.nextInt(20), () -> build(e));
      case Effect.JudgeValue e ->
          later(world.random.nextInt(10), () -> judge(e.height(), e.value(), e.body()));
      case Effect.Decided e -> decided(e);
      case Effect.EvidenceFound e -> world.observer.onEvidence(index, e.evidence());
      case Effect.PeerRefused e -> simulation.refused();
      case Effect.SigningRefused e -> {}
      case Effect.SafetyStop e -> stop(e.reason());
    }
  }

  private void decided(Effect.Decided e) {
    if (e.height() != head().nextHeight()) {
      return;
    }
    Block block = world.memo.block(e.body()).orElseThrow();
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

  private void build(Effect.BuildValue e) {
    if (e.height() == head().nextHeight()) {
      ledger()
          .build(world.key(index))
          .ifPresent(
              block ->
                  input(
                      new EngineInput.OfferValue(
                          e.height(), e.round(), block.hash(), block.canonical())));
    }
  }

  private void judge(long height, Hash value, Bytes body) {
    if (height != head().nextHeight()) {
      return;
    }
    switch (ledger().judge(height, value, body)) {
      case BlockDesk.Verdict.Valid valid -> input(new EngineInput.Judge(height, value, true));
      case BlockDesk.Verdict.Invalid invalid -> input(new EngineInput.Judge(height, value, false));
      case BlockDesk.Verdict.Later later -> {}
    }
  }

  private void store(LedgerStep.Applied applied) {
    StoredBlock block =
        new StoredBlock(applied.block().block().canonical(), applied.block().certificate());
    home.append(block);
    world.trace.add(
        world.time.now(), 2, index, block.certificate().round(), block.certificate().value());
    world.observer.onStored(index, block);
    sync.advance(applied);
    simulation.decided(this, block.certificate());
  }

  private void agreeSoon() {
    later(1 + world.random.nextInt(10), () -> guarded(this::agree));
  }

  /** The terminal mark, also again after a restart, or the next height. */
  private void agree() {
    PublicKey self = world.key(index);
    if (engine.isEmpty()) {
      return;
    }
    if (head().departed(self)) {
      long last = head().split().orElseThrow();
      perform(engine.orElseThrow().handle(new EngineInput.StopAfter(last)));
      world.observer.onMark(self, last);
    } else if (head().committee().contains(self) && gateOpen() && !world.enough.test(head())) {
      perform(
          engine
              .orElseThrow()
              .handle(new EngineInput.StartHeight(head().nextHeight(), head().committee())));
    }
  }

  private boolean gateOpen() {
    long gate = head().origin().genesis().deltaMinAlphaBlocks();
    return height() > 0 || alpha.isEmpty() || alpha.get().height() >= gate;
  }

  /** Unless this process dies before. */
  @Override
  public void later(long millis, Runnable action) {
    int mine = incarnation;
    world.time.after(
        millis,
        () -> {
          if (incarnation == mine && engine.isPresent()) {
            action.run();
          }
        });
  }
}
