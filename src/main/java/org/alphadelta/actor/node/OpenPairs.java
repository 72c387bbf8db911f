package org.alphadelta.actor.node;

import akka.actor.typed.ActorRef;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.alphadelta.actor.chain.ChainPair;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.GenesisPairId;

/**
 * The opened pairs, the one that the node runs now, and those on which its validator still works.
 */
final class OpenPairs {
  private record OpenPair(GenesisPairId id, ActorRef<ChainPair.Command> ref, boolean closed) {}

  private final Map<GenesisPairId, OpenPair> pairs = new LinkedHashMap<>();
  private Optional<GenesisPairId> current = Optional.empty();

  boolean holds(GenesisPairId id) {
    return pairs.containsKey(id);
  }

  void hold(GenesisPairId id, ActorRef<ChainPair.Command> ref) {
    pairs.put(id, new OpenPair(id, ref, false));
  }

  /** Makes this the pair that the node runs. */
  void run(GenesisPairId id) {
    current = Optional.of(id);
  }

  /** This validator's part in the pair has ended. */
  void close(GenesisPairId id) {
    pairs.computeIfPresent(id, (key, open) -> new OpenPair(id, open.ref(), true));
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

  /** The pair with this chain, if this validator's part in it has not ended. */
  Optional<ActorRef<ChainPair.Command>> workingOn(ChainId chain) {
    return pairs.values().stream()
        .filter(h -> !h.closed() && h.id().hash(chain.kind()).equals(chain.genesis()))
        .map(OpenPair::ref)
        .findFirst();
  }
}
