package org.alphadelta.actor.governance;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import akka.persistence.typed.javadsl.Effect;
import java.util.List;
import org.alphadelta.actor.ClusterMessage;
import org.alphadelta.actor.Journaled;
import org.alphadelta.actor.JournaledBehavior;
import org.alphadelta.actor.Journaling;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Hash;
import org.alphadelta.governance.GovernanceSnapshot;
import org.alphadelta.governance.RatifierEvent;
import org.alphadelta.governance.RatifierState;
import org.alphadelta.journal.Linked;
import org.alphadelta.journal.Streams;

/**
 * Journals, once per proposal, the decision of the chain at the activation height and its evidence.
 */
public final class Ratifier
    extends JournaledBehavior<Ratifier.Command, RatifierEvent, RatifierState> {

  /** Commands to the ratifier. */
  public sealed interface Command extends ClusterMessage {}

  /** New state of a local Alpha chain. */
  public record Observe(GovernanceSnapshot snapshot) implements Command {}

  /** Notifications of the ratifier to its node. */
  public sealed interface Notification extends ClusterMessage {}

  /** The journal is recovered. */
  public record Recovered() implements Notification {}

  /**
   * A chain's approved upgrade; sent after it is journaled, and again with every later observation.
   */
  public record Approved(GenesisPairId pair, RatifierEvent.ProposalApproved decision)
      implements CertificateAssembler.Command, ClusterMessage {}

  private final ActorRef<Notification> node;
  private final ActorRef<CertificateAssembler.Command> assembler;

  public static Behavior<Command> create(
      ActorRef<Notification> node,
      Journaling journaling,
      ActorRef<CertificateAssembler.Command> assembler) {
    return Behaviors.setup(context -> new Ratifier(node, journaling, assembler));
  }

  private Ratifier(
      ActorRef<Notification> node,
      Journaling journaling,
      ActorRef<CertificateAssembler.Command> assembler) {
    super(Journaled.start(Streams.RATIFIER, RatifierState.EMPTY, RatifierState::after), journaling);
    this.node = node;
    this.assembler = assembler;
  }

  @Override
  protected void recovered(RatifierState state) {
    node.tell(new Recovered());
  }

  @Override
  protected Effect<Linked<RatifierEvent>, Journaled<RatifierEvent, RatifierState>> onCommand(
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
    return persist(journal, events, after -> announce(after, snapshot));
  }

  private void announce(RatifierState state, GovernanceSnapshot snapshot) {
    state
        .approved(snapshot.chain())
        .ifPresent(decision -> assembler.tell(new Approved(snapshot.pair(), decision)));
  }

  private static Hash blockAt(GovernanceSnapshot snapshot, long height) {
    Hash block = snapshot.closingBlocks().get(height);
    if (block == null) {
      throw new IllegalStateException("a snapshot without its closing block at height " + height);
    }
    return block;
  }
}
