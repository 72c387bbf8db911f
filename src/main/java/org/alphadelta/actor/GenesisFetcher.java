package org.alphadelta.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.RecoveryCompleted;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.Effect;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import akka.persistence.typed.javadsl.SignalHandler;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.genesis.DoubleAttestation;
import org.alphadelta.genesis.GenesisAgreement;
import org.alphadelta.genesis.GenesisBook;
import org.alphadelta.genesis.GenesisCommand;
import org.alphadelta.genesis.GenesisEvent;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.genesis.GenesisRejection;
import org.alphadelta.genesis.SignedAttestation;
import org.alphadelta.journal.EventCodecs;
import org.alphadelta.journal.Linked;
import org.alphadelta.journal.Streams;
import org.alphadelta.store.CachedGenesis;
import org.alphadelta.store.GenesisCache;
import org.alphadelta.wire.GenesisMessage;

/**
 * From UNKNOWN to VERIFIED: takes the genesis from its cache, checked again, or asks every peer for
 * governors' words, and when the pinned ones agree downloads the pair from whoever has it. Bytes
 * may come from anyone; authority comes only from the pins. It does not know chains.
 */
public final class GenesisFetcher
    extends EventSourcedBehavior<
        GenesisFetcher.Command, Linked<GenesisEvent>, Journaled<GenesisEvent, GenesisBook>> {

  public sealed interface Command extends LocalMessage {}

  record Event(Session.Event event) implements Command {}

  /** A governor's contradiction, found by another; nothing in it is believed yet. */
  record Accuse(DoubleAttestation evidence) implements Command {}

  private record Begin() implements Command {}

  private record AskDue() implements Command {}

  /** What the fetcher tells its node. */
  sealed interface News extends LocalMessage {}

  /** Nothing usable is cached: connect to peers for this. */
  record NeedsPeers(String why) implements News {}

  /** How far the governors agree, for status. */
  record Progress(long have, long needed, String sentence, String phase) implements News {}

  /** The genesis to begin with; {@code source}: import, cache or peers. */
  record Verified(GenesisPair pair, List<SignedAttestation> attestations, String source)
      implements News {}

  /** Governors' contradictions as journaled: said once after recovery, then after each more. */
  record AttestedTwice(List<DoubleAttestation> evidence) implements News {}

  /** What was found contradicts what this node believes or has signed: exit 10. */
  record Contradicted(String reason) implements News {}

  private static final Duration ASK_EVERY = Duration.ofMillis(500);

  private final ActorContext<Command> context;
  private final TimerScheduler<Command> timers;
  private final ActorRef<News> node;
  private final Machine machine;
  private final EventCodecs codecs;
  private final InstantSource clock;
  private final GenesisCache cache;
  private final CacheRule rule;
  private final GenesisSearch search;
  private final OwnWord ownWord;
  private boolean verified;

  static Behavior<Command> create(
      ActorRef<News> node, Machine machine, EventCodecs codecs, InstantSource clock) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new GenesisFetcher(context, timers, node, machine, codecs, clock)));
  }

  private GenesisFetcher(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      ActorRef<News> node,
      Machine machine,
      EventCodecs codecs,
      InstantSource clock) {
    super(PersistenceId.ofUniqueId(Streams.GENESIS));
    this.context = context;
    this.timers = timers;
    this.node = node;
    this.machine = machine;
    this.codecs = codecs;
    this.clock = clock;
    this.rule = new CacheRule(machine.pins(), machine.verifier());
    this.cache = new GenesisCache(machine.disk(), machine.home(), rule::check);
    this.search = new GenesisSearch(machine.pins(), machine.verifier());
    this.ownWord = new OwnWord(machine);
  }

  @Override
  public Journaled<GenesisEvent, GenesisBook> emptyState() {
    return Journaled.start(Streams.GENESIS, GenesisBook.EMPTY, GenesisBook::after);
  }

  @Override
  public CommandHandler<Command, Linked<GenesisEvent>, Journaled<GenesisEvent, GenesisBook>>
      commandHandler() {
    return this::onCommand;
  }

  @Override
  public EventHandler<Journaled<GenesisEvent, GenesisBook>, Linked<GenesisEvent>> eventHandler() {
    return Journaled::after;
  }

  @Override
  public SignalHandler<Journaled<GenesisEvent, GenesisBook>> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(RecoveryCompleted.instance(), state -> context.getSelf().tell(new Begin()))
        .build();
  }

  private Effect<Linked<GenesisEvent>, Journaled<GenesisEvent, GenesisBook>> onCommand(
      Journaled<GenesisEvent, GenesisBook> state, Command command) {
    return switch (command) {
      case Begin begin -> begin(state);
      case AskDue due -> {
        if (!verified) {
          search.tick();
        }
        yield Effect().none();
      }
      case Event event -> onEvent(state, event.event());
      case Accuse found ->
          found.evidence().proves(machine.verifier())
              ? accuse(state, List.of(found.evidence()))
              : Effect().none();
    };
  }

  private Effect<Linked<GenesisEvent>, Journaled<GenesisEvent, GenesisBook>> begin(
      Journaled<GenesisEvent, GenesisBook> state) {
    search.exclude(state.book().contradictions());
    node.tell(new AttestedTwice(state.book().contradictions()));
    return switch (cache.read()) {
      case GenesisCache.Absent absent -> {
        fetch("no genesis is cached");
        yield Effect().none();
      }
      case GenesisCache.Damaged damaged -> {
        context
            .getLog()
            .warn(
                "genesis.cache was damaged ({}); it lies in {} now and is fetched again",
                damaged.reason(),
                damaged.quarantined());
        yield quarantined(state, damaged.reason());
      }
      case GenesisCache.Valid valid ->
          valid.genesis().attestations().isEmpty()
              ? imported(state, valid.genesis().pair())
              : cached(state, valid.genesis());
    };
  }

  private Effect<Linked<GenesisEvent>, Journaled<GenesisEvent, GenesisBook>> quarantined(
      Journaled<GenesisEvent, GenesisBook> state, String reason) {
    List<GenesisEvent> events =
        state.book().believed(machine.pins().network(), machine.pins().generation()).stream()
            .<GenesisEvent>map(b -> new GenesisEvent.CacheQuarantined(b.pair(), reason))
            .toList();
    return persist(state, events, () -> fetch("the cache was damaged"));
  }

  private Effect<Linked<GenesisEvent>, Journaled<GenesisEvent, GenesisBook>> imported(
      Journaled<GenesisEvent, GenesisBook> state, GenesisPair pair) {
    String source = state.book().believes(pair.id()) ? "cache" : "import";
    return believe(state, new GenesisCommand.Import(pair, machine.pins()), pair, List.of(), source);
  }

  private Effect<Linked<GenesisEvent>, Journaled<GenesisEvent, GenesisBook>> cached(
      Journaled<GenesisEvent, GenesisBook> state, CachedGenesis cached) {
    if (rule.words(cached).result() instanceof GenesisAgreement.Result.Agreed agreed) {
      return believe(
          state,
          new GenesisCommand.Accept(cached.pair(), agreed, machine.pins()),
          cached.pair(),
          cached.attestations(),
          "cache");
    }
    throw new IllegalStateException(
        "a cache that was checked and does not agree: " + cached.pair().id());
  }

  private void fetch(String why) {
    node.tell(new NeedsPeers(why));
    node.tell(search.progress());
    timers.startTimerWithFixedDelay(new AskDue(), ASK_EVERY);
  }

  private Effect<Linked<GenesisEvent>, Journaled<GenesisEvent, GenesisBook>> onEvent(
      Journaled<GenesisEvent, GenesisBook> state, Session.Event event) {
    switch (event) {
      case Session.Up up -> search.up(up.session());
      case Session.Down down -> search.down(down.session());
      case Session.Said said -> {
        if (verified) {
          return Effect().none();
        }
        if (said.message() instanceof GenesisMessage.Attestations words) {
          return count(state, said.session(), words.attestations());
        } else if (said.message() instanceof GenesisMessage.GenesisChunk chunk) {
          return took(state, said.session(), chunk);
        }
      }
    }
    return Effect().none();
  }

  private Effect<Linked<GenesisEvent>, Journaled<GenesisEvent, GenesisBook>> count(
      Journaled<GenesisEvent, GenesisBook> state, Session from, List<SignedAttestation> words) {
    List<GenesisRejection> rejections = search.count(from, words);
    rejections.forEach(
        r -> context.getLog().debug("an attestation does not count: {}", r.sentence()));
    node.tell(search.progress());
    return accuse(
        state,
        rejections.stream()
            .filter(GenesisRejection.Conflicting.class::isInstance)
            .map(r -> ((GenesisRejection.Conflicting) r).evidence())
            .toList());
  }

  private Effect<Linked<GenesisEvent>, Journaled<GenesisEvent, GenesisBook>> accuse(
      Journaled<GenesisEvent, GenesisBook> state, List<DoubleAttestation> found) {
    if (state.book().decide(new GenesisCommand.Accuse(found))
            instanceof GenesisCommand.Decision.Decided(List<GenesisEvent> events)
        && !events.isEmpty()) {
      context.getLog().warn("evidence kept: governors that attested two pairs: {}", events.size());
      return Effect()
          .persist(state.link(events, codecs, clock.millis()))
          .thenRun(after -> node.tell(new AttestedTwice(after.book().contradictions())));
    }
    return Effect().none();
  }

  private Effect<Linked<GenesisEvent>, Journaled<GenesisEvent, GenesisBook>> took(
      Journaled<GenesisEvent, GenesisBook> state, Session from, GenesisMessage.GenesisChunk chunk) {
    return switch (search.take(from, chunk)) {
      case GenesisSearch.Nothing nothing -> Effect().none();
      case GenesisSearch.NoGenesis(GenesisPairId attested) -> {
        node.tell(
            new Contradicted("the bytes that the governors attested are no genesis: " + attested));
        yield Effect().none();
      }
      case GenesisSearch.Whole(GenesisPair pair, GenesisAgreement.Result.Agreed agreed) ->
          believe(
              state,
              new GenesisCommand.Accept(pair, agreed, machine.pins()),
              pair,
              agreed.attestations(),
              "peers");
    };
  }

  /**
   * Sign-state and own word first, then the cache, the journal, the chains: each can be repeated
   * after a crash.
   */
  private Effect<Linked<GenesisEvent>, Journaled<GenesisEvent, GenesisBook>> believe(
      Journaled<GenesisEvent, GenesisBook> state,
      GenesisCommand command,
      GenesisPair pair,
      List<SignedAttestation> words,
      String source) {
    return switch (state.book().decide(command)) {
      case GenesisCommand.Decision.Refused refused -> {
        node.tell(new Contradicted(refused.rejection().sentence()));
        yield Effect().none();
      }
      case GenesisCommand.Decision.Decided decided ->
          switch (ownWord.give(pair, state.book().believes(pair.id()))) {
            case OwnWord.Withheld withheld -> {
              node.tell(new Contradicted(withheld.reason()));
              yield Effect().none();
            }
            case OwnWord.Given given ->
                accept(state, decided.events(), pair, words, given.word(), source);
          };
    };
  }

  private Effect<Linked<GenesisEvent>, Journaled<GenesisEvent, GenesisBook>> accept(
      Journaled<GenesisEvent, GenesisBook> state,
      List<GenesisEvent> decided,
      GenesisPair pair,
      List<SignedAttestation> words,
      Optional<SignedAttestation> own,
      String source) {
    if (source.equals("peers")) {
      cache.write(new CachedGenesis(pair, words));
    }
    List<GenesisEvent> events = new ArrayList<>(decided);
    own.filter(w -> state.book().attested(pair.id().network(), pair.id().generation()).isEmpty())
        .ifPresent(w -> events.add(new GenesisEvent.GenesisAttested(pair.id(), w)));
    List<SignedAttestation> known = new ArrayList<>(words);
    own.ifPresent(known::add);
    return persist(
        state,
        events,
        () -> {
          verified = true;
          timers.cancel(new AskDue());
          node.tell(new Verified(pair, known, source));
        });
  }

  private Effect<Linked<GenesisEvent>, Journaled<GenesisEvent, GenesisBook>> persist(
      Journaled<GenesisEvent, GenesisBook> state, List<GenesisEvent> events, Runnable then) {
    List<Linked<GenesisEvent>> linked = state.link(events, codecs, clock.millis());
    return linked.isEmpty()
        ? Effect().none().thenRun(after -> then.run())
        : Effect().persist(linked).thenRun(after -> then.run());
  }
}
