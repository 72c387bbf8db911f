package org.alphadelta.actor.node;

import akka.actor.typed.ActorRef;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.alphadelta.actor.chain.ChainPair;
import org.alphadelta.actor.peer.PeerConnection;
import org.alphadelta.actor.peer.Peers;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.Committee;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.wire.Scope;

/**
 * The pairs a node holds, which of them it runs now, and in what scope others may take part in
 * each. It does not know what happens on them.
 */
final class OpenPairs {
  private record OpenPair(
      GenesisPair pair,
      ActorRef<ChainPair.Command> ref,
      ActorRef<PeerConnection.Event> connections,
      Committee members,
      boolean closed) {}

  private final Map<GenesisPairId, OpenPair> pairs = new LinkedHashMap<>();
  private Optional<GenesisPairId> current = Optional.empty();

  boolean holds(GenesisPairId id) {
    return pairs.containsKey(id);
  }

  /** {@code sessions} hears who connects for this pair. */
  void hold(
      GenesisPair pair,
      ActorRef<ChainPair.Command> ref,
      ActorRef<PeerConnection.Event> connections) {
    pairs.put(pair.id(), new OpenPair(pair, ref, connections, pair.committee(), false));
  }

  /** This is the pair that the node runs from now on. */
  void run(GenesisPairId id) {
    current = Optional.of(id);
  }

  /** Places are reserved for these. */
  void members(GenesisPairId id, Committee members) {
    pairs.computeIfPresent(
        id, (key, h) -> new OpenPair(h.pair(), h.ref(), h.connections(), members, h.closed()));
  }

  /** This validator's part in the pair is over. */
  void close(GenesisPairId id) {
    pairs.computeIfPresent(
        id, (key, h) -> new OpenPair(h.pair(), h.ref(), h.connections(), h.members(), true));
  }

  Optional<GenesisPairId> current() {
    return current;
  }

  Optional<ActorRef<ChainPair.Command>> running() {
    return current.flatMap(this::of);
  }

  Optional<ActorRef<ChainPair.Command>> of(GenesisPairId id) {
    return Optional.ofNullable(pairs.get(id)).map(OpenPair::ref);
  }

  /** The pair with this chain, if this validator's part in it is not over. */
  Optional<ActorRef<ChainPair.Command>> workingOn(ChainId chain) {
    return pairs.values().stream()
        .filter(h -> !h.closed() && h.pair().id().hash(chain.kind()).equals(chain.genesis()))
        .map(OpenPair::ref)
        .findFirst();
  }

  /**
   * A pair that this validator still works on is served in full and dialed for; one that is over is
   * kept readable.
   */
  Optional<Peers.Serve> serving(GenesisPairId id) {
    return Optional.ofNullable(pairs.get(id))
        .map(
            open ->
                new Peers.Serve(
                    id,
                    open.closed() ? Scope.READ_ONLY : Scope.FULL,
                    !open.closed(),
                    open.members(),
                    open.connections()));
  }
}
