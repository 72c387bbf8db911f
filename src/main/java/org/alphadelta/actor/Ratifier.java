package org.alphadelta.actor;

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
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Hash;
import org.alphadelta.governance.RatifierBook;
import org.alphadelta.governance.RatifierEvent;
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
        Ratifier.Command, Linked<RatifierEvent>, Journaled<RatifierEvent, RatifierBook>> {

  /** What the ratifier is told. */
  public sealed interface Command extends ClusterMessage {}

  /** An Alpha chain of this node stands so. */
  public record Observe(AlphaSnapshot snapshot) implements Command {}

  /** What the ratifier tells its node. */
  public sealed interface Order extends ClusterMessage {}

  /** The journal is recovered. */
  public record Recovered() implements Order {}

  /**
   * A chain's approved upgrade; said after it was journaled, and again with every later
   * observation.
   */
  public record Approved(GenesisPairId pair, RatifierEvent.ProposalApproved decision)
      implements Order {}

  private final ActorRef<Order> node;
  private final EventCodecs codecs;
  private final InstantSource clock;

  public static Behavior<Command> create(
      ActorRef<Order> node, EventCodecs codecs, InstantSource clock) {
    return Behaviors.setup(context -> new Ratifier(node, codecs, clock));
  }

  private Ratifier(ActorRef<Order> node, EventCodecs codecs, InstantSource clock) {
    super(PersistenceId.ofUniqueId(Streams.RATIFIER));
    this.node = node;
    this.codecs = codecs;
    this.clock = clock;
  }

  @Override
  public Journaled<RatifierEvent, RatifierBook> emptyState() {
    return Journaled.start(Streams.RATIFIER, RatifierBook.EMPTY, RatifierBook::after);
  }

  @Override
  public CommandHandler<Command, Linked<RatifierEvent>, Journaled<RatifierEvent, RatifierBook>>
      commandHandler() {
    return this::onCommand;
  }

  @Override
  public EventHandler<Journaled<RatifierEvent, RatifierBook>, Linked<RatifierEvent>>
      eventHandler() {
    return Journaled::after;
  }

  @Override
  public SignalHandler<Journaled<RatifierEvent, RatifierBook>> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(RecoveryCompleted.instance(), state -> node.tell(new Recovered()))
        .build();
  }

  private Effect<Linked<RatifierEvent>, Journaled<RatifierEvent, RatifierBook>> onCommand(
      Journaled<RatifierEvent, RatifierBook> state, Command command) {
    return switch (command) {
      case Observe observe -> observe(state, observe.snapshot());
    };
  }

  private Effect<Linked<RatifierEvent>, Journaled<RatifierEvent, RatifierBook>> observe(
      Journaled<RatifierEvent, RatifierBook> state, AlphaSnapshot snapshot) {
    List<RatifierEvent> events =
        state
            .book()
            .decide(
                snapshot.chain(),
                snapshot.state(),
                snapshot.source(),
                height -> blockAt(snapshot, height));
    List<Linked<RatifierEvent>> linked = state.link(events, codecs, clock.millis());
    return linked.isEmpty()
        ? Effect().none().thenRun(after -> announce(after, snapshot))
        : Effect().persist(linked).thenRun(after -> announce(after, snapshot));
  }

  private void announce(Journaled<RatifierEvent, RatifierBook> state, AlphaSnapshot snapshot) {
    state
        .book()
        .approved(snapshot.chain())
        .ifPresent(decision -> node.tell(new Approved(snapshot.pair(), decision)));
  }

  private static Hash blockAt(AlphaSnapshot snapshot, long height) {
    Hash block = snapshot.closingBlocks().get(height);
    if (block == null) {
      throw new IllegalStateException("a snapshot without its closing block at height " + height);
    }
    return block;
  }
}
