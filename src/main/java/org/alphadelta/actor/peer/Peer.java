package org.alphadelta.actor.peer;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.stream.javadsl.Flow;
import akka.util.ByteString;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.alphadelta.actor.LocalMessage;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Decoded;
import org.alphadelta.core.PublicKey;
import org.alphadelta.wire.Destination;
import org.alphadelta.wire.Envelope;
import org.alphadelta.wire.FrameRead;
import org.alphadelta.wire.FrameReader;
import org.alphadelta.wire.GoodbyeReason;
import org.alphadelta.wire.Handshake;
import org.alphadelta.wire.HandshakeMessage;
import org.alphadelta.wire.HandshakeRejection;
import org.alphadelta.wire.HandshakeState;
import org.alphadelta.wire.HandshakeStep;
import org.alphadelta.wire.PeerMessage;
import org.alphadelta.wire.Phase;
import org.alphadelta.wire.RefusalCode;
import org.alphadelta.wire.Side;
import org.alphadelta.wire.Text;
import org.alphadelta.wire.WireMessage;
import org.slf4j.event.Level;

/**
 * One connection to another operator's node: handshake, frames, limits, and the reason it ended.
 * Each message goes to the recipients of its kind.
 */
public final class Peer extends AbstractBehavior<Peer.Command> {

  public sealed interface Command extends LocalMessage {}

  /** Send this message, in the order of its lane. */
  public record Send(PeerMessage message) implements Command {}

  /** Send a goodbye and close the connection. */
  public record Close(GoodbyeReason reason, String text) implements Command {}

  /** The recipients of messages, from now on. */
  record Route(List<Recipient<?>> recipients) implements Command {
    Route {
      recipients = List.copyOf(recipients);
    }
  }

  private record Opened(ActorRef<PeerSocket.Acknowledged> ack) implements Command {}

  private record Received(ActorRef<PeerSocket.Acknowledged> ack, ByteString bytes)
      implements Command {}

  /** The peer exceeded its rate; continue reading now. */
  private record ReadOn(ActorRef<PeerSocket.Acknowledged> ack) implements Command {}

  private record Identified(PublicKey key) implements Command {}

  private record Writable() implements Command {}

  private record Closed(String reason) implements Command {}

  private record HandshakeLate() implements Command {}

  private record Quiet() implements Command {}

  /** Time for the other side to read a goodbye. */
  private static final Duration GOODBYE_TIME = Duration.ofMillis(500);

  private final HandshakeFactory handshakes;
  private final PeerSettings settings;
  private final ConnectionOrigin origin;
  private final ActorRef<Peers.Command> peers;
  private final TimerScheduler<Command> timers;
  private final FrameWriter writer;
  private final FrameReader reader = new FrameReader();
  private final FrameBudget budget = new FrameBudget(System.nanoTime());
  private final IdleDetector idle = new IdleDetector();
  private final MessageRouter router = new MessageRouter();
  private Phase phase;
  private boolean closing;
  private Optional<Handshake> handshake = Optional.empty();
  private HandshakeState state = new HandshakeState.AwaitsHello();
  private Optional<PeerConnection> connection = Optional.empty();

  /** A TCP connection that is open, or is opened when its flow is run. */
  record Socket(ConnectionOrigin origin, Flow<ByteString, ByteString, ?> tcp) {}

