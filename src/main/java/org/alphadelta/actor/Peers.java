package org.alphadelta.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Tcp;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.alphadelta.core.Committee;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.genesis.UpgradeCertificate;
import org.alphadelta.wire.GenesisMessage;
import org.alphadelta.wire.GoodbyeReason;
import org.alphadelta.wire.Scope;
import org.alphadelta.wire.SignedEndpoint;
import org.alphadelta.wire.Wanted;

/**
 * Listens, dials, and tells the chains and the library who is connected. It does not know what is
 * said on a connection, but for the addresses that nodes pass on.
 */
public final class Peers extends AbstractBehavior<Peers.Command> {

  public sealed interface Command extends LocalMessage {}

  /**
   * Dial for this pair, and take part with whoever dials for it; committee members' places are
   * reserved.
   */
  public record Serve(
      GenesisPairId pair, Scope scope, boolean dial, Committee members, ActorRef<Session.Event> to)
      implements Command {}

  /** Dial to find a genesis, or stop doing so. */
  public record Bootstrap(Optional<ActorRef<Session.Event>> to) implements Command {}

  /**
   * From now on tell those who knock with other chains of these certificates, and of the current
   * pair.
   */
  public record Explain(Optional<GenesisPairId> current, List<UpgradeCertificate> certificates)
      implements Command {}

  public record Connected(ActorRef<List<Session>> replyTo) implements Command {}

  /** A peer's hands are shaken. */
  record Established(Session session) implements Command {}

  /** A connection is over; {@code dialed} names the attempt it came from. */
  record Ended(ActorRef<Peer.Command> peer, Optional<Dialing.Attempt> dialed) implements Command {}

  record AddressesCame(Session from, List<SignedEndpoint> endpoints) implements Command {}

  /** A peer refused us for the sake of other chains, and says why. */
  record RefusedWith(List<UpgradeCertificate> certificates) implements Command {}

  private record Incoming(Tcp.IncomingConnection connection) implements Command {}

  private record DialDue() implements Command {}

  private record Served(Scope scope, boolean dial, Committee members, ActorRef<Session.Event> to) {}

  private static final Duration DIAL_EVERY = Duration.ofMillis(200);

  /** Incoming connections that have not shaken hands yet, beyond the places for those that have. */
  private static final int MAX_SHAKING = 64;

  private final PeerSettings settings;
  private final Machine machine;
  private final ActorRef<Session.Event> library;
  private final Consumer<List<UpgradeCertificate>> certificates;
  private final Map<GenesisPairId, Served> served = new LinkedHashMap<>();
  private final Map<ActorRef<Peer.Command>, Session> sessions = new LinkedHashMap<>();
  private final Dialing dialing = new Dialing();
  private final AddressBook book;
  private final Places places;
  private Optional<ActorRef<Session.Event>> bootstrap = Optional.empty();
  private Explain explanation = new Explain(Optional.empty(), List.of());
  private final Set<ActorRef<Peer.Command>> shaking = new LinkedHashSet<>();
  private int alive;

