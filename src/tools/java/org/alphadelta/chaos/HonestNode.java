package org.alphadelta.chaos;

import java.io.IOException;
import java.nio.file.Path;
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
import org.alphadelta.ledger.BlockSync;
import org.alphadelta.ledger.CertifiedBlock;
import org.alphadelta.ledger.ChainHead;
import org.alphadelta.ledger.LedgerStep;
import org.alphadelta.ledger.SyncRejection;
import org.alphadelta.store.DiskFailure;
import org.alphadelta.store.FileConsensusLog;
import org.alphadelta.store.FileSignState;
import org.alphadelta.store.HomeLayout;
import org.alphadelta.wire.PeerMessage;

/**
 * An honest validator: the real engine on the real log and sign-state over a disk that may fail,
 * with the smallest shell around it. A crash takes everything but the disk.
 */
final class HonestNode implements SimPeer {
  private static final Path HOME = Path.of("/home");
  private static final Path BLOCKS = HOME.resolve("blocks");
  private static final Path LOG = HOME.resolve("log");
  private static final int RESTART_MILLIS = 2_000;
  private static final int SYNC_MILLIS = 150;

  /** How long a connection stays closed after the other side misbehaved. */
  private static final int CLOSED_MILLIS = 5_000;

  private final World world;
  private final Listener simulation;
  private final int index;
  private FaultyDisk disk = new FaultyDisk();
  private Optional<Engine> engine = Optional.empty();
  private final Optional<HonestNode> alpha;
  private final OwnSignatures own;
  private SimLedger ledger;
  private BlockSync<Integer> sync;
  private int incarnation;
  private boolean diskMayFail;

