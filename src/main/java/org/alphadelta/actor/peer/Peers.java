package org.alphadelta.actor.peer;

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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.alphadelta.actor.LocalMessage;
import org.alphadelta.actor.NodeEnvironment;
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
 * Listens, dials, and tells the chains and the genesis store about connections. Of messages it
 * handles only addresses of nodes.
 */
public final class Peers extends AbstractBehavior<Peers.Command> {

  public sealed interface Command extends LocalMessage {}

  /**
   * Dial for this pair, and accept dialers for it; slots of committee members are reserved.
   * Messages for the pair go to {@code recipients}, to which later calls may add.
   */
  public record Serve(
      GenesisPairId pair,
      Scope scope,
      boolean dial,
      Committee members,
      List<Recipient<?>> recipients)
      implements Command {
    public Serve {
      recipients = List.copyOf(recipients);
    }
  }

  /** Dial to find a genesis, or stop doing so. */
  public record Bootstrap(Optional<Recipient<?>> to) implements Command {}

  /**
   * The genesis store, which takes part in every connection; {@code refusals} takes the
   * certificates of peers that refused us.
   */
  public record ServeGenesis(Recipient<?> store, Consumer<List<UpgradeCertificate>> refusals)
      implements Command {}

  /** From now on refusals to dialers of other chains name this pair as the one that is run. */
  public record Run(GenesisPairId current) implements Command {}

  /** From now on refusals to dialers of other chains carry these certificates. */
  public record Explain(List<UpgradeCertificate> certificates) implements Command {
    public Explain {
      certificates = List.copyOf(certificates);
    }
  }

  public record Connected(ActorRef<List<PeerConnection>> replyTo) implements Command {}

  /** A peer's handshake is complete. */
  record Established(PeerConnection connection) implements Command {}

  /** A connection has ended; {@code dialed} is its attempt. */
  record Ended(ActorRef<Peer.Command> peer, Optional<Dialing.Attempt> dialed) implements Command {}

  /** A peer sent addresses of nodes. */
  record AddressesCame(PeerConnection.Received message) implements Command {}

  /** A peer of another chain refused us, with certificates that explain why. */
  record RefusedWith(List<UpgradeCertificate> certificates) implements Command {}

  private record Incoming(Tcp.IncomingConnection connection) implements Command {}

  private record DialDue() implements Command {}

  private static final Duration DIAL_EVERY = Duration.ofMillis(200);

  /** Incoming connections before the end of the handshake, in addition to the slots. */
  private static final int MAX_SHAKING = 64;

  private final PeerSettings settings;
  private final NodeEnvironment environment;
  private final Map<GenesisPairId, Serve> served = new LinkedHashMap<>();
  private final Map<ActorRef<Peer.Command>, PeerConnection> connections = new LinkedHashMap<>();
  private final Dialing dialing = new Dialing();
  private final AddressBook book;
  private final ConnectionSlots slots;
  private Optional<Recipient<?>> bootstrap = Optional.empty();
  private Optional<ServeGenesis> genesisStore = Optional.empty();
  private Optional<GenesisPairId> current = Optional.empty();
  private List<UpgradeCertificate> certificates = List.of();
  private final Set<ActorRef<Peer.Command>> shaking = new LinkedHashSet<>();
  private int alive;