  static Behavior<Command> create(
      HandshakeFactory handshakes, Socket socket, ActorRef<Peers.Command> peers) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(timers -> new Peer(context, timers, handshakes, socket, peers)));
  }

  private Peer(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      HandshakeFactory handshakes,
      Socket socket,
      ActorRef<Peers.Command> peers) {
    super(context);
    this.timers = timers;
    this.handshakes = handshakes;
    this.settings = handshakes.settings();
    this.origin = socket.origin();
    this.peers = peers;
    boolean dialed = origin.side() == Side.DIALER;
    this.phase = dialed ? Phase.DIALING : Phase.ACCEPTING;
    this.writer =
        new FrameWriter(
            PeerSocket.run(
                context.getSystem(),
                socket.tcp(),
                dialed ? settings.tls()::clientEngine : settings.tls()::serverEngine,
                context.getSelf(),
                new PeerSocket.Events<>(
                    Opened::new,
                    Received::new,
                    new Closed("the other side hung up"),
                    cause -> new Closed(cause.toString()),
                    new Writable(),
                    Identified::new)));
    timers.startSingleTimer(new HandshakeLate(), settings.handshakeTimeout());
    timers.startTimerWithFixedDelay(new Quiet(), settings.silence().dividedBy(2));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder().onMessage(Command.class, this::onCommand).build();
  }

  private Behavior<Command> onCommand(Command command) {
    switch (command) {
      case Opened opened -> {
        opened.ack().tell(new PeerSocket.Acknowledged());
        writer.writable();
      }
      case Identified identified -> identified(identified.key());
      case Received received -> {
        int units = received(received.bytes());
        if (!closing) { // a closing connection is not read, however much the peer sends
          readOn(received.ack(), budget.spend(units, System.nanoTime()));
        }
      }
      case ReadOn due -> due.ack().tell(new PeerSocket.Acknowledged());
      case Writable now -> writer.writable();
      case Send send -> send(send.message());
      case Route to ->
          router.open(to.recipients()).forEach(m -> connection.ifPresent(s -> deliver(s, m)));
      case Close close -> close(close.reason(), close.text());
      case HandshakeLate late -> {
        if (connection.isEmpty()) {
          return gone("no handshake in " + settings.handshakeTimeout().toMillis() + " ms");
        }
      }
      case Quiet quiet -> quiet();
      case Closed closed -> {
        return gone(closed.reason());
      }
    }
    return this;
  }

  private void identified(PublicKey key) {
    if (handshake.isPresent() || closing) {
      return; // TLS 1.3 reports the session again with every ticket
    }
    Optional<PublicKey> expected = origin.expected();
    if (expected.isPresent() && !expected.get().equals(key)) {
      getContext()
          .getLog()
          .warn("{} has node key {}, expected {}", origin.address(), key, expected.get());
      end(Duration.ZERO);
      return;
    }
    Handshake begun = handshakes.begin(origin, key);
    handshake = Optional.of(begun);
    step(begun.begin());
  }

  /** The cost of the frames that arrived completely. */
  private int received(ByteString bytes) {
    idle.heard();
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
          close(GoodbyeReason.MALFORMED, broken.rejection().sentence());
          return units;
        }
        case FrameRead.Whole whole -> {
          units += whole.kind().cost();
          switch (Envelope.decode(whole.kind(), whole.content())) {
            case Decoded.Malformed<WireMessage> malformed ->
                close(GoodbyeReason.MALFORMED, malformed.rejection().sentence());
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
      case PeerMessage received -> connection.ifPresent(s -> deliver(s, received));
    }
  }

  private void step(HandshakeStep step) {
    step.send().forEach(this::send);
    switch (step) {
      case HandshakeStep.Continue next -> state = next.state();
      case HandshakeStep.Established established -> established(established.result());
      case HandshakeStep.Failed failed -> refused(failed.rejection());
    }
  }

  private void established(org.alphadelta.wire.HandshakeResult shaken) {
    phase = shaken.scope().phase();
    timers.cancel(new HandshakeLate());
    PeerConnection up =
        new PeerConnection(
            getContext().getSelf(),
            shaken.nodeKey(),
            shaken.validatorKey(),
            shaken.wanted(),
            shaken.scope(),
            origin.side() == Side.LISTENER,
            origin.address());
    connection = Optional.of(up);
    peers.tell(new Peers.Established(up));
  }

  private void refused(HandshakeRejection rejection) {
    boolean other =
        rejection instanceof HandshakeRejection.NotAdmitted
            || rejection instanceof HandshakeRejection.RefusedByPeer;
    // Two nodes of different chains meet again with every dial attempt, so this is not worth a
    // warning.
    getContext()
        .getLog()
        .atLevel(other ? Level.DEBUG : Level.INFO)
        .log("no connection to {}: {}", origin.address(), rejection.sentence());
    if (rejection instanceof HandshakeRejection.RefusedByPeer byPeer
        && byPeer.refusal().code() == RefusalCode.WRONG_GENESIS) {
      peers.tell(new Peers.RefusedWith(byPeer.refusal().certificates()));
    }
    end(GOODBYE_TIME);
  }

  private void deliver(PeerConnection from, PeerMessage message) {
    if (message.frameKind().isFor(Destination.CONNECTION)) {
      control(message);
    } else if (message.frameKind().isFor(Destination.ADDRESSES)) {
      peers.tell(new Peers.AddressesCame(new PeerConnection.Received(from, message)));
    } else if (!router.route(from, message)) {
      close(
          GoodbyeReason.MISBEHAVED,
          "more than " + MessageRouter.MAX_WAITING + " messages before an answer");
    }
  }

  /** Handles the connection's own messages; a pong counts as activity and needs nothing more. */
  private void control(PeerMessage message) {
    if (message instanceof PeerMessage.Ping ping) {
      send(new PeerMessage.Pong(ping.nonce()));
    } else if (message instanceof PeerMessage.Goodbye goodbye) {
      getContext()
          .getLog()
          .debug(
              "{} closes the connection: {} {}",
              origin.address(),
              goodbye.reason(),
              goodbye.text());
      end(Duration.ZERO);
    }
  }

  private void send(WireMessage message) {
    if (!closing && !writer.send(message)) {
      getContext()
          .getLog()
          .warn("closing the connection to {}: it reads too slowly", origin.address());
      end(Duration.ZERO);
    }
  }

  private void quiet() {
    IdleDetector.Interval interval = idle.ended();
    if (connection.isPresent() && interval != IdleDetector.Interval.HEARD) {
      send(new PeerMessage.Ping(0));
    }
    if (interval == IdleDetector.Interval.SILENT) {
      close(GoodbyeReason.SILENT, "nothing heard in " + settings.silence().toMillis() + " ms");
    }
  }

  private void close(GoodbyeReason reason, String text) {
    getContext()
        .getLog()
        .atLevel(
            reason == GoodbyeReason.DUPLICATE || connection.isEmpty() ? Level.DEBUG : Level.INFO)
        .log("closing the connection to {}: {}, {}", origin.address(), reason, text);
    if (connection.isEmpty()) {
      end(Duration.ZERO); // before the handshake there is no goodbye
    } else {
      send(new PeerMessage.Goodbye(reason, Text.sentence(text)));
      end(GOODBYE_TIME);
    }
  }

  private void end(Duration after) {
    closing = true;
    timers.startSingleTimer(new Closed("closed here"), after);
  }

  private Behavior<Command> gone(String reason) {
    getContext().getLog().debug("{}: {}", origin.address(), reason);
    writer.finish();
    return Behaviors.stopped();
  }
}
