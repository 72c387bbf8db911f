package org.alphadelta.serial;

import akka.actor.typed.ActorRef;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.alphadelta.core.Hash;
import org.alphadelta.governance.CastBallot;
import org.alphadelta.governance.Closure;
import org.alphadelta.governance.GovernanceState;
import org.alphadelta.governance.Proposal;
import org.alphadelta.governance.Readiness;
import org.alphadelta.governance.VoteKey;
import org.alphadelta.wire.Samples;

/** Seeded messages between the machines of one validator. */
public final class MessageSamples {
  private MessageSamples() {}

  /** {@code replyTo} is the actor of every reference. */
  public static Samples of(long seed, ActorRef<?> replyTo) {
    Map<Class<?>, Function<Samples, ?>> others = new LinkedHashMap<>();
    others.put(ActorRef.class, s -> replyTo);
    others.put(GovernanceState.class, MessageSamples::state);
    others.put(
        SortedMap.class, s -> new TreeMap<>(Map.of(5L, s.of(Hash.class), 9L, s.of(Hash.class))));
    return new Samples(seed, others);
  }

  private static GovernanceState state(Samples samples) {
    SortedMap<Hash, Proposal> proposals = new TreeMap<>();
    SortedMap<VoteKey, CastBallot> votes = new TreeMap<>();
    SortedMap<VoteKey, Readiness> readiness = new TreeMap<>();
    SortedMap<Hash, Closure> closures = new TreeMap<>();
    for (int i = 0; i < 3; i++) {
      Proposal proposal = samples.of(Proposal.class);
      proposals.put(proposal.id(), proposal);
      votes.put(samples.of(VoteKey.class), samples.of(CastBallot.class));
      readiness.put(samples.of(VoteKey.class), samples.of(Readiness.class));
      closures.put(proposal.id(), new Closure(samples.of(Long.class)));
    }
    return GovernanceState.of(proposals, votes, readiness, closures);
  }
}
