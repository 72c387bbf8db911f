package org.alphadelta.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.Effect;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.alphadelta.consensus.Evidence;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.PublicKey;
import org.alphadelta.journal.EventCodecs;
import org.alphadelta.journal.Linked;
import org.alphadelta.journal.Streams;

/**
 * Journals proof of double signatures on one kind of chain: each pair once, so many per offender. Both signatures were
 * verified before. It punishes nobody.
 */
public final class EvidenceKeeper
    extends EventSourcedBehavior<
        EvidenceKeeper.Command, Linked<Evidence>, Journaled<Evidence, EvidenceKeeper.Book>> {

  public sealed interface Command extends LocalMessage {}

  record Keep(Evidence evidence) implements Command {}

  record Ask(ActorRef<Book> replyTo) implements Command {}

  /** All evidence kept so far, in order. */
  public record Book(List<Evidence> evidence, Set<Bytes> seen) {
    static final Book EMPTY = new Book(List.of(), Set.of());

    private static final int MAX_PER_OFFENDER = 16;
    private static final int MAX_TOTAL = 4_000;

    boolean wants(Evidence found) {
      PublicKey offender = found.offender();
      return evidence.size() < MAX_TOTAL
          && !seen.contains(found.canonical())
          && evidence.stream().filter(e -> e.offender().equals(offender)).count() < MAX_PER_OFFENDER;
    }

    Book after(Evidence found) {
      List<Evidence> all = new java.util.ArrayList<>(evidence);
      all.add(found);
      Set<Bytes> known = new LinkedHashSet<>(seen);
      known.add(found.canonical());
      return new Book(List.copyOf(all), Set.copyOf(known));
    }
  }

  private final String stream;
  private final EventCodecs codecs;
  private final InstantSource clock;

  static Behavior<Command> create(ChainKind kind, EventCodecs codecs, InstantSource clock) {
    return Behaviors.setup(context -> new EvidenceKeeper(Streams.evidence(kind), codecs, clock));
  }

  private EvidenceKeeper(String stream, EventCodecs codecs, InstantSource clock) {
    super(PersistenceId.ofUniqueId(stream));
    this.stream = stream;
    this.codecs = codecs;
    this.clock = clock;
  }

  @Override
  public Journaled<Evidence, Book> emptyState() {
    return Journaled.start(stream, Book.EMPTY, Book::after);
  }

  @Override
  public CommandHandler<Command, Linked<Evidence>, Journaled<Evidence, Book>> commandHandler() {
    return this::onCommand;
  }

  @Override
  public EventHandler<Journaled<Evidence, Book>, Linked<Evidence>> eventHandler() {
    return Journaled::after;
  }

  private Effect<Linked<Evidence>, Journaled<Evidence, Book>> onCommand(
      Journaled<Evidence, Book> state, Command command) {
    return switch (command) {
      case Keep keep ->
          state.book().wants(keep.evidence())
              ? Effect().persist(state.link(List.of(keep.evidence()), codecs, clock.millis()))
              : Effect().none();
      case Ask ask -> {
        ask.replyTo().tell(state.book());
        yield Effect().none();
      }
    };
  }
}
