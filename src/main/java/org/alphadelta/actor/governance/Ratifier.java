package org.alphadelta.actor.governance;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.RecoveryCompleted;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.Effect;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import akka.persistence.typed.javadsl.SignalHandler;
import java.time.InstantSource;
import java.util.List;
import org.alphadelta.actor.ClusterMessage;
import org.alphadelta.actor.Journaled;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Hash;
import org.alphadelta.governance.GovernanceSnapshot;
import org.alphadelta.governance.RatifierEvent;
import org.alphadelta.governance.RatifierState;
import org.alphadelta.journal.EventCodecs;
import org.alphadelta.journal.Linked;
import org.alphadelta.journal.Streams;

/**
 * Journals, once per proposal, what the chain's activation height decided and on which evidence. It
 * decides nothing that the chain's state does not hold, and does not know what an approval leads
 * to.
 */
public final class Ratifier
    extends EventSourcedBehavior<
        Ratifier.Command, Linked<RatifierEvent>, Journaled<RatifierEvent, RatifierState>> {

  /** What the ratifier is told. */
  public sealed interface Command extends ClusterMessage {}

  /** An Alpha chain of this node stands so. */
  public record Observe(GovernanceSnapshot snapshot) implements Command {}

  /** What the ratifier tells its node. */
  public sealed interface Notification extends ClusterMessage {}

  /** The journal is recovered. */
  public record Recovered() implements Notification {}

  /**
   * A chain's approved upgrade; said after it was journaled, and again with every later
   * observation.
   */
  public record Approved(GenesisPairId pair, RatifierEvent.ProposalApproved decision)
      implements Notification {}

  private final ActorRef<Notification> node;
  private final EventCodecs codecs;
  private final InstantSource clock;

  public static Behavior<Command> create(
      ActorRef<Notification> node, EventCodecs codecs, InstantSource clock) {
    return Behaviors.setup(context -> new Ratifier(node, codecs, clock));
  }

  private Ratifier(ActorRef<Notification> node, EventCodecs codecs, InstantSource clock) {
    super(PersistenceId.ofUniqueId(Streams.RATIFIER));
    this.node = node;
    this.codecs = codecs;
    this.clock = clock;
  }

  @Override
  public Journaled<RatifierEvent, RatifierState> emptyState() {
    return Journaled.start(Streams.RATIFIER, RatifierState.EMPTY, RatifierState::after);
  }

  @Override
  public CommandHandler<Command, Linked<RatifierEvent>, Journaled<RatifierEvent, RatifierState>>
      commandHandler() {
    return this::onCommand;
  }

  @Override
  public EventHandler<Journaled<RatifierEvent, RatifierState>, Linked<RatifierEvent>>
      eventHandler() {
    return Journaled::after;
  }

  @Override
  public SignalHandler<Journaled<RatifierEvent, RatifierState>> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(RecoveryCompleted.instance(), journal -> node.tell(new Recovered()))
        .build();
  }

  private Effect<Linked<RatifierEvent>, Journaled<RatifierEvent, RatifierState>> onCommand(
      Journaled<RatifierEvent, RatifierState> journal, Command command) {
    return switch (command) {
      case Observe observe -> observe(journal, observe.snapshot());
    };
  }

  private Effect<Linked<RatifierEvent>, Journaled<RatifierEvent, RatifierState>> observe(
      Journaled<RatifierEvent, RatifierState> journal, GovernanceSnapshot snapshot) {
    List<RatifierEvent> events =
        journal
            .state()
            .decide(
                snapshot.chain(),
                snapshot.state(),
                snapshot.source(),
                height -> blockAt(snapshot, height));
    List<Linked<RatifierEvent>> linked = journal.link(events, codecs, clock.millis());
    return linked.isEmpty()
        ? Effect().none().thenRun(after -> announce(after, snapshot))
        : Effect().persist(linked).thenRun(after -> announce(after, snapshot));
  }

  private void announce(
      Journaled<RatifierEvent, RatifierState> journal, GovernanceSnapshot snapshot) {
    journal
        .state()
        .approved(snapshot.chain())
        .ifPresent(decision -> node.tell(new Approved(snapshot.pair(), decision)));
  }

  private static Hash blockAt(GovernanceSnapshot snapshot, long height) {
    Hash block = snapshot.closingBlocks().get(height);
    if (block == null) {
      throw new IllegalStateException("a snapshot without its closing block at height " + height);
    }
    return block;
  }
}
