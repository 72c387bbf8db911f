package org.alphadelta.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alphadelta.consensus.Certificates;
import org.alphadelta.consensus.Effect;
import org.alphadelta.consensus.Engine;
import org.alphadelta.consensus.EngineInput;
import org.alphadelta.consensus.Peer;
import org.alphadelta.consensus.SignRecord;
import org.alphadelta.consensus.TimeoutKind;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Hash;
import org.alphadelta.store.DiskFailure;
import org.alphadelta.store.FileConsensusLog;
import org.alphadelta.store.FileSignState;
import org.alphadelta.store.HomeLayout;

/**
 * An honest validator: the real engine on the real log and sign-state over a disk that may fail,
 * with the smallest shell around it. A crash takes everything but the disk.
 */
final class HonestNode implements SimPeer {
  private static final Path HOME = Path.of("/home");
  private static final Path BLOCKS = HOME.resolve("blocks");
  private static final Path LOG = HOME.resolve("log");
  private static final int RESTART_MILLIS = 2_000;
  private static final int ASK_MILLIS = 100;
  private static final int WAIT_MILLIS = 40;

  private final World world;
  private final Listener simulation;
  private final int index;
  private FaultyDisk disk = new FaultyDisk();
  private Optional<Engine> engine = Optional.empty();
  private List<StoredBlock> blocks = new ArrayList<>();
  private int incarnation;
  private boolean diskMayFail;
  private long nextAsk;

  HonestNode(World world, Listener simulation, int index) {
    this.world = world;
    this.simulation = simulation;
    this.index = index;
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
    return blocks.size();
  }

  /** The round this node is in at a height, -1 when it is elsewhere. */
  int round(long height) {
    return engine
        .flatMap(Engine::view)
        .filter(v -> v.height() == height)
        .map(Engine.View::round)
        .orElse(-1);
  }

  void boot() {
    incarnation++;
    guarded(
        () -> {
          blocks = StoredBlock.load(disk, BLOCKS);
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
                      SimValue::names,
                      Optional.of(world.signer(index))));
          startNext();
        });
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
  public void deliver(int from, Parcel parcel) {
    if (engine.isEmpty()) {
      return;
    }
    switch (parcel) {
      case Parcel.Consensus p -> {
        if (p.message().height() > height() + 1) {
          ask(from);
        }
        input(new EngineInput.Receive(peer(from), p.message()));
      }
      case Parcel.BlockRequest p -> {
        if (p.height() >= 1 && p.height() <= height()) {
          StoredBlock block = blocks.get((int) p.height() - 1);
          world.post(index, from, Parcel.response(p.height(), block.body(), block.certificate()));
        }
      }
      case Parcel.BlockResponse p -> guarded(() -> onBlock(p));
    }
  }

  private Peer peer(int from) {
    return new Peer("n" + from, Optional.of(world.key(from)));
  }

  private void ask(int peer) {
    if (world.time.now() >= nextAsk && world.life.starts(index, last())) {
      nextAsk = world.time.now() + ASK_MILLIS;
      world.post(index, peer, Parcel.request(height() + 1));
    }
  }

  private void onBlock(Parcel.BlockResponse p) throws IOException {
    boolean next = p.height() == height() + 1 && p.certificate().height() == p.height();
    if (!next
        || !world.life.starts(index, last())
        || !SimValue.names(p.certificate().value(), p.body())
        || Certificates.verify(
                p.certificate(), world.chain, world.life.committee(last()), world.memo)
            .isPresent()) {
      return;
    }
    store(new StoredBlock(p.body(), p.certificate()));
    perform(engine.orElseThrow().handle(new EngineInput.Abandon(p.height())));
    nextAsk = 0;
    ask(world.random.nextInt(world.plan.validators()));
    startSoon();
  }

  private void input(EngineInput input) {
    guarded(() -> perform(engine.orElseThrow().handle(input)));
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
      case Effect.Schedule e ->
          later(
              e.millis(),
              () -> {
                if (e.timeout().kind() == TimeoutKind.REPAIR) {
                  ask(world.random.nextInt(world.plan.validators()));
                }
                input(new EngineInput.Elapse(e.timeout()));
              });
      case Effect.BuildValue e -> later(world.random.nextInt(20), () -> build(e));
      case Effect.JudgeValue e -> later(world.random.nextInt(10), () -> judge(e));
      case Effect.Decided e -> {
        if (e.height() == height() + 1) {
          store(new StoredBlock(e.body(), e.certificate()));
          startSoon();
        }
      }
      case Effect.EvidenceFound e -> world.observer.onEvidence(index, e.evidence());
      case Effect.PeerRefused e -> simulation.refused();
      case Effect.SigningRefused e -> {}
      case Effect.SafetyStop e -> stop(e.reason());
    }
  }

  private void build(Effect.BuildValue e) {
    if (e.height() == height() + 1) {
      SimValue value =
          new SimValue(
              e.height(),
              parent(),
              world.random.nextLong(),
              world.life.anchor(index, last()),
              true);
      input(new EngineInput.OfferValue(e.height(), e.round(), value.id(), value.body()));
    }
  }

  /** A value that depends on what is not executed here waits; the propose timer runs on. */
  private void judge(Effect.JudgeValue e) {
    Optional<SimValue> value = SimValue.parse(e.body());
    if (e.height() == height() + 1 && value.filter(v -> !world.life.ready(index, v)).isPresent()) {
      later(WAIT_MILLIS, () -> judge(e));
    } else {
      input(new EngineInput.Judge(e.height(), e.value(), valid(e.body(), e.height())));
    }
  }

  private boolean valid(Bytes body, long height) {
    return height == height() + 1
        && SimValue.valid(body, height, parent())
        && SimValue.parse(body).filter(v -> world.life.follows(v, last())).isPresent();
  }

  Optional<SimValue> last() {
    return blocks.isEmpty() ? Optional.empty() : SimValue.parse(blocks.getLast().body());
  }

  private Hash parent() {
    return blocks.isEmpty() ? SimValue.GENESIS : blocks.getLast().certificate().value();
  }

  private void store(StoredBlock block) {
    StoredBlock.append(disk, BLOCKS, block);
    blocks.add(block);
    world.trace.add(
        world.time.now(), 2, index, block.certificate().round(), block.certificate().value());
    world.observer.onStored(index, block);
    leaveIfDone();
    simulation.decided(this, block.certificate());
  }

  private void startSoon() {
    later(1 + world.random.nextInt(10), () -> guarded(this::startNext));
  }

  private void startNext() {
    leaveIfDone();
    if (world.life.starts(index, last())) {
      perform(
          engine
              .orElseThrow()
              .handle(new EngineInput.StartHeight(height() + 1, world.life.committee(last()))));
    }
  }

  /** The terminal mark, also again after a restart. */
  private void leaveIfDone() {
    Optional<SimValue> before =
        blocks.size() < 2 ? Optional.empty() : SimValue.parse(blocks.get(blocks.size() - 2).body());
    if (last().filter(v -> world.life.leavesWith(index, v, before)).isPresent()) {
      perform(engine.orElseThrow().handle(new EngineInput.StopAfter(height())));
      world.observer.onMark(world.key(index), height());
    }
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
