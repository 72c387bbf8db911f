package org.alphadelta.actor.genesis;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.persistence.typed.javadsl.Effect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alphadelta.actor.Journaled;
import org.alphadelta.actor.JournaledBehavior;
import org.alphadelta.actor.Journaling;
import org.alphadelta.actor.LocalMessage;
import org.alphadelta.actor.NodeEnvironment;
import org.alphadelta.actor.peer.PeerConnection;
import org.alphadelta.actor.peer.Peers;
import org.alphadelta.actor.peer.Recipient;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.genesis.CachedGenesisCheck;
import org.alphadelta.genesis.DoubleAttestation;
import org.alphadelta.genesis.GenesisAgreement;
import org.alphadelta.genesis.GenesisCommand;
import org.alphadelta.genesis.GenesisEvent;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.genesis.GenesisState;
import org.alphadelta.genesis.SignedAttestation;
import org.alphadelta.journal.Linked;
import org.alphadelta.journal.Streams;
import org.alphadelta.store.CachedGenesis;
import org.alphadelta.store.GenesisCache;
import org.alphadelta.wire.Destination;
import org.alphadelta.wire.GenesisMessage;

/**
 * Leads a node from UNKNOWN to VERIFIED: reads the genesis from its cache, checked again, or asks
 * every peer for attestations, and when enough pinned governors agree downloads the pair from any
 * peer that has it. Bytes may come from anyone; authority comes only from the pins.
 */
