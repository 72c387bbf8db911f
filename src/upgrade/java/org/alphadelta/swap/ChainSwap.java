package org.alphadelta.swap;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.persistence.typed.javadsl.Effect;
import java.util.List;
import java.util.Optional;
import org.alphadelta.actor.Journaled;
import org.alphadelta.actor.JournaledBehavior;
import org.alphadelta.actor.Journaling;
import org.alphadelta.actor.NodeEnvironment;
import org.alphadelta.actor.UpgradeProtocol.Command;
import org.alphadelta.actor.UpgradeProtocol.Notification;
import org.alphadelta.actor.UpgradeProtocol.Retry;
import org.alphadelta.core.Rejection;
import org.alphadelta.journal.Linked;

/**
 * Carries out upgrades, one journaled step at a time: {@link SwapWork} does the file work, {@link
 * ChainSwapState} decides, the decision is persisted, and only then the node is told. File work
 * blocks, so the actor needs a dispatcher for that. Where it must not go on (a lost sign-state, a
 * failed sync, contradicting certificates), it fails with an exception.
 *
 * <p>It sends itself {@link Retry} for the next step; an operator can send it too.
 */
public final class ChainSwap extends JournaledBehavior<Command, ChainSwapEvent, ChainSwapState> {
  /** Stream and persistence id. */
  public static final String STREAM = "succession";

  private final ActorContext<Command> context;
  private final ActorRef<Notification> node;
  private final SwapWork work;

  public static Behavior<Command> create(
      ActorRef<Notification> node, NodeEnvironment environment, Journaling journaling) {
    return Behaviors.setup(
        context -> new ChainSwap(context, node, new SwapWork(environment), journaling));
  }

  private ChainSwap(
      ActorContext<Command> context,
      ActorRef<Notification> node,
      SwapWork work,
      Journaling journaling) {
    super(Journaled.start(STREAM, ChainSwapState.EMPTY, ChainSwapState::after), journaling);
    this.context = context;
    this.node = node;
    this.work = work;
  }

  @Override
  protected void recovered(ChainSwapState state) {
    work.afterRecovery(state).forEach(node::tell);
    goOn(SwapWork.goesOn(state, List.of()));
  }

  @Override
  protected Effect<Linked<ChainSwapEvent>, Journaled<ChainSwapEvent, ChainSwapState>> onCommand(
      Journaled<ChainSwapEvent, ChainSwapState> journal, Command command) {
    Optional<SwapCommand> question = work.toDecide(journal.state(), command);
    if (question.isEmpty()) {
      if (command instanceof Retry) {
        work.obstructed(journal.state()).forEach(context.getSelf()::tell);
      }
      return Effect().none();
    }
    return switch (journal.state().decide(question.get())) {
      case SwapDecision.Refused(Rejection rejection) -> {
        refused(rejection);
        yield Effect().none();
      }
      case SwapDecision.Contradicted contradicted -> {
        refused(contradicted);
        work.keep(contradicted);
        throw new IllegalStateException(contradicted.sentence());
      }
      case SwapDecision.Decided(List<ChainSwapEvent> events) when events.isEmpty() ->
          Effect().none();
      case SwapDecision.Decided(List<ChainSwapEvent> events) ->
          persist(journal, events, after -> act(after, events));
    };
  }

  private void act(ChainSwapState state, List<ChainSwapEvent> events) {
    for (ChainSwapEvent event : events) {
      if (event instanceof ChainSwapEvent.Blocked blocked) {
        context.getLog().warn("upgrade blocked: {}", blocked.obstacle().sentence());
      } else {
        context
            .getLog()
            .info("upgrade {}: {}", event.proposal().brief(), event.getClass().getSimpleName());
      }
    }
    work.after(state, events).forEach(node::tell);
    goOn(SwapWork.goesOn(state, events));
  }

  private void goOn(boolean due) {
    if (due) {
      context.getSelf().tell(new Retry());
    }
  }

  private void refused(Rejection rejection) {
    context.getLog().warn("activation refused: {}", rejection.sentence());
  }
}
