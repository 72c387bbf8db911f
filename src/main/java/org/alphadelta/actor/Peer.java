package org.alphadelta.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.stream.javadsl.Flow;
import akka.util.ByteString;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Signer;
import org.alphadelta.genesis.UpgradeCertificate;
import org.alphadelta.wire.Admission;
import org.alphadelta.wire.Decoded;
import org.alphadelta.wire.Envelope;
import org.alphadelta.wire.FrameRead;
import org.alphadelta.wire.FrameReader;
import org.alphadelta.wire.GenesisMessage;
import org.alphadelta.wire.GoodbyeReason;
import org.alphadelta.wire.Handshake;
import org.alphadelta.wire.HandshakeMessage;
import org.alphadelta.wire.HandshakeRejection;
import org.alphadelta.wire.HandshakeState;
import org.alphadelta.wire.HandshakeStep;
import org.alphadelta.wire.Hello;
import org.alphadelta.wire.PeerMessage;
import org.alphadelta.wire.Phase;
import org.alphadelta.wire.RefusalCode;
import org.alphadelta.wire.Scope;
import org.alphadelta.wire.Side;
import org.alphadelta.wire.Wanted;
import org.alphadelta.wire.WireMessage;
import org.slf4j.event.Level;

/**
 * One connection to another operator's node: handshake, frames, limits, and the reason it ended. It
 * decides nothing about what is said: that goes to the session's chain or to the library.
 */
public final class Peer extends AbstractBehavior<Peer.Command> {

  public sealed interface Command extends LocalMessage {}

  /** Say this, in its turn. */
  public record Send(PeerMessage message) implements Command {}

  /** Say goodbye and hang up. */
  public record Close(GoodbyeReason reason, String text) implements Command {}

  /** Where what the other side says is to go. */
  record Route(ActorRef<Session.Event> chain, ActorRef<Session.Event> library) implements Command {}

  private record Opened(ActorRef<PeerSocket.Acknowledged> ack) implements Command {}

  private record Received(ActorRef<PeerSocket.Acknowledged> ack, ByteString bytes)
      implements Command {}

  /** The peer sent faster than it may; its time has come. */
  private record ReadOn(ActorRef<PeerSocket.Acknowledged> ack) implements Command {}

  private record Identified(PublicKey key) implements Command {}

  private record Writable() implements Command {}

  private record Closed(String reason) implements Command {}

  private record HandshakeLate() implements Command {}

  private record Quiet() implements Command {}

  private record Gone() implements Command {}

  /** How the connection came about. */
  sealed interface Origin {
    record Listened(String from) implements Origin {}

    /** {@code expected}: the node key that the operator pinned for this address, if any. */
    record Dialed(Peers.Attempt attempt, Optional<PublicKey> expected) implements Origin {}
  }

  /** Whom this node lets in: scopes by pair, and what it tells the others. */
  record Admissions(
      NetworkId network,
      Map<GenesisPairId, Scope> scopes,
      Optional<GenesisPairId> current,
      List<UpgradeCertificate> certificates)
      implements Admission {
    @Override
    public Verdict admit(Hello dialer) {
      return switch (dialer.wanted()) {
        case Wanted.Unknown unknown -> new Verdict.Granted(Scope.BOOTSTRAP);
        case Wanted.Pair wanted -> {
          Scope scope = scopes.get(wanted.pair());
          yield scope == null
              ? new Verdict.Refused(
                  HandshakeMessage.Refusal.wrongGenesis(wanted, current, certificates))
              : new Verdict.Granted(scope);
        }
      };
    }
  }

  private static final SecureRandom RANDOM = new SecureRandom();

  /** Messages that may come between the handshake and this node's own readiness. */
  private static final int MAX_UNROUTED = 256;

  /** After a goodbye the other side has this long to read it. */
  private static final Duration LAST_WORDS = Duration.ofMillis(500);

  private final PeerSettings settings;
  private final Machine machine;
  private final Origin origin;
  private final Admission admission;
  private final Optional<Long> activation;
  private final ActorRef<Peers.Command> peers;
  private final TimerScheduler<Command> timers;
  private final PeerSocket.Handle socket;
  private final FrameReader reader = new FrameReader();
  private final Outbox outbox = new Outbox();
  private final FrameBudget budget = new FrameBudget(System.nanoTime());
  private final List<PeerMessage> unrouted = new ArrayList<>();
  private Phase phase;
  private boolean writable;
  private boolean closing;
  private boolean heardSinceQuiet;
  private boolean silentOnce;
  private Optional<Handshake> handshake = Optional.empty();
  private HandshakeState state = new HandshakeState.AwaitsHello();
  private Optional<Session> session = Optional.empty();
  private Optional<Route> route = Optional.empty();