  /** Starts on a socket that is already bound, see {@link #bind}. */
  public static Behavior<Command> create(PeerSettings settings, NodeEnvironment environment) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(timers -> new Peers(context, timers, settings, environment)));
  }

  /**
   * Binds the listening socket, whose connections go to {@code peers}. The stage fails when the
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
      NodeEnvironment environment) {
    super(context);
    this.settings = settings;
    this.environment = environment;
    this.book = new AddressBook(settings, environment);
    this.slots = new ConnectionSlots(settings.nodeKey(), settings.maxPeers());
    timers.startTimerWithFixedDelay(new DialDue(), DIAL_EVERY);
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder().onMessage(Command.class, this::onCommand).build();
  }

  private Behavior<Command> onCommand(Command command) {
    switch (command) {
      case Serve serve -> serve(serve);
      case Bootstrap search -> bootstrap = search.to();
      case ServeGenesis serve -> serve(serve);
      case Run run -> current = Optional.of(run.current());
      case Explain explain -> certificates = explain.certificates();
      case Connected ask -> ask.replyTo().tell(List.copyOf(connections.values()));
      case Established established -> established(established);
      case Ended ended -> ended(ended);
      case AddressesCame came -> {
        if (came.message().message() instanceof GenesisMessage.Endpoints endpoints) {
          learn(came.message().connection(), endpoints.endpoints());
        }
      }
      case RefusedWith refused ->
          genesisStore.ifPresent(to -> to.refusals().accept(refused.certificates()));
      case Incoming incoming -> accept(incoming.connection());
      case DialDue due -> dialMissing();
    }
    return this;
  }

  private void serve(Serve serve) {
    Optional<Serve> before = Optional.ofNullable(served.put(serve.pair(), serve));
    List<Recipient<?>> fresh =
        serve.recipients().stream()
            .filter(to -> before.filter(b -> isAmong(to, b.recipients())).isEmpty())
            .toList();
    if (fresh.isEmpty()) {
      return; // a repeated event would make a recipient start over with a connection
    }
    for (PeerConnection connection : connections.values()) {
      if (connection.pair().filter(serve.pair()::equals).isPresent()) {
        fresh.forEach(to -> to.tell(new PeerConnection.Opened(connection)));
        route(connection);
      }
    }
  }

  private void serve(ServeGenesis serve) {
    genesisStore = Optional.of(serve);
    for (PeerConnection connection : connections.values()) {
      serve.store().tell(new PeerConnection.Opened(connection));
      route(connection);
    }
  }

  private static boolean isAmong(Recipient<?> recipient, List<Recipient<?>> others) {
    return others.stream().anyMatch(other -> other.actor().equals(recipient.actor()));
  }

  private void accept(Tcp.IncomingConnection connection) {
    InetSocketAddress from = connection.remoteAddress();
    if (shaking.size() >= MAX_SHAKING) {
      // Silent dialers must not exclude others: close the oldest one.
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
            new ConnectionOrigin.Listened(from.getHostString() + ":" + from.getPort()),
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
      Wanted unknown =
          new Wanted.Unknown(environment.pins().network(), environment.pins().generation());
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
            new ConnectionOrigin.Dialed(
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
                    || connections.values().stream()
                        .anyMatch(
                            s -> s.nodeKey().equals(key) && s.wanted().equals(attempt.wanted())))
        .isPresent();
  }

  private ActorRef<Peer.Command> spawn(
      ConnectionOrigin origin,
      akka.stream.javadsl.Flow<akka.util.ByteString, akka.util.ByteString, ?> tcp,
      Optional<Dialing.Attempt> attempt) {
    ActorRef<Peer.Command> peer =
        getContext()
            .spawnAnonymous(
                Peer.create(
                    new HandshakeFactory(settings, environment, admission()),
                    new Peer.Socket(origin, tcp),
                    getContext().getSelf()));
    alive++;
    getContext().watchWith(peer, new Ended(peer, attempt));
    return peer;
  }

  private void established(Established established) {
    PeerConnection connection = established.connection();
    shaking.remove(connection.peer());
    dialing
        .established(connection.peer())
        .ifPresent(attempt -> book.found(attempt.address(), connection.nodeKey()));
    ConnectionSlots.Allocation allocation =
        slots.allocate(connection, connections.values(), this::isReserved);
    for (ConnectionSlots.Eviction eviction : allocation.evictions()) {
      PeerConnection leaving = eviction.connection();
      leaving.peer().tell(new Peer.Close(eviction.reason(), eviction.text()));
      if (!leaving.equals(connection)) {
        closed(leaving);
      }
    }
    if (!allocation.stays()) {
      return;
    }
    connections.put(connection.peer(), connection);
    recipients(connection).forEach(to -> to.tell(new PeerConnection.Opened(connection)));
    route(connection);
    List<SignedEndpoint> told = book.told();
    if (!told.isEmpty()) {
      connection.send(new GenesisMessage.Endpoints(told));
    }
  }

  /** Committee members and configured peers get a slot even when all are taken. */
  private boolean isReserved(PeerConnection connection) {
    return connection.validator().filter(this::isMember).isPresent()
        || book.isConfigured(connection.nodeKey());
  }

  private boolean isMember(PublicKey validator) {
    return served.values().stream().anyMatch(to -> to.members().contains(validator));
  }

  /**
   * Called after the recipients know the connection; otherwise its first message could overtake
   * that event.
   */
  private void route(PeerConnection connection) {
    connection.peer().tell(new Peer.Route(recipients(connection)));
  }

  private List<Recipient<?>> recipients(PeerConnection connection) {
    List<Recipient<?>> recipients = new ArrayList<>();
    Optional<Serve> serve = connection.pair().map(served::get);
    serve.ifPresent(s -> recipients.addAll(s.recipients()));
    if (serve.isEmpty() && !connection.inbound()) {
      bootstrap.ifPresent(recipients::add);
    }
    genesisStore.map(ServeGenesis::store).ifPresent(recipients::add);
    return recipients;
  }

  private void ended(Ended ended) {
    PeerConnection connection = connections.remove(ended.peer());
    if (connection != null) {
      closed(connection);
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

  private void closed(PeerConnection connection) {
    connections.remove(connection.peer());
    recipients(connection).forEach(to -> to.tell(new PeerConnection.Closed(connection)));
  }

  private void learn(PeerConnection from, List<SignedEndpoint> endpoints) {
    List<SignedEndpoint> learned = book.learn(endpoints, this::isMember);
    if (!learned.isEmpty()) {
      connections.values().stream()
          .filter(s -> !s.equals(from))
          .forEach(s -> s.send(new GenesisMessage.Endpoints(learned)));
    }
  }

  private AdmissionPolicy admission() {
    Map<GenesisPairId, Scope> scopes = new LinkedHashMap<>();
    served.forEach((pair, to) -> scopes.put(pair, to.scope()));
    return new AdmissionPolicy(scopes, current, certificates);
  }
}
