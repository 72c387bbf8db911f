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
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Rejection;
import org.alphadelta.core.Role;
import org.alphadelta.core.Signer;
import org.alphadelta.genesis.GenesisAgreement;
import org.alphadelta.genesis.GenesisBook;
import org.alphadelta.genesis.GenesisCommand;
import org.alphadelta.genesis.GenesisEvent;
import org.alphadelta.genesis.GenesisGenerator;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.genesis.SignedAttestation;
import org.alphadelta.journal.EventCodecs;
import org.alphadelta.journal.Linked;
import org.alphadelta.journal.Streams;
import org.alphadelta.store.AttestationSlot;
import org.alphadelta.store.CachedGenesis;
import org.alphadelta.store.ChainDirectory;
import org.alphadelta.store.FileSignState;
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
  private final Set<Session> sessions = new LinkedHashSet<>();
  private final Map<Session, Set<GenesisPairId>> vouched = new LinkedHashMap<>();
  private GenesisAgreement agreement;
  private Optional<Download> download = Optional.empty();
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
    this.agreement = GenesisAgreement.of(machine.pins());
    this.cache = new GenesisCache(machine.disk(), machine.home(), this::check);
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
        ask();
        yield Effect().none();
      }
      case Event event -> onEvent(state, event.event());
    };
  }

  /**
   * Everything that must hold of a cached pair: its own soundness, the pins, and enough words
   * unless it was imported.
   */
  private Optional<? extends Rejection> check(CachedGenesis cached) {
    Optional<? extends Rejection> unsound = GenesisGenerator.check(cached.pair(), machine.pins());
    if (unsound.isPresent() || cached.attestations().isEmpty()) {
      return unsound;
    }
    GenesisAgreement words = GenesisAgreement.of(machine.pins());
    for (SignedAttestation word : cached.attestations()) {
      words = words.with(word, machine.verifier()).agreement();
    }
    boolean agreed =
        words.result() instanceof GenesisAgreement.Result.Agreed agree
            && agree.pair().equals(cached.pair().id());
    return agreed
        ? Optional.empty()
        : Optional.of(new TooFewWords(words.counted().size(), machine.pins().needed()));
  }

  private record TooFewWords(long have, long needed) implements Rejection {
    @Override
    public String code() {
      return "too-few-attestations";
    }

    @Override
    public String found() {
      return have + " of the pinned governors";
    }

    @Override
    public String expected() {
      return needed + " for this pair";
    }
  }

  private Effect<Linked<GenesisEvent>, Journaled<GenesisEvent, GenesisBook>> begin(
      Journaled<GenesisEvent, GenesisBook> state) {
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
    Optional<GenesisEvent> believed =
        state.book().believed(machine.pins().network(), machine.pins().generation());
    if (believed.isEmpty()) {
      fetch("the cache was damaged");
      return Effect().none();
    }
    return persist(
        state,
        List.of(new GenesisEvent.CacheQuarantined(believed.get().pair(), reason)),
        () -> fetch("the cache was damaged"));
  }

  private Effect<Linked<GenesisEvent>, Journaled<GenesisEvent, GenesisBook>> imported(
      Journaled<GenesisEvent, GenesisBook> state, GenesisPair pair) {
    boolean known = state.book().believed(pair.id().network(), pair.id().generation()).isPresent();
    return believe(
        state,
        new GenesisCommand.Import(pair, machine.pins()),
        pair,
        List.of(),
        known ? "cache" : "import");
  }

  private Effect<Linked<GenesisEvent>, Journaled<GenesisEvent, GenesisBook>> cached(
      Journaled<GenesisEvent, GenesisBook> state, CachedGenesis cached) {
    GenesisAgreement words = GenesisAgreement.of(machine.pins());
    for (SignedAttestation word : cached.attestations()) {
      words = words.with(word, machine.verifier()).agreement();
    }
    if (words.result() instanceof GenesisAgreement.Result.Agreed agreed) {
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
    progress();
    timers.startTimerWithFixedDelay(new AskDue(), ASK_EVERY);
  }

  private void ask() {
    if (verified) {
      return;
    }
    if (download.isPresent()) {
      download.get().tick(List.copyOf(sessions));
      return;
    }
    sessions.forEach(this::ask);
  }

  private void ask(Session session) {
    session.send(
        new GenesisMessage.AttestationsRequest(
            machine.pins().network(), machine.pins().generation()));
  }

  private Effect<Linked<GenesisEvent>, Journaled<GenesisEvent, GenesisBook>> onEvent(
      Journaled<GenesisEvent, GenesisBook> state, Session.Event event) {
    Session session = event.session();
    switch (event) {
      case Session.Up up -> {
        sessions.add(session);
        ask(session);
      }
      case Session.Down down -> {
        sessions.remove(session);
        vouched.remove(session);
        download.ifPresent(d -> d.forget(session));
      }
      case Session.Said said -> {
        if (verified) {
          return Effect().none();
        }
        if (said.message() instanceof GenesisMessage.Attestations words) {
          count(session, words);
        } else if (said.message() instanceof GenesisMessage.GenesisChunk chunk) {
          return took(state, session, chunk);
        }
      }
    }
    return Effect().none();
  }

  private void count(Session from, GenesisMessage.Attestations words) {
    for (SignedAttestation word : words.attestations()) {
      GenesisAgreement.Heard heard = agreement.with(word, machine.verifier());
      agreement = heard.agreement();
      if (heard.rejection().isEmpty()) {
        vouched.computeIfAbsent(from, key -> new LinkedHashSet<>()).add(word.attestation().pair());
      }
      heard
          .rejection()
          .ifPresent(
              r -> context.getLog().debug("an attestation does not count: {}", r.sentence()));
    }
    if (download.isEmpty() && agreement.result() instanceof GenesisAgreement.Result.Agreed agreed) {
      download =
          Optional.of(
              new Download(agreed, s -> vouched.getOrDefault(s, Set.of()).contains(agreed.pair())));
      ask();
    }
    progress();
  }

  private void progress() {
    switch (agreement.result()) {
      case GenesisAgreement.Result.Agreed agreed ->
          node.tell(
              new Progress(
                  agreed.attestations().size(),
                  machine.pins().needed(),
                  agreed.attestations().size() + " of " + machine.pins().needed() + " needed",
                  "fetching"));
      case GenesisAgreement.Result.Short few ->
          node.tell(
              new Progress(
                  few.have(),
                  few.needed(),
                  few.answers().size() > 1 ? differing(few.words(), few.answers()) : few.words(),
                  "unknown"));
      case GenesisAgreement.Result.Disputed disputed ->
          node.tell(
              new Progress(
                  disputed.have(),
                  disputed.needed(),
                  differing(
                      disputed.have() + " of " + disputed.needed() + " needed", disputed.answers()),
                  "unknown"));
    }
  }

  /** Both answers and who gave them: whom to call is the operator's next question. */
  private static String differing(String count, List<GenesisAgreement.Answer> answers) {
    List<String> sides = new ArrayList<>();
    for (GenesisAgreement.Answer answer : answers) {
      sides.add(
          answer.pair().alpha().brief()
              + "/"
              + answer.pair().delta().brief()
              + " by "
              + answer.governors().stream().map(k -> k.brief()).toList());
    }
    return count + ", governors disagree: " + String.join("; ", sides);
  }

  private Effect<Linked<GenesisEvent>, Journaled<GenesisEvent, GenesisBook>> took(
      Journaled<GenesisEvent, GenesisBook> state, Session from, GenesisMessage.GenesisChunk chunk) {
    if (download.isEmpty()) {
      return Effect().none();
    }
    Download running = download.get();
    running.take(from, chunk);
    Optional<GenesisPair> pair = running.finished();
    if (pair.isEmpty()) {
      if (running.complete()) {
        node.tell(
            new Contradicted(
                "the bytes that the governors attested are no genesis: "
                    + running.agreed().pair()));
      }
      running.request(List.copyOf(sessions));
      return Effect().none();
    }
    return believe(
        state,
        new GenesisCommand.Accept(pair.get(), running.agreed(), machine.pins()),
        pair.get(),
        running.agreed().attestations(),
        "peers");
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
      case GenesisCommand.Decision.Decided decided -> {
        Optional<String> unsafe = prepare(state, pair.id());
        Word own = unsafe.isPresent() ? new Word(Optional.empty(), unsafe) : attest(pair);
        if (own.contradiction().isPresent()) {
          node.tell(new Contradicted(own.contradiction().get()));
          yield Effect().none();
        }
        if (source.equals("peers")) {
          cache.write(new CachedGenesis(pair, words));
        }
        List<GenesisEvent> events = new ArrayList<>(decided.events());
        own.given()
            .filter(
                w -> state.book().attested(pair.id().network(), pair.id().generation()).isEmpty())
            .ifPresent(w -> events.add(new GenesisEvent.GenesisAttested(pair.id(), w)));
        List<SignedAttestation> known = new ArrayList<>(words);
        own.given().ifPresent(known::add);
        yield persist(
            state,
            events,
            () -> {
              verified = true;
              timers.cancel(new AskDue());
              node.tell(new Verified(pair, known, source));
            });
      }
    };
  }

  /** A missing sign-state where a chain has already been worked on means a restored disk. */
  private Optional<String> prepare(Journaled<GenesisEvent, GenesisBook> state, GenesisPairId id) {
    boolean worked =
        new ChainDirectory(machine.disk(), machine.home(), id).exists()
            || state.book().believed(id.network(), id.generation()).isPresent();
    if (machine.validator().isPresent()) {
      for (ChainKind kind : ChainKind.values()) {
        FileSignState sign =
            new FileSignState(
                machine.disk(),
                machine.home(),
                id.chain(kind),
                machine.validator().get().publicKey());
        if (worked && !sign.exists()) {
          return Optional.of(
              "sign-state "
                  + sign.path()
                  + " is missing although the chain was worked on: found a restored disk, expected the newest");
        }
        try {
          sign.ensure();
        } catch (IOException e) {
          return Optional.of("sign-state " + sign.path() + " cannot be written: " + e.getMessage());
        } finally {
          sign.close();
        }
      }
    }
    return Optional.empty();
  }

  /** This governor's word, if it is one, or why it cannot be given. */
  private record Word(Optional<SignedAttestation> given, Optional<String> contradiction) {}

  private Word attest(GenesisPair pair) {
    Optional<Signer> governor =
        machine
            .validator()
            .filter(v -> pair.committee().keys(Role.GOVERNOR).contains(v.publicKey()));
    if (governor.isEmpty()) {
      return new Word(Optional.empty(), Optional.empty());
    }
    AttestationSlot slot =
        new AttestationSlot(
            machine.disk(),
            machine.home(),
            pair.id().network(),
            pair.id().generation(),
            governor.get().publicKey());
    return switch (slot.attest(pair, governor.get())) {
      case AttestationSlot.Recorded recorded ->
          new Word(Optional.of(recorded.attestation()), Optional.empty());
      case AttestationSlot.Refused refused ->
          new Word(
              Optional.empty(),
              Optional.of(
                  "this governor has attested "
                      + refused.earlier().attestation().pair()
                      + ", found "
                      + pair.id()));
    };
  }

  private Effect<Linked<GenesisEvent>, Journaled<GenesisEvent, GenesisBook>> persist(
      Journaled<GenesisEvent, GenesisBook> state, List<GenesisEvent> events, Runnable then) {
    List<Linked<GenesisEvent>> linked = state.link(events, codecs, clock.millis());
    return linked.isEmpty()
        ? Effect().none().thenRun(after -> then.run())
        : Effect().persist(linked).thenRun(after -> then.run());
  }
}
