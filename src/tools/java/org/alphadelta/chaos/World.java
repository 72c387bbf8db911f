package org.alphadelta.chaos;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.alphadelta.consensus.ConsensusMessage;
import org.alphadelta.consensus.EngineConfig;
import org.alphadelta.consensus.Proposers;
import org.alphadelta.consensus.Timeouts;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Member;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Role;
import org.alphadelta.core.Sha256;
import org.alphadelta.core.Signer;
import org.alphadelta.crypto.KeyPair;
import org.alphadelta.ledger.ChainHead;
import org.alphadelta.wire.PeerMessage;

/**
 * State shared by all nodes of one chain in a simulated run: time, links, keys, random choices, the
 * trace and the observer.
 */
final class World {
  static final Timeouts TIMEOUTS = new Timeouts(300, 150, 150, 700, 150);
  private static final List<KeyPair> KEYS = keys();

  final SimulationPlan plan;
  final VirtualTime time;
  final Random random;
  final SimNetwork network;
  final VerificationCache cache;
  final Trace trace;
  private final EventLog events;
  private final EventText text = new EventText(this);
  final SimulatedGenesis genesis;
  final ChainKind kind;
  final ChainId chain;
  final Predicate<ChainHead> enough;
  final BlockOracle.OfLedger oracle;
  final Observer observer;
  final List<SimPeer> peers = new ArrayList<>();
  final Engines engines;

  /** No node agrees on a height here before this; virtual milliseconds. */
  long opensAtMillis;

  /** Called with every message of agreement as it leaves a node. */
  BiConsumer<PublicKey, ConsensusMessage> tap = (author, message) -> {};

  /**
   * A world with Alpha alone.
   *
   * @param enough the head after which no node needs another block
   */
  World(
      SimulationPlan plan,
      SimulatedGenesis genesis,
      Predicate<ChainHead> enough,
      VerificationCache cache,
      Engines engines,
      EventLog events) {
    this.plan = plan;
    this.cache = cache;
    this.engines = engines;
    this.genesis = genesis;
    this.enough = enough;
    this.kind = ChainKind.ALPHA;
    this.time = new VirtualTime();
    this.trace = new Trace();
    this.random = new Random(plan.seed() * 0x2545F4914F6CDD1DL + 7);
    this.events = events;
    this.network = new SimNetwork(plan, time, new Random(random.nextLong()), events);
    this.chain = genesis.origin(kind).chain();
    this.oracle = new BlockOracle.OfLedger(genesis, kind, cache, Optional.empty());
    this.observer = new Observer(oracle, honest(), this::key, Proposers.ROTATING, cache);
  }

  /**
   * Another chain among the same nodes: it shares time, links, random choices and trace with the
   * first.
   *
   * @param alpha for a Delta, the Alpha of its pair
   */
  World(World first, SimulatedGenesis genesis, Optional<World> alpha, Predicate<ChainHead> enough) {
    this.plan = first.plan;
    this.cache = first.cache;
    this.engines = first.engines;
    this.genesis = genesis;
    this.enough = enough;
    this.kind = alpha.isPresent() ? ChainKind.DELTA : ChainKind.ALPHA;
    this.time = first.time;
    this.trace = first.trace;
    this.random = first.random;
    this.events = first.events;
    this.network = first.network;
    this.chain = genesis.origin(kind).chain();
    this.oracle = new BlockOracle.OfLedger(genesis, kind, cache, alpha.map(a -> a.oracle));
    this.observer = new Observer(oracle, honest(), this::key, Proposers.ROTATING, cache);
  }

  /** Name of this chain in reports. */
  String label() {
    return (chain.generation() > 0 ? "new " : "") + kind.label();
  }

  /** Writes an event of a node of this chain. */
  void note(int node, Supplier<String> what) {
    events.add(time.now(), name(node), () -> text.position(peers.get(node).view()), what);
  }

  /** A node in the event log; a Byzantine one is marked. */
  private String name(int node) {
    return "n" + node + (byzantine(node) ? "*" : "");
  }

  static KeyPair pair(int index) {
    return KEYS.get(index);
  }

  static Member member(int index) {
    return member(index, Role.GOVERNOR);
  }

  static Member member(int index, Role role) {
    return new Member(KEYS.get(index).publicKey(), role);
  }