  /**
   * @param alpha for Delta, the same operator's node of Alpha
   */
  HonestNode(World world, Listener simulation, int index, Optional<HonestNode> alpha) {
    this.world = world;
    this.simulation = simulation;
    this.index = index;
    this.alpha = alpha;
    this.own = new OwnSignatures(Optional.of(world.key(index)));
    this.ledger = new SimLedger(world, alpha.map(a -> () -> a.ledger));
    this.sync = new BlockSync<>(Optional.of(world.key(index)), 0);
    disk.mkdirs(HOME.resolve("signing"));
    try {
      new FileSignState(disk, new HomeLayout(HOME), world.chain, world.key(index)).create();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  int index() {
    return index;
  }

  long height() {
    return ledger.head().height();
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
    return ledger.head();
  }

  /** Whether this node needs no further block. */
  boolean done() {
    return sync.finished(head()) || world.enough.test(head());
  }

  void boot() {
    incarnation++;
    guarded(
        () -> {
          List<StoredBlock> blocks = StoredBlock.load(disk, BLOCKS);
          ledger = new SimLedger(world, alpha.map(a -> () -> a.ledger));
          blocks.forEach(b -> ledger.restore(certified(b)));
          sync = new BlockSync<>(Optional.of(world.key(index)), ledger.now());
          FileSignState signState =
              new FileSignState(disk, new HomeLayout(HOME), world.chain, world.key(index));
          Optional<SignRecord> record = signState.load();
          FileConsensusLog log = FileConsensusLog.open(disk, LOG);
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

  private CertifiedBlock certified(StoredBlock stored) {
    return new CertifiedBlock(world.memo.block(stored.body()).orElseThrow(), stored.certificate());
  }

  private void seeNewestOwn() {
    ledger
        .store()
        .block(own.newest(ledger.store(), height()))
        .ifPresent(b -> seeOwn(b.certificate()));
  }

  private void seeOwn(CommitCertificate certificate) {
    own.in(certificate)
        .forEach(vote -> perform(engine.orElseThrow().handle(new EngineInput.SeeOwn(vote))));
  }

  /** Lets a fault strike at one of the next operations on the disk. */
  void strikeSoon() {
    boolean fails = world.random.nextInt(100) < world.plan.diskErrorPercent();
    FaultyDisk.Fault[] kinds = FaultyDisk.Fault.values();
    int kind = fails ? 3 + world.random.nextInt(2) : world.random.nextInt(3);
    diskMayFail = diskMayFail || fails;
    disk.strike(disk.operations() + 1 + world.random.nextInt(30), kinds[kind]);
  }

  void calm() {
    disk.strike(-1, FaultyDisk.Fault.CRASH_BEFORE);
  }

  @Override
  public void linked(int peer) {
    if (engine.isPresent()) {
      sync.left(peer);
      sync.joined(peer);
      world.send(index, peer, status());
    }
  }

  private PeerMessage status() {
    return new PeerMessage.ChainStatus(world.kind, height(), head().hash());
  }

  @Override
  public void deliver(int from, Parcel parcel) {
    if (engine.isEmpty()) {
      return;
    }
    switch (parcel) {
      case Parcel.Consensus p -> input(new EngineInput.Receive(peer(from), p.message()));
      case Parcel.Sync p -> guarded(() -> heard(from, p.message()));
    }
  }

  private void heard(int from, PeerMessage message) throws IOException {
    if (message instanceof PeerMessage.ChainStatus status) {
      sync.claimed(from, status.height());
      if (status.height() > head().nextHeight()) {
        ask();
      }
    } else if (message instanceof PeerMessage.BlocksRequest request) {
      world.send(index, from, Serving.blocks(ledger.store(), world.kind, request));
    } else if (message instanceof PeerMessage.BlocksResponse response) {
      sync.answered(from, response.blocks(), head(), ledger.now());
      takeOffered();
      ask();
    }
  }

  private Peer peer(int from) {
    return new Peer("n" + from, Optional.of(world.key(from)));
  }

  private void ask() {
    if (engine.isPresent() && !world.enough.test(head())) {
      sync.due(head(), ledger.now())
          .ifPresent(
              ask ->
                  world.send(
                      index,
                      ask.peer(),
                      new PeerMessage.BlocksRequest(world.kind, ask.from(), ask.count())));
    }
  }

  private void tick() {
    guarded(this::retryWaiting);
    guarded(this::ask);
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

  private void retryWaiting() throws IOException {
    takeOffered();
    ledger.desk().held().forEach(c -> judge(c.height(), c.id(), c.body()));
  }

  private void takeOffered() throws IOException {
    boolean going = true;
    while (going && engine.isPresent()) {
      Optional<CertifiedBlock> next = sync.next(head());
      going = next.isPresent() && take(next.get());
    }
  }

  private boolean take(CertifiedBlock block) throws IOException {
    switch (ledger.step(block)) {
      case LedgerStep.Applied applied -> {
        seeOwn(block.certificate());
        if (engine.isEmpty()) {
          return false;
        }
        store(applied);
        perform(engine.orElseThrow().handle(new EngineInput.Abandon(height())));
        agreeSoon();
        return true;
      }
      case LedgerStep.Refused refused -> {
        sync.refused(ledger.now()).ifPresent(peer -> close(peer, refused.rejection()));
        return false;
      }
      case LedgerStep.Waits waits -> {
        return false;
      }
      case LedgerStep.Contradicted wrong -> {
        stop(wrong.rejection().sentence());
        return false;
      }
    }
  }

  private void close(int peer, SyncRejection rejection) {
    if (!world.byzantine(peer)) {
      world.observer.violation(
          "node " + index + " refuses the honest node " + peer + ": " + rejection.sentence());
    }
    sync.left(peer);
    later(CLOSED_MILLIS, () -> linked(peer));
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

  /**
   * Kills the process; the disk keeps what was synced, or, when only the process dies, what was
   * written.
   */
  void die(boolean powerLoss) {
    if (engine.isEmpty() && incarnation == 0) {
      return;
    }
    world.trace.add(world.time.now(), 3, index, powerLoss ? 1 : 0, SimValue.GENESIS);
    engine = Optional.empty();
    disk = powerLoss ? disk.afterPowerLoss(world.random) : disk.afterKill();
    int dead = incarnation;
    world.time.after(
        1 + world.random.nextInt(RESTART_MILLIS),
        () -> {
          if (incarnation == dead) {
            if (world.network.storming() && world.random.nextInt(100) < world.plan.crashPercent()) {
              strikeSoon();
            }
            boot();
          }
        });
  }

  private void stop(String reason) {
    if (!diskMayFail) {
      world.observer.violation("node " + index + " stopped: " + reason);
    }
    diskMayFail = false;
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
    switch (ledger.decided(block, e.certificate())) {
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
      ledger
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
    switch (ledger.judge(height, value, body)) {
      case BlockDesk.Verdict.Valid valid -> input(new EngineInput.Judge(height, value, true));
      case BlockDesk.Verdict.Invalid invalid -> input(new EngineInput.Judge(height, value, false));
      case BlockDesk.Verdict.Later later -> {}
    }
  }

  private void store(LedgerStep.Applied applied) {
    StoredBlock block =
        new StoredBlock(applied.block().block().canonical(), applied.block().certificate());
    StoredBlock.append(disk, BLOCKS, block);
    ledger.advance(applied);
    sync.advanced(head(), ledger.now());
    world.trace.add(
        world.time.now(), 2, index, block.certificate().round(), block.certificate().value());
    world.observer.onStored(index, block);
    world.broadcast(index, status());
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
  private void later(long millis, Runnable action) {
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
