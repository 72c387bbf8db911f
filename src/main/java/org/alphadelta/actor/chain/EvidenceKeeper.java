package org.alphadelta.actor.chain;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import akka.persistence.typed.javadsl.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.alphadelta.actor.Journaled;
import org.alphadelta.actor.JournaledBehavior;
import org.alphadelta.actor.Journaling;
import org.alphadelta.actor.LocalMessage;
import org.alphadelta.consensus.Evidence;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.SignatureVerifier;
import org.alphadelta.journal.Linked;
import org.alphadelta.journal.Streams;
import org.slf4j.Logger;

/**
 * Journals valid evidence on one kind of chain: each offence once, up to limits per offender and in
 * all. Nobody is punished.
 */
public final class EvidenceKeeper
    extends JournaledBehavior<EvidenceKeeper.Command, Evidence, EvidenceKeeper.State> {

  public sealed interface Command extends LocalMessage {}

  /** Evidence found on this chain, unverified. */
  public record Keep(ChainId chain, Evidence evidence) implements Command {}

  /** All evidence of a kind of chain: sent once after recovery and then after every addition. */
  public record Notification(ChainKind kind, List<Evidence> evidence) implements LocalMessage {}

  /** All evidence in order, its essences, and the count per offender. */
  public record State(
      List<Evidence> evidence, SortedSet<Bytes> essences, Map<PublicKey, Integer> offenders) {
    static final State EMPTY = new State(List.of(), new TreeSet<>(), Map.of());

    static final int MAX_TOTAL = 4_000;

    boolean wants(Evidence found) {
      return evidence.size() < MAX_TOTAL
          && offenders.getOrDefault(found.offender(), 0) < Evidence.MAX_PER_OFFENDER
          && !essences.contains(found.essence());
    }

    State after(Evidence found) {
      List<Evidence> all = new ArrayList<>(evidence);
      all.add(found);
      SortedSet<Bytes> known = new TreeSet<>(essences);
      known.add(found.essence());
      Map<PublicKey, Integer> counted = new TreeMap<>(offenders);
      counted.merge(found.offender(), 1, Integer::sum);
      return new State(List.copyOf(all), known, counted);
    }
  }

  private final Logger log;
  private final ChainKind kind;
  private final ActorRef<Notification> node;
  private final SignatureVerifier verifier;

  public static Behavior<Command> create(
      ChainKind kind,
      ActorRef<Notification> node,
      SignatureVerifier verifier,
      Journaling journaling) {
    return Behaviors.setup(
        context -> new EvidenceKeeper(context.getLog(), kind, node, verifier, journaling));
  }

  private EvidenceKeeper(
      Logger log,
      ChainKind kind,
      ActorRef<Notification> node,
      SignatureVerifier verifier,
      Journaling journaling) {
    super(Journaled.start(Streams.evidence(kind), State.EMPTY, State::after), journaling);
    this.log = log;
    this.kind = kind;
    this.node = node;
    this.verifier = verifier;
  }

  @Override
  protected Effect<Linked<Evidence>, Journaled<Evidence, State>> onCommand(
      Journaled<Evidence, State> journal, Command command) {
    return switch (command) {
      case Keep(ChainId chain, Evidence found) ->
          journal.state().wants(found) && chain.kind() == kind && found.proves(chain, verifier)
              ? persist(
                  journal,
                  List.of(found),
                  after -> {
                    log.warn(
                        "evidence journaled: an offence of {} at height {} of {}",
                        found.offender(),
                        found.height(),
                        chain);
                    tell(after);
                  })
              : Effect().none();
    };
  }

  @Override
  protected void recovered(State state) {
    tell(state);
  }

  private void tell(State state) {
    node.tell(new Notification(kind, state.evidence()));
  }
}
