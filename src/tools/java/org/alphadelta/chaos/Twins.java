package org.alphadelta.chaos;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.alphadelta.consensus.ConsensusMessage;
import org.alphadelta.consensus.Effect;
import org.alphadelta.consensus.Engine;
import org.alphadelta.consensus.EngineConfig;
import org.alphadelta.consensus.EngineInput;
import org.alphadelta.consensus.PeerIdentity;
import org.alphadelta.consensus.Proposers;
import org.alphadelta.consensus.Timeout;
import org.alphadelta.consensus.TimeoutKind;
import org.alphadelta.consensus.Timeouts;
import org.alphadelta.consensus.VoteType;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Member;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Role;
import org.alphadelta.core.Sha256;
import org.alphadelta.core.Signer;
import org.alphadelta.crypto.KeyPair;

/**
 * Four validators, one of them twice: two correct processes with one key that do not know of each
 * other, which together equivocate in every way that correct code can. Runs one schedule of real
 * engines, then heals the network and expects one decision.
 */
final class Twins {
  /** Rounds after healing within which every node must decide: 2f + 2 and the current one. */
  private static final int ROUNDS_TO_HEAL = 6;

  /** Result of one schedule. */
  record Outcome(List<String> violations, boolean decided) {}

  private record Letter(int from, int to, ConsensusMessage message) {}

  private final World world;
  private final TwinSchedule schedule;
  private final Engine[] engines = new Engine[TwinSchedule.NODES];
  private final List<Map<TimeoutKind, Timeout>> timers = new ArrayList<>();
  private final Deque<Letter> mail = new ArrayDeque<>();
  private final Deque<Letter> held = new ArrayDeque<>();
  private final Observer observer;
  private final List<Optional<StoredBlock>> blocks = new ArrayList<>();
  private int round = -1;

  /** Shared by all schedules of one thread. */
  static final class World {
    private final ChainId chain =
        new ChainId(NetworkId.DEVNET, 0, ChainKind.ALPHA, Sha256.tagged("twins/chain"));
    private final VerificationCache cache = new VerificationCache(true);
    private final List<Signer> signers = new ArrayList<>();
    private final Committee committee;
    private final List<PeerIdentity> peers = new ArrayList<>();
    private final SortedSet<PublicKey> honest = new TreeSet<>();
    private final Engines engines;

    World(Engines engines) {
      this.engines = engines;
      List<Member> members = new ArrayList<>();
      for (int i = 0; i < TwinSchedule.NODES; i++) {
        int key = i % TwinSchedule.VALIDATORS;
        Signer signer = cache.signer(KeyPair.ofSeed(Sha256.tagged("twins/key" + key).bytes()));
        signers.add(signer);
        peers.add(new PeerIdentity("n" + i, Optional.of(signer.publicKey())));
        if (i < TwinSchedule.VALIDATORS) {
          members.add(new Member(signer.publicKey(), Role.GOVERNOR));
        }
        if (key != 0) {
          honest.add(signer.publicKey());
        }
      }
      committee = Committee.of(members);
    }
  }

  private Twins(World world, TwinSchedule schedule) {
    this.world = world;
    this.schedule = schedule;
    Proposers proposers =
        (height, of, committee) -> world.signers.get(schedule.leader(of)).publicKey();
    this.observer =
        new Observer(
            new BlockOracle.OneHeight(world.chain, world.committee, world.cache),
            world.honest,
            i -> world.signers.get(i).publicKey(),
            proposers,
            world.cache);
    EngineConfig config = new EngineConfig(world.chain, Timeouts.STANDARD, proposers);
    for (int i = 0; i < TwinSchedule.NODES; i++) {
      Signer signer = world.signers.get(i);
      MemoryPorts ports = new MemoryPorts(world.chain, signer.publicKey());
      engines[i] =
          world.engines.create(
              config, ports, ports, world.cache, SimValue::names, Optional.of(signer));
      timers.add(new EnumMap<>(TimeoutKind.class));
      blocks.add(Optional.empty());
    }
  }

  static Outcome run(World world, int schedule) {
    return new Twins(world, TwinSchedule.of(schedule)).run();
  }

  private Outcome run() {
    for (int i = 0; i < TwinSchedule.NODES; i++) {
      handle(i, new EngineInput.StartHeight(1, world.committee));
    }
    for (round = 0; round < TwinSchedule.ROUNDS && !decided(); round++) {
      play();
    }
    for (int i = 0; i < ROUNDS_TO_HEAL && !decided(); i++) {
      play();
      synchronize();
    }
    return new Outcome(observer.violations(), decided());
  }