  /** Starts on a socket that is already bound, see {@link #bind}. */
  public static Behavior<Command> create(
      PeerSettings settings,
      Machine machine,
      ActorRef<Session.Event> library,
      Consumer<List<UpgradeCertificate>> certificates) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new Peers(context, timers, settings, machine, library, certificates)));
  }

  /**
   * Binds the listening socket and hands its connections to {@code peers}. The stage fails when the
   * port is in use.
   */
  public static CompletionStage<Tcp.ServerBinding> bind(
      akka.actor.typed.ActorSystem<?> system, PeerSettings settings, ActorRef<Command> peers) {
    return Tcp.get(system)
        .bind(settings.listen().host(), settings.listen().port())
        .to(Sink.foreach(connection -> peers.tell(new Incoming(connection))))
        .run(system);
  }

  private Peers(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      PeerSettings settings,
      Machine machine,
      ActorRef<Session.Event> library,
      Consumer<List<UpgradeCertificate>> certificates) {
    super(context);
    this.settings = settings;
    this.machine = machine;
    this.library = library;
    this.certificates = certificates;
    this.book = new AddressBook(settings, machine);
    this.places = new Places(settings.nodeKey(), settings.maxPeers());
    timers.startTimerWithFixedDelay(new DialDue(), DIAL_EVERY);
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder().onMessage(Command.class, this::onCommand).build();
  }

  private Behavior<Command> onCommand(Command command) {
    switch (command) {
      case Serve serve -> serve(serve);
      case Bootstrap wish -> bootstrap = wish.to();
      case Explain explain -> explanation = explain;
      case Connected ask -> ask.replyTo().tell(List.copyOf(sessions.values()));
      case Established established -> established(established);
      case Ended ended -> ended(ended);
      case AddressesCame came -> learn(came);
      case RefusedWith refused -> certificates.accept(refused.certificates());
      case Incoming incoming -> accept(incoming.connection());
      case DialDue due -> dialMissing();
    }
    return this;
  }

  private void serve(Serve serve) {
    Optional<Served> before =
        Optional.ofNullable(
            served.put(
                serve.pair(),
                new Served(serve.scope(), serve.dial(), serve.members(), serve.to())));
    if (before.filter(b -> b.to().equals(serve.to())).isPresent()) {
      return; // it knows the sessions: to hear of one again is to begin with it again
    }
    for (Session session : sessions.values()) {
      if (session.pair().filter(serve.pair()::equals).isPresent()) {
        serve.to().tell(new Session.Up(session));
      }
    }
  }

  private void accept(Tcp.IncomingConnection connection) {
    InetSocketAddress from = connection.remoteAddress();
    if (shaking.size() >= MAX_SHAKING) {
      // Strangers that say nothing must not keep others out: the oldest has had its chance.
      ActorRef<Peer.Command> oldest = shaking.iterator().next();
      shaking.remove(oldest);
      oldest.tell(new Peer.Close(GoodbyeReason.PLACE_NEEDED, "no handshake while others wait"));
    }
    if (alive >= settings.maxPeers() + 2 * MAX_SHAKING) {
      connection
          .flow()
          .runWith(akka.stream.javadsl.Source.empty(), Sink.cancelled(), getContext().getSystem());
      return;
    }
    shaking.add(
        spawn(
            new Origin.Listened(from.getHostString() + ":" + from.getPort()),
            connection.flow(),
            Optional.empty()));
  }

  private void dialMissing() {
    long now = settings.clock().millis();
    served.forEach(
        (pair, to) -> {
          if (to.dial()) {
            book.targets(Optional.of(to.members()))
                .forEach(address -> dial(new Dialing.Attempt(address, new Wanted.Pair(pair)), now));
          }
        });
    if (bootstrap.isPresent()) {
      Wanted unknown = new Wanted.Unknown(machine.pins().network(), machine.pins().generation());
      book.targets(Optional.empty())
          .forEach(address -> dial(new Dialing.Attempt(address, unknown), now));
    }
  }

  private void dial(Dialing.Attempt attempt, long now) {
    boolean self = settings.advertised().filter(attempt.address()::equals).isPresent();
    if (self || connected(attempt) || !dialing.isDue(attempt, now)) {
      return;
    }
    ActorRef<Peer.Command> peer =
        spawn(
            new Origin.Dialed(
                attempt,
                Optional.ofNullable(settings.peers().get(attempt.address())).flatMap(key -> key)),
            Tcp.get(getContext().getSystem())
                .outgoingConnection(
                    InetSocketAddress.createUnresolved(
                        attempt.address().host(), attempt.address().port()),
                    Optional.empty(),
                    List.of(),
                    true,
                    Optional.of(Duration.ofSeconds(5)),
                    Optional.empty()),
            Optional.of(attempt));
    dialing.started(attempt, peer);
  }

  private boolean connected(Dialing.Attempt attempt) {
    Optional<PublicKey> there = book.nodeAt(attempt.address());
    return there
        .filter(
            key ->
                key.equals(settings.nodeKey())
                    || sessions.values().stream()
                        .anyMatch(
                            s -> s.nodeKey().equals(key) && s.wanted().equals(attempt.wanted())))
        .isPresent();
  }

  private ActorRef<Peer.Command> spawn(
      Origin origin,
      akka.stream.javadsl.Flow<akka.util.ByteString, akka.util.ByteString, ?> tcp,
      Optional<Dialing.Attempt> attempt) {
    ActorRef<Peer.Command> peer =
        getContext()
            .spawnAnonymous(
                Peer.create(
                    new Introduction(settings, machine, admission()),
                    origin,
                    tcp,
                    getContext().getSelf()));
    alive++;
    getContext().watchWith(peer, new Ended(peer, attempt));
    return peer;
  }

  private void established(Established established) {
    Session session = established.session();
    shaking.remove(session.peer());
    dialing
        .established(session.peer())
        .ifPresent(attempt -> book.found(attempt.address(), session.nodeKey()));
    Places.Placement placement = places.place(session, sessions.values(), this::isReserved);
    for (Places.Farewell farewell : placement.farewells()) {
      Session leaving = farewell.session();
      leaving.peer().tell(new Peer.Close(farewell.reason(), farewell.text()));
      if (!leaving.equals(session)) {
        down(leaving);
      }
    }
    if (!placement.stays()) {
      return;
    }
    sessions.put(session.peer(), session);
    ActorRef<Session.Event> to = listener(session);
    to.tell(new Session.Up(session));
    library.tell(new Session.Up(session));
    // Only now, or what the other side says first overtakes the news that it is there.
    session.peer().tell(new Peer.Route(to, library));
    List<SignedEndpoint> told = book.told();
    if (!told.isEmpty()) {
      session.send(new GenesisMessage.Endpoints(told));
    }
  }

  /** Committee members and configured peers find a place even when all are taken. */
  private boolean isReserved(Session session) {
    return session.validator().filter(this::isMember).isPresent()
        || book.isConfigured(session.nodeKey());
  }

  private boolean isMember(PublicKey validator) {
    return served.values().stream().anyMatch(to -> to.members().contains(validator));
  }

  private ActorRef<Session.Event> listener(Session session) {
    return session
        .pair()
        .map(served::get)
        .map(Served::to)
        .or(() -> bootstrap.filter(b -> !session.inbound()))
        .orElse(library);
  }

  private void ended(Ended ended) {
    Session session = sessions.remove(ended.peer());
    if (session != null) {
      down(session);
    }
    alive--;
    shaking.remove(ended.peer());
    ended
        .dialed()
        .ifPresent(
            attempt -> {
              dialing.ended(attempt);
              if (!connected(attempt)) {
                dialing.failed(attempt, settings.clock().millis());
              }
            });
  }

  private void down(Session session) {
    sessions.remove(session.peer());
    listener(session).tell(new Session.Down(session));
    library.tell(new Session.Down(session));
  }

  private void learn(AddressesCame came) {
    List<SignedEndpoint> news = book.learn(came.endpoints(), this::isMember);
    if (!news.isEmpty()) {
      sessions.values().stream()
          .filter(s -> !s.equals(came.from()))
          .forEach(s -> s.send(new GenesisMessage.Endpoints(news)));
    }
  }

  private Admissions admission() {
    Map<GenesisPairId, Scope> scopes = new LinkedHashMap<>();
    served.forEach((pair, to) -> scopes.put(pair, to.scope()));
    return new Admissions(scopes, explanation.current(), explanation.certificates());
  }
}
