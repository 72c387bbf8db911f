package org.alphadelta.actor;

import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.RecoveryCompleted;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.Effect;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import akka.persistence.typed.javadsl.SignalHandler;
import java.util.List;
import java.util.function.Consumer;
import org.alphadelta.core.Canonical;
import org.alphadelta.journal.Linked;

/**
 * Base of the event-sourced shells: its state is {@link Journaled}, its events are records of one
 * stream, each linked to the previous one.
 *
 * @param <C> commands
 * @param <E> events
 * @param <S> the state that the events lead to
 */
public abstract class JournaledBehavior<C, E extends Canonical, S>
    extends EventSourcedBehavior<C, Linked<E>, Journaled<E, S>> {
  private final Journaled<E, S> empty;
  private final Journaling journaling;

  /** {@code empty}: the state before the first event of its stream. */
  protected JournaledBehavior(Journaled<E, S> empty, Journaling journaling) {
    super(PersistenceId.ofUniqueId(empty.chain().stream()));
    this.empty = empty;
    this.journaling = journaling;
  }

  /** Handles one command; side effects only after the decision is persisted. */
  protected abstract Effect<Linked<E>, Journaled<E, S>> onCommand(
      Journaled<E, S> journal, C command);

  /** Called when the journal is replayed, before the first command. */
  protected abstract void recovered(S state);

  /** Persists these events, if any, and then acts on the state they lead to. */
  protected final Effect<Linked<E>, Journaled<E, S>> persist(
      Journaled<E, S> journal, List<? extends E> events, Consumer<S> then) {
    List<Linked<E>> linked = journal.link(events, journaling.codecs(), journaling.clock().millis());
    return linked.isEmpty()
        ? Effect().none().thenRun(after -> then.accept(after.state()))
        : Effect().persist(linked).thenRun(after -> then.accept(after.state()));
  }

  @Override
  public final Journaled<E, S> emptyState() {
    return empty;
  }

  @Override
  public final CommandHandler<C, Linked<E>, Journaled<E, S>> commandHandler() {
    return this::onCommand;
  }

  @Override
  public final EventHandler<Journaled<E, S>, Linked<E>> eventHandler() {
    return Journaled::after;
  }

  @Override
  public final SignalHandler<Journaled<E, S>> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(RecoveryCompleted.instance(), journal -> recovered(journal.state()))
        .build();
  }
}
