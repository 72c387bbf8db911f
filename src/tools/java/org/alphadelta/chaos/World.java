package org.alphadelta.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.alphadelta.consensus.ConsensusMessage;
import org.alphadelta.consensus.EngineConfig;
import org.alphadelta.consensus.Proposers;
import org.alphadelta.consensus.Timeouts;
import org.alphadelta.core.Bytes;
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
 * What all nodes of one simulated run share: time, links, keys, chance, the trace and the observer.
 */
final class World {
  static final Timeouts TIMEOUTS = new Timeouts(300, 150, 150, 700, 150);
  private static final List<KeyPair> KEYS = keys();

  final SimulationPlan plan;
  final VirtualTime time;
  final Random random;
  final SimNetwork network;
  final Memo memo;
  final Trace trace;
  final ChainId chain;
  final ChainLife life;
  final Observer observer;
  final List<SimPeer> peers = new ArrayList<>();
  final Engines engines;

  World(SimulationPlan plan, Memo memo, Engines engines) {
    this.plan = plan;
    this.memo = memo;
    this.engines = engines;
    this.time = new VirtualTime();
    this.trace = new Trace();
    this.random = new Random(plan.seed() * 0x2545F4914F6CDD1DL + 7);
    this.network = new SimNetwork(plan, time, new Random(random.nextLong()));
    this.chain = new ChainId(NetworkId.DEVNET, 0, ChainKind.ALPHA, Sha256.tagged("sim/chain"));
    this.life = new ChainLife.Lone(chain, committee(plan.validators()), plan.heights());
    this.observer = new Observer(life, honest(), memo);
  }

  /** Another chain among the same nodes: it shares time, links, chance and trace. */
  World(World other, ChainLife life) {
    this.plan = other.plan;
    this.memo = other.memo;
    this.engines = other.engines;
    this.time = other.time;
    this.trace = other.trace;
    this.random = other.random;
    this.network = other.network;
    this.chain = life.chain();
    this.life = life;
    this.observer = new Observer(life, honest(), memo);
  }

  static Member member(int index) {
    return new Member(KEYS.get(index).publicKey(), Role.GOVERNOR);
  }

  /** The first so many keys. */
  static Committee committee(int size) {
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      members.add(member(i));
    }
    return new Committee(members);
  }

  private java.util.SortedSet<PublicKey> honest() {
    java.util.SortedSet<PublicKey> honest = new java.util.TreeSet<>();
    for (int i = 0; i < plan.validators(); i++) {
      if (!byzantine(i)) {
        honest.add(key(i));
      }
    }
    return honest;
  }

  /** The last ones are Byzantine; keys are random, so their turns to propose are anywhere. */
  boolean byzantine(int index) {
    return index >= plan.validators() - plan.byzantine().size();
  }

  Signer signer(int index) {
    return memo.signer(KEYS.get(index));
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
    Optional<Parcel.Consensus> parcel = parcel(from, message);
    for (int to = 0; to < plan.validators(); to++) {
      if (to != from && parcel.isPresent()) {
        post(from, to, parcel.get());
      }
    }
  }

  void send(int from, int to, ConsensusMessage message) {
    parcel(from, message).ifPresent(p -> post(from, to, p));
  }

  private Optional<Parcel.Consensus> parcel(int from, ConsensusMessage message) {
    Optional<Parcel.Consensus> parcel = Parcel.of(message);
    parcel.ifPresent(p -> observer.onWire(key(from), p.message()));
    if (parcel.isEmpty() && !byzantine(from)) {
      observer.violation("node " + from + " sends what no decoder takes: " + message);
    }
    return parcel;
  }

  void post(int from, int to, Parcel parcel) {
    network.send(
        from,
        to,
        parcel,
        () -> {
          trace.add(time.now(), 1, to, from, parcel.digest());
          peers.get(to).deliver(from, parcel);
        });
  }

  private static List<KeyPair> keys() {
    List<KeyPair> keys = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      keys.add(KeyPair.ofSeed(Sha256.tagged("sim/key", Bytes.utf8("" + i)).bytes()));
    }
    return List.copyOf(keys);
  }
}