public final class GenesisFetcher
    extends JournaledBehavior<GenesisFetcher.Command, GenesisEvent, GenesisState> {

  public sealed interface Command extends LocalMessage {}

  public record Event(PeerConnection.Event event) implements Command {}

  /** A governor's double attestation found elsewhere, unverified. */
  public record Accuse(DoubleAttestation evidence) implements Command {}

  private record Begin() implements Command {}

  private record AskDue() implements Command {}

  /** Notifications of the fetcher to its node. */
  public sealed interface Notification extends LocalMessage {}

  /** The cache has no usable genesis: connect to peers. */
  public record NeedsPeers(String why) implements Notification {}

  /**
   * State of the governors' agreement, for status. {@code agreed}: enough of them attest one pair,
   * whose chunks are being fetched.
   */
  public record Progress(long have, long needed, String sentence, boolean agreed)
      implements Notification {}

  /** The genesis to begin with. */
  public record Verified(
      GenesisPair pair, List<SignedAttestation> attestations, GenesisSource source)
      implements Notification {}

  /** Journaled double attestations: sent once after recovery, then after each addition. */
  public record AttestedTwice(List<DoubleAttestation> evidence) implements Notification {}

  /** The genesis contradicts what this node accepted or signed before: exit 10. */
  public record Contradicted(String reason) implements Notification {}

  /** Whom the fetcher tells what: its node, who dials, and who serves attestations. */
  public record Links(
      ActorRef<Notification> node,
      ActorRef<Peers.Command> peers,
      ActorRef<GenesisStore.Command> genesisStore) {}

  private static final Duration ASK_EVERY = Duration.ofMillis(500);

  private final ActorContext<Command> context;
  private final TimerScheduler<Command> timers;
  private final Links links;
  private final NodeEnvironment environment;
  private final GenesisCache cache;
  private final CachedGenesisCheck check;
  private final GenesisSearch search;
  private final GenesisAttester attester;
  private boolean verified;

  public static Behavior<Command> create(
      NodeEnvironment environment, Journaling journaling, Links links) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new GenesisFetcher(context, timers, environment, journaling, links)));
  }

  private GenesisFetcher(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      NodeEnvironment environment,
      Journaling journaling,
      Links links) {
    super(Journaled.start(Streams.GENESIS, GenesisState.EMPTY, GenesisState::after), journaling);
    this.context = context;
    this.timers = timers;
    this.links = links;
    this.environment = environment;
    this.check = new CachedGenesisCheck(environment.pins(), environment.verifier());
    this.cache =
        new GenesisCache(
            environment.disk(),
            environment.home(),
            cached -> check.check(cached.pair(), cached.attestations()));
    this.search = new GenesisSearch(environment.pins(), environment.verifier());
    this.attester = new GenesisAttester(environment);
    links
        .genesisStore()
        .tell(
            new GenesisStore.FollowContradictions(
                context.messageAdapter(
                    GenesisStore.ContradictionFound.class, found -> new Accuse(found.evidence()))));
  }

  @Override
  protected void recovered(GenesisState state) {
    context.getSelf().tell(new Begin());
  }

  @Override
  protected Effect<Linked<GenesisEvent>, Journaled<GenesisEvent, GenesisState>> onCommand(
      Journaled<GenesisEvent, GenesisState> journal, Command command) {
    return switch (command) {
      case Begin begin -> begin(journal);
      case AskDue due -> {
        if (!verified) {
          search.tick();
        }
        yield Effect().none();
      }
      case Event event -> onEvent(journal, event.event());
      case Accuse found ->
          found.evidence().proves(environment.verifier())
              ? accuse(journal, List.of(found.evidence()))
              : Effect().none();
    };
  }

  private Effect<Linked<GenesisEvent>, Journaled<GenesisEvent, GenesisState>> begin(
      Journaled<GenesisEvent, GenesisState> journal) {
    search.exclude(journal.state().contradictions());
    accused(journal.state());
    return switch (cache.read()) {
      case GenesisCache.Absent absent -> {
        fetch("no genesis is cached");
        yield Effect().none();
      }
      case GenesisCache.Damaged damaged -> {
        context
            .getLog()
            .warn(
                "genesis.cache was damaged ({}); moved to {} and fetched again",
                damaged.reason(),
                damaged.quarantined());
        yield quarantined(journal, damaged.reason());
      }
      case GenesisCache.Valid valid ->
          valid.genesis().attestations().isEmpty()
              ? imported(journal, valid.genesis().pair())
              : cached(journal, valid.genesis());
    };
  }

  private Effect<Linked<GenesisEvent>, Journaled<GenesisEvent, GenesisState>> quarantined(
      Journaled<GenesisEvent, GenesisState> journal, String reason) {
    List<GenesisEvent> events =
        journal
            .state()
            .believed(environment.pins().network(), environment.pins().generation())
            .stream()
            .<GenesisEvent>map(b -> new GenesisEvent.CacheQuarantined(b.pair(), reason))
            .toList();
    return persist(journal, events, after -> fetch("the cache was damaged"));
  }

  private Effect<Linked<GenesisEvent>, Journaled<GenesisEvent, GenesisState>> imported(
      Journaled<GenesisEvent, GenesisState> journal, GenesisPair pair) {
    GenesisSource source =
        journal.state().believes(pair.id()) ? GenesisSource.CACHE : GenesisSource.IMPORT;
    return believe(
        journal, new GenesisCommand.Import(pair, environment.pins()), pair, List.of(), source);
  }

  private Effect<Linked<GenesisEvent>, Journaled<GenesisEvent, GenesisState>> cached(
      Journaled<GenesisEvent, GenesisState> journal, CachedGenesis cached) {
    if (check.agreement(cached.attestations()).result()
        instanceof GenesisAgreement.Result.Agreed agreed) {
      return believe(
          journal,
          new GenesisCommand.Accept(cached.pair(), agreed, environment.pins()),
          cached.pair(),
          cached.attestations(),
          GenesisSource.CACHE);
    }
    throw new IllegalStateException(
        "a cache that was checked and does not agree: " + cached.pair().id());
  }

  private void fetch(String why) {
    links.node().tell(new NeedsPeers(why));
    links
        .peers()
        .tell(
            new Peers.Bootstrap(
                Optional.of(
                    Recipient.of(Destination.GENESIS_SEARCH, context.getSelf(), Event::new))));
    links.node().tell(search.progress());
    timers.startTimerWithFixedDelay(new AskDue(), ASK_EVERY);
  }

  private Effect<Linked<GenesisEvent>, Journaled<GenesisEvent, GenesisState>> onEvent(
      Journaled<GenesisEvent, GenesisState> journal, PeerConnection.Event event) {
    switch (event) {
      case PeerConnection.Opened opened -> search.opened(opened.connection());
      case PeerConnection.Closed closed -> search.closed(closed.connection());
      case PeerConnection.Received received -> {
        if (verified) {
          return Effect().none();
        }
        if (received.message() instanceof GenesisMessage.Attestations attestations) {
          return count(journal, received.connection(), attestations.attestations());
        } else if (received.message() instanceof GenesisMessage.GenesisChunk chunk) {
          return took(journal, received.connection(), chunk);
        }
      }
    }
    return Effect().none();
  }

  private Effect<Linked<GenesisEvent>, Journaled<GenesisEvent, GenesisState>> count(
      Journaled<GenesisEvent, GenesisState> journal,
      PeerConnection from,
      List<SignedAttestation> attestations) {
    List<GenesisAgreement.Heard> heard = search.count(from, attestations);
    heard.stream()
        .flatMap(h -> h.rejection().stream())
        .forEach(r -> context.getLog().debug("an attestation does not count: {}", r.sentence()));
    links.node().tell(search.progress());
    return accuse(journal, heard.stream().flatMap(h -> h.evidence().stream()).toList());
  }

  private Effect<Linked<GenesisEvent>, Journaled<GenesisEvent, GenesisState>> accuse(
      Journaled<GenesisEvent, GenesisState> journal, List<DoubleAttestation> found) {
    if (journal.state().decide(new GenesisCommand.Accuse(found))
            instanceof GenesisCommand.Decision.Decided(List<GenesisEvent> events)
        && !events.isEmpty()) {
      context
          .getLog()
          .warn("evidence journaled: governors that attested two pairs: {}", events.size());
      return persist(journal, events, this::accused);
    }
    return Effect().none();
  }

  private void accused(GenesisState state) {
    links.node().tell(new AttestedTwice(state.contradictions()));
    links.genesisStore().tell(new GenesisStore.Contradicted(state.contradictions()));
  }

  private Effect<Linked<GenesisEvent>, Journaled<GenesisEvent, GenesisState>> took(
      Journaled<GenesisEvent, GenesisState> journal,
      PeerConnection from,
      GenesisMessage.GenesisChunk chunk) {
    return switch (search.take(from, chunk)) {
      case GenesisSearch.Nothing nothing -> Effect().none();
      case GenesisSearch.NoGenesis(GenesisPairId attested) -> {
        links
            .node()
            .tell(
                new Contradicted(
                    "the bytes that the governors attested are no genesis: " + attested));
        yield Effect().none();
      }
      case GenesisSearch.Whole(GenesisPair pair, GenesisAgreement.Result.Agreed agreed) ->
          believe(
              journal,
              new GenesisCommand.Accept(pair, agreed, environment.pins()),
              pair,
              agreed.attestations(),
              GenesisSource.PEERS);
    };
  }

  /**
   * Sign-state and own attestation first, then the cache, the journal, the chains: each step is
   * idempotent after a crash.
   */
  private Effect<Linked<GenesisEvent>, Journaled<GenesisEvent, GenesisState>> believe(
      Journaled<GenesisEvent, GenesisState> journal,
      GenesisCommand command,
      GenesisPair pair,
      List<SignedAttestation> attestations,
      GenesisSource source) {
    return switch (journal.state().decide(command)) {
      case GenesisCommand.Decision.Refused refused -> {
        links.node().tell(new Contradicted(refused.rejection().sentence()));
        yield Effect().none();
      }
      case GenesisCommand.Decision.Decided decided ->
          switch (attester.prepare(pair, journal.state().believes(pair.id()))) {
            case GenesisAttester.Refused refused -> {
              links.node().tell(new Contradicted(refused.reason()));
              yield Effect().none();
            }
            case GenesisAttester.Prepared prepared ->
                accept(
                    journal, decided.events(), pair, attestations, prepared.attestation(), source);
          };
    };
  }

  private Effect<Linked<GenesisEvent>, Journaled<GenesisEvent, GenesisState>> accept(
      Journaled<GenesisEvent, GenesisState> journal,
      List<GenesisEvent> decided,
      GenesisPair pair,
      List<SignedAttestation> attestations,
      Optional<SignedAttestation> own,
      GenesisSource source) {
    if (source == GenesisSource.PEERS) {
      cache.write(new CachedGenesis(pair, attestations));
    }
    List<GenesisEvent> events = new ArrayList<>(decided);
    own.filter(w -> journal.state().attested(pair.id().network(), pair.id().generation()).isEmpty())
        .ifPresent(w -> events.add(new GenesisEvent.GenesisAttested(pair.id(), w)));
    List<SignedAttestation> known = new ArrayList<>(attestations);
    own.ifPresent(known::add);
    return persist(
        journal,
        events,
        after -> {
          verified = true;
          timers.cancel(new AskDue());
          links.peers().tell(new Peers.Bootstrap(Optional.empty()));
          links.node().tell(new Verified(pair, known, source));
        });
  }
}