  /** A committee of the first {@code size} keys. */
  static Committee committee(int size) {
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      members.add(member(i));
    }
    return Committee.of(members);
  }

  java.util.SortedSet<PublicKey> honest() {
    java.util.SortedSet<PublicKey> honest = new java.util.TreeSet<>();
    for (int i = 0; i < plan.validators(); i++) {
      if (!byzantine(i)) {
        honest.add(key(i));
      }
    }
    return honest;
  }

  boolean byzantine(int index) {
    return plan.byzantine(index);
  }

  Signer signer(int index) {
    return cache.signer(KEYS.get(index));
  }

  PublicKey key(int index) {
    return KEYS.get(index).publicKey();
  }

  int index(PublicKey key) {
    for (int i = 0; i < plan.validators(); i++) {
      if (key(i).equals(key)) {
        return i;
      }
    }
    return -1;
  }

  EngineConfig config() {
    return new EngineConfig(chain, TIMEOUTS, Proposers.ROTATING);
  }

  void broadcast(int from, ConsensusMessage message) {
    Optional<Packet.Consensus> packet = packet(from, message);
    packet.ifPresent(p -> note(from, () -> "sends all: " + text.packet(p)));
    for (int to = 0; to < plan.validators(); to++) {
      if (to != from && packet.isPresent()) {
        post(from, to, packet.get());
      }
    }
  }

  void send(int from, int to, ConsensusMessage message) {
    Optional<Packet.Consensus> packet = packet(from, message);
    packet.ifPresent(p -> note(from, () -> "sends n" + to + ": " + text.packet(p)));
    packet.ifPresent(p -> post(from, to, p));
  }

  /** Sends to the members other than the sender. */
  void sendToMembers(int from, Collection<PublicKey> members, ConsensusMessage message) {
    members.stream()
        .map(this::index)
        .filter(to -> to >= 0 && to != from)
        .forEach(to -> send(from, to, message));
  }

  private Optional<Packet.Consensus> packet(int from, ConsensusMessage message) {
    Optional<Packet.Consensus> packet = Packet.of(message);
    packet.ifPresent(p -> observer.onWire(key(from), p.message()));
    packet.ifPresent(p -> tap.accept(key(from), p.message()));
    if (packet.isEmpty() && !byzantine(from)) {
      observer.violation("node " + from + " sends what no decoder takes: " + message);
    }
    return packet;
  }

  void send(int from, int to, PeerMessage message) {
    Packet.of(message).ifPresent(p -> post(from, to, p));
  }

  void broadcast(int from, PeerMessage message) {
    Optional<Packet.Sync> packet = Packet.of(message);
    for (int to = 0; to < plan.validators(); to++) {
      if (to != from && packet.isPresent()) {
        post(from, to, packet.get());
      }
    }
  }

  /** Renews every connection of this node, as after a start or when the network is back. */
  void link(int node) {
    for (int other = 0; other < plan.validators(); other++) {
      if (other != node) {
        peers.get(other).linked(node);
        peers.get(node).linked(other);
      }
    }
  }

  /** Renews all connections. */
  void relink() {
    for (int node = 0; node < plan.validators(); node++) {
      for (int other = 0; other < plan.validators(); other++) {
        if (other != node) {
          peers.get(node).linked(other);
        }
      }
    }
  }

  void post(int from, int to, Packet packet) {
    boolean sent =
        network.send(
            from,
            to,
            packet,
            () -> {
              trace.add(time.now(), 1, to, from, packet.digest());
              note(
                  to,
                  () ->
                      (peers.get(to).runs() ? "hears n" : "is down, misses n")
                          + from
                          + ": "
                          + text.packet(packet));
              if (packet instanceof Packet.Consensus p) {
                observer.onDelivered(key(to), key(from), p.message());
              }
              peers.get(to).deliver(from, packet);
            });
    if (!sent) {
      note(from, () -> "does not reach n" + to + ": " + text.packet(packet));
    }
  }

  private static List<KeyPair> keys() {
    List<KeyPair> keys = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      keys.add(KeyPair.ofSeed(Sha256.tagged("sim/key", Bytes.utf8("" + i)).bytes()));
    }
    return List.copyOf(keys);
  }
}