  /**
   * Runs one round under one partition. Precommits of the previous round arrive first: the
   * partition changes between prevotes and precommits, so that locks without decisions are reached.
   * Timers fire when nothing else is left.
   */
  private void play() {
    mail.addAll(held);
    held.clear();
    deliver();
    if (round > 0) {
      fire(TimeoutKind.PRECOMMIT);
      fire(TimeoutKind.REPAIR);
      deliver();
    }
    fire(TimeoutKind.PROPOSE);
    deliver();
    fire(TimeoutKind.PREVOTE);
    deliver();
  }

  /**
   * Block sync: a node that has decided serves block and certificate. It is required, not only
   * faster: an equivocator's first vote may hide a quorum of precommits from one node for ever.
   */
  private void synchronize() {
    Optional<StoredBlock> block = blocks.stream().flatMap(Optional::stream).findFirst();
    for (int i = 0; i < TwinSchedule.NODES; i++) {
      if (block.isPresent() && blocks.get(i).isEmpty()) {
        handle(i, new EngineInput.HeightSynced(1));
        store(i, block.get());
      }
    }
  }

  private boolean decided() {
    for (int i = 1; i < TwinSchedule.VALIDATORS; i++) {
      if (blocks.get(i).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private void fire(TimeoutKind kind) {
    for (int i = 0; i < TwinSchedule.NODES; i++) {
      Optional<Timeout> due = Optional.ofNullable(timers.get(i).remove(kind));
      if (due.isPresent()) {
        handle(i, new EngineInput.Elapse(due.get()));
      }
    }
  }

  private void deliver() {
    while (!mail.isEmpty()) {
      Letter letter = mail.removeFirst();
      boolean open =
          round < 0
              || round >= TwinSchedule.ROUNDS
              || schedule.connected(round, letter.from(), letter.to());
      if (open) {
        EngineInput.Receive input =
            new EngineInput.Receive(world.peers.get(letter.from()), letter.message());
        observer.onDelivered(
            world.signers.get(letter.to()).publicKey(),
            input.peer().validator().orElseThrow(),
            letter.message());
        handle(letter.to(), input);
      }
    }
  }

  private void handle(int node, EngineInput input) {
    for (Effect effect : engines[node].handle(input)) {
      perform(node, effect);
    }
  }

  private void perform(int node, Effect effect) {
    switch (effect) {
      case Effect.Broadcast e -> {
        for (int to = 0; to < TwinSchedule.NODES; to++) {
          post(node, to, e.message());
        }
      }
      case Effect.Send e -> post(node, Integer.parseInt(e.to().name().substring(1)), e.message());
      case Effect.SendToMembers e -> {
        for (int to = 0; to < TwinSchedule.NODES; to++) {
          if (e.members().contains(world.signers.get(to).publicKey())) {
            post(node, to, e.message());
          }
        }
      }
      case Effect.Schedule e -> timers.get(node).put(e.timeout().kind(), e.timeout());
      case Effect.BuildBlock e -> {
        SimValue value = new SimValue(1, SimValue.GENESIS, 10L * e.round() + node, true);
        handle(node, new EngineInput.ValueBuilt(1, e.round(), value.id(), value.body()));
      }
      case Effect.ValidateBlock e ->
          handle(node, new EngineInput.ValueValidated(e.height(), e.value(), Optional.empty()));
      case Effect.Decided e -> store(node, new StoredBlock(e.body(), e.certificate()));
      case Effect.EvidenceFound e -> observer.onEvidence(node, e.evidence());
      case Effect.PeerRefused e -> {}
      case Effect.SigningRefused e -> {}
      case Effect.SafetyStop e -> {
        if (!twin(node)) {
          observer.violation("node " + node + " stopped: " + e.reason());
        }
      }
    }
  }

  private void store(int node, StoredBlock block) {
    blocks.set(node, Optional.of(block));
    if (!twin(node)) {
      observer.onStored(node, block);
    }
  }

  private static boolean twin(int node) {
    return node % TwinSchedule.VALIDATORS == 0;
  }

  /**
   * A twin never receives its sibling's signatures: it would detect another process with its key,
   * and stop.
   */
  private void post(int from, int to, ConsensusMessage message) {
    if (from == to) {
      return;
    }
    PublicKey author = world.signers.get(from).publicKey();
    observer.onWire(author, message);
    Optional<ConsensusMessage> heard =
        twin(to)
            ? SelfFilter.without(message, world.signers.get(to).publicKey())
            : Optional.of(message);
    boolean late =
        message instanceof ConsensusMessage.VoteMessage m
            && m.vote().vote().type() == VoteType.PRECOMMIT;
    heard.ifPresent(m -> (late ? held : mail).addLast(new Letter(from, to, m)));
  }
}