  static Behavior<Command> create(
      PeerSettings settings,
      Machine machine,
      Origin origin,
      Flow<ByteString, ByteString, ?> tcp,
      Admission admission,
      Optional<Long> activation,
      ActorRef<Peers.Command> peers) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers ->
                    new Peer(
                        context,
                        timers,
                        settings,
                        machine,
                        origin,
                        tcp,
                        admission,
                        activation,
                        peers)));
  }

  private Peer(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      PeerSettings settings,
      Machine machine,
      Origin origin,
      Flow<ByteString, ByteString, ?> tcp,
      Admission admission,
      Optional<Long> activation,
      ActorRef<Peers.Command> peers) {
    super(context);
    this.timers = timers;
    this.settings = settings;
    this.machine = machine;
    this.origin = origin;
    this.admission = admission;
    this.activation = activation;
    this.peers = peers;
    boolean dialed = origin instanceof Origin.Dialed;
    this.phase = dialed ? Phase.DIALING : Phase.ACCEPTING;
    this.socket =
        PeerSocket.run(
            context.getSystem(),
            tcp,
            dialed ? settings.tls()::clientEngine : settings.tls()::serverEngine,
            context.getSelf(),
            new SocketEvents());
    timers.startSingleTimer(new HandshakeLate(), settings.handshakeTimeout());
    timers.startTimerWithFixedDelay(new Quiet(), settings.silence().dividedBy(2));
  }

  private static final class SocketEvents implements PeerSocket.Events<Command> {
    @Override
    public Command opened(ActorRef<PeerSocket.Acknowledged> ack) {
      return new Opened(ack);
    }

    @Override
    public Command received(ActorRef<PeerSocket.Acknowledged> ack, ByteString bytes) {
      return new Received(ack, bytes);
    }

    @Override
    public Command closed() {
      return new Closed("the other side hung up");
    }

    @Override
    public Command failed(Throwable cause) {
      return new Closed(cause.toString());
    }

    @Override
    public Command writable() {
      return new Writable();
    }

    @Override
    public Command identified(PublicKey key) {
      return new Identified(key);
    }
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder().onMessage(Command.class, this::onCommand).build();
  }

  private Behavior<Command> onCommand(Command command) {
    switch (command) {
      case Opened opened -> {
        writable = true;
        opened.ack().tell(new PeerSocket.Acknowledged());
        flush();
      }
      case Identified identified -> identified(identified.key());
      case Received received -> {
        int units = received(received.bytes());
        if (!closing) { // who is hung up on is not read any more, however much it still sends
          readOn(received.ack(), budget.spend(units, System.nanoTime()));
        }
      }
      case ReadOn due -> due.ack().tell(new PeerSocket.Acknowledged());
      case Writable now -> {
        writable = true;
        flush();
      }
      case Send send -> say(send.message());
      case Route to -> routed(to);
      case Close close -> hangUp(close.reason(), close.text());
      case HandshakeLate late -> {
        if (session.isEmpty()) {
          return gone("no handshake in " + settings.handshakeTimeout().toMillis() + " ms");
        }
      }
      case Quiet quiet -> quiet();
      case Closed closed -> {
        return gone(closed.reason());
      }
      case Gone over -> {
        return gone("closed here");
      }
    }
    return this;
  }

  private void identified(PublicKey key) {
    if (handshake.isPresent() || closing) {
      return; // TLS 1.3 reports the session again with every ticket
    }
    Optional<PublicKey> expected =
        origin instanceof Origin.Dialed dialed ? dialed.expected() : Optional.empty();
    if (expected.isPresent() && !expected.get().equals(key)) {
      getContext().getLog().warn("{} has node key {}, expected {}", address(), key, expected.get());
      cut();
      return;
    }
    Optional<Signer> validator = machine.validator();
    Hello hello =
        new Hello(
            Hello.OLDEST_PROTOCOL,
            Hello.NEWEST_PROTOCOL,
            wanted(),
            nonce(),
            settings.nodeKey(),
            validator.map(Signer::publicKey),
            settings.advertised(),
            activation,
            settings.software());
    Handshake begun =
        new Handshake(
            origin instanceof Origin.Dialed ? Side.DIALER : Side.LISTENER,
            hello,
            settings.nodeKeys(),
            validator,
            key,
            machine.verifier(),
            admission);
    handshake = Optional.of(begun);
    step(begun.begin());
  }

  /**
   * A listener's own hello names its network; what the connection is for is the dialer's to say.
   */
  private Wanted wanted() {
    return switch (origin) {
      case Origin.Dialed dialed -> dialed.attempt().wanted();
      case Origin.Listened listened ->
          new Wanted.Unknown(machine.pins().network(), machine.pins().generation());
    };
  }

  /** What the whole frames that came cost. */
  private int received(ByteString bytes) {
    heardSinceQuiet = true;
    if (closing) {
      return 0;
    }
    int units = 0;
    reader.feed(Bytes.of(bytes.toArray()));
    while (!closing) {
      switch (reader.next(phase)) {
        case FrameRead.NeedsMore more -> {
          return units;
        }
        case FrameRead.Broken broken -> {
          hangUp(GoodbyeReason.MALFORMED, broken.rejection().sentence());
          return units;
        }
        case FrameRead.Whole whole -> {
          units += FrameBudget.units(whole.kind());
          switch (Envelope.decode(whole.kind(), whole.content())) {
            case Decoded.Malformed<WireMessage> malformed ->
                hangUp(GoodbyeReason.MALFORMED, malformed.rejection().sentence());
            case Decoded.Ok<WireMessage> ok -> heard(ok.value());
          }
        }
      }
    }
    return units;
  }

  private void readOn(ActorRef<PeerSocket.Acknowledged> ack, Duration pause) {
    if (pause.isZero()) {
      ack.tell(new PeerSocket.Acknowledged());
    } else {
      timers.startSingleTimer(new ReadOn(ack), pause);
    }
  }

  private void heard(WireMessage message) {
    switch (message) {
      case HandshakeMessage shake -> handshake.ifPresent(h -> step(h.on(state, shake)));
      case PeerMessage said -> session.ifPresent(s -> deliver(s, said));
    }
  }

  private void step(HandshakeStep step) {
    step.send().forEach(this::say);
    switch (step) {
      case HandshakeStep.Continue next -> state = next.state();
      case HandshakeStep.Established established -> established(established.session());
      case HandshakeStep.Failed failed -> refused(failed.rejection());
    }
  }

  private void established(org.alphadelta.wire.Session shaken) {
    phase = shaken.scope().phase();
    timers.cancel(new HandshakeLate());
    Session up =
        new Session(
            getContext().getSelf(),
            shaken.nodeKey(),
            shaken.validatorKey(),
            shaken.wanted(),
            shaken.scope(),
            origin instanceof Origin.Listened,
            address());
    session = Optional.of(up);
    peers.tell(new Peers.Established(up));
  }

  private void refused(HandshakeRejection rejection) {
    boolean other =
        rejection instanceof HandshakeRejection.NotAdmitted
            || rejection instanceof HandshakeRejection.RefusedByPeer;
    // Two nodes of different chains meet again with every attempt to dial; that is no news.
    getContext()
        .getLog()
        .atLevel(other ? Level.DEBUG : Level.INFO)
        .log("no session with {}: {}", address(), rejection.sentence());
    if (rejection instanceof HandshakeRejection.RefusedByPeer byPeer
        && byPeer.refusal().code() == RefusalCode.WRONG_GENESIS) {
      peers.tell(new Peers.RefusedWith(byPeer.refusal().certificates()));
    }
    closing = true;
    timers.startSingleTimer(new Gone(), LAST_WORDS);
  }

  private void deliver(Session from, PeerMessage message) {
    switch (message) {
      case PeerMessage.Ping ping -> say(new PeerMessage.Pong(ping.nonce()));
      case PeerMessage.Pong pong -> {}
      case PeerMessage.Goodbye goodbye -> {
        getContext()
            .getLog()
            .debug("{} says goodbye: {} {}", address(), goodbye.reason(), goodbye.text());
        cut();
      }
      case GenesisMessage.Endpoints endpoints ->
          peers.tell(new Peers.AddressesCame(from, endpoints.endpoints()));
      case PeerMessage.ConsensusFrame said -> chain(from, said);
      case PeerMessage.TransactionGossip said -> chain(from, said);
      case PeerMessage.ChainStatus said -> chain(from, said);
      case PeerMessage.BlocksRequest said -> chain(from, said);
      case PeerMessage.BlocksResponse said -> chain(from, said);
      case GenesisMessage.GenesisChunk said -> chain(from, said);
      case GenesisMessage.Attestations said -> both(from, said);
      case GenesisMessage.Certificates said -> both(from, said);
      case GenesisMessage.AttestationsRequest said -> library(from, said);
      case GenesisMessage.GenesisChunkRequest said -> library(from, said);
      case GenesisMessage.ParametersRequest said -> library(from, said);
      case GenesisMessage.ParametersResponse said -> library(from, said);
      case GenesisMessage.CertificatesRequest said -> library(from, said);
    }
  }

  private void both(Session from, PeerMessage message) {
    boolean apart = route.isEmpty() || !route.get().chain().equals(route.get().library());
    if (apart) {
      chain(from, message);
    }
    library(from, message);
  }

  private void chain(Session from, PeerMessage message) {
    if (route.isEmpty()) {
      if (unrouted.size() >= MAX_UNROUTED) {
        hangUp(
            GoodbyeReason.MISBEHAVED, "more than " + MAX_UNROUTED + " messages before an answer");
        return;
      }
      unrouted.add(message);
    } else {
      route.get().chain().tell(new Session.Said(from, message));
    }
  }

  private void library(Session from, PeerMessage message) {
    route.ifPresent(to -> to.library().tell(new Session.Said(from, message)));
  }

  /**
   * What came before the route was known waited here; the other side sends little before it hears
   * from us.
   */
  private void routed(Route to) {
    route = Optional.of(to);
    List<PeerMessage> waited = List.copyOf(unrouted);
    unrouted.clear();
    session.ifPresent(s -> waited.forEach(m -> deliver(s, m)));
  }

  private void say(WireMessage message) {
    if (closing) {
      return;
    }
    if (!outbox.put(message)) {
      getContext().getLog().warn("{} does not take what it is sent; hanging up", address());
      cut();
      return;
    }
    flush();
  }

  private void flush() {
    if (!writable) {
      return;
    }
    List<Bytes> frames = outbox.take();
    if (!frames.isEmpty()) {
      ByteString bytes = ByteString.emptyByteString();
      for (Bytes frame : frames) {
        bytes = bytes.concat(ByteString.fromArrayUnsafe(frame.toArray()));
      }
      writable = false;
      socket.writer().tell(new PeerSocket.Write(bytes));
    }
  }

  private void quiet() {
    if (session.isPresent() && !heardSinceQuiet) {
      say(new PeerMessage.Ping(0));
    }
    if (!heardSinceQuiet && silentOnce) {
      hangUp(GoodbyeReason.SILENT, "nothing heard in " + settings.silence().toMillis() + " ms");
    }
    silentOnce = !heardSinceQuiet;
    heardSinceQuiet = false;
  }

  private void hangUp(GoodbyeReason reason, String text) {
    getContext()
        .getLog()
        .atLevel(reason == GoodbyeReason.DUPLICATE || session.isEmpty() ? Level.DEBUG : Level.INFO)
        .log("hanging up on {}: {}, {}", address(), reason, text);
    if (session.isEmpty()) {
      cut(); // to a stranger there is nothing to say
      return;
    }
    say(new PeerMessage.Goodbye(reason, org.alphadelta.wire.Text.sentence(text)));
    closing = true;
    timers.startSingleTimer(new Gone(), LAST_WORDS);
  }

  private void cut() {
    closing = true;
    timers.startSingleTimer(new Gone(), Duration.ZERO);
  }

  private Behavior<Command> gone(String reason) {
    getContext().getLog().debug("{}: {}", address(), reason);
    socket.writer().tell(new PeerSocket.Finish());
    socket.cut().shutdown();
    return Behaviors.stopped();
  }

  private String address() {
    return switch (origin) {
      case Origin.Listened listened -> listened.from();
      case Origin.Dialed dialed -> dialed.attempt().address().toString();
    };
  }

  private static Bytes nonce() {
    byte[] nonce = new byte[Hello.NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    return Bytes.of(nonce);
  }
}
