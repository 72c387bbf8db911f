package org.alphadelta.actor.chain;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.alphadelta.actor.LocalMessage;
import org.alphadelta.actor.peer.Peer;
import org.alphadelta.actor.peer.PeerConnection;
import org.alphadelta.consensus.ConsensusMessage;
import org.alphadelta.consensus.Effect;
import org.alphadelta.consensus.Engine;
import org.alphadelta.consensus.EngineInput;
import org.alphadelta.consensus.Evidence;
import org.alphadelta.consensus.SignedVote;
import org.alphadelta.consensus.Timeout;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Rejection;
import org.alphadelta.wire.GoodbyeReason;
import org.alphadelta.wire.PeerMessage;

/**
 * Shell of one chain's {@link Engine}: messages, timers and validation results in; sends, timers
 * and decided blocks out.
 */
public final class Consensus extends AbstractBehavior<Consensus.Command> {

  public sealed interface Command extends LocalMessage {}

  /**
   * The ledger that validates and stores blocks, and the mempool that supplies candidates; sent
   * once, before anything else.
   */
  record Attach(ActorRef<ChainLedger.Command> ledger, ActorRef<Mempool.Command> mempool)
      implements Command {}

  /** The previous block is executed and stored: agree on this height. */
  record Start(long height, Committee committee) implements Command {}

  /** This validator has left the chain: sign nothing above this height, ever. */
  record StopAfter(long height) implements Command {}

  /** The block of this height is executed, from agreement or sync. */
  record Settled(long height) implements Command {}

  /** A verified signature of this validator's own key, in a certificate. */
  record OwnSeen(SignedVote vote) implements Command {}

  record Built(long height, int round, Hash id, Bytes body) implements Command {}

  /** Result of validating a block; {@code refusal} tells why it is invalid. */
  record Judged(long height, Hash id, Optional<Rejection> refusal) implements Command {}

  /** Block {@code height} of this chain was its split, and these keys have left it. */
  record CommitteeSplit(long height, SortedSet<PublicKey> departed) implements Command {}

  record Event(PeerConnection.Event event) implements Command {}

  /** The progress of agreement, for status. */
  record Where(ActorRef<Standing> replyTo) implements Command {}

  /** The height and round of agreement; 0 and 0 when it is idle. */
  record Standing(long height, long round) {}

  private record Elapsed(Timeout timeout) implements Command {}

  /** Notifications of agreement to its pair. */
  sealed interface Notification extends LocalMessage {}

  record EvidenceFound(ChainKind kind, Evidence evidence) implements Notification {}

  /** Nothing more may be signed: exit 10. */
  record SafetyStop(ChainKind kind, String reason) implements Notification {}

  private final ChainKind kind;
  private final Engine engine;
  private final ActorRef<Notification> pair;
  private final TimerScheduler<Command> timers;
  private final Map<String, PeerConnection> connections = new LinkedHashMap<>();
  private Optional<Attach> attached = Optional.empty();
  private long working;

  static Behavior<Command> create(ChainKind kind, Engine engine, ActorRef<Notification> pair) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(timers -> new Consensus(context, timers, kind, engine, pair)));
  }

  private Consensus(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      ChainKind kind,
      Engine engine,
      ActorRef<Notification> pair) {
    super(context);
    this.kind = kind;
    this.engine = engine;
    this.pair = pair;
    this.timers = timers;
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder().onMessage(Command.class, this::onCommand).build();
  }

  private Behavior<Command> onCommand(Command command) {
    switch (command) {
      case Attach attach -> attached = Optional.of(attach);
      case Start start -> start(start);
      case StopAfter stop -> run(new EngineInput.StopAfter(stop.height()));
      case OwnSeen seen -> run(new EngineInput.SeeOwn(seen.vote()));
      case Settled settled -> settled(settled.height());
      case Built built ->
          run(new EngineInput.ValueBuilt(built.height(), built.round(), built.id(), built.body()));
      case Judged judged -> judged(judged);
      case CommitteeSplit split ->
          run(new EngineInput.CommitteeSplit(split.height(), split.departed()));
      case Event event -> onEvent(event.event());
      case Where where ->
          where
              .replyTo()
              .tell(
                  engine
                      .view()
                      .map(view -> new Standing(view.height(), view.round().orElse(-1)))
                      .orElse(new Standing(0, 0)));
      case Elapsed elapsed -> run(new EngineInput.Elapse(elapsed.timeout()));
    }
    return this;
  }

  private void start(Start start) {
    if (start.height() > working) {
      working = start.height();
      run(new EngineInput.StartHeight(start.height(), start.committee()));
    }
  }

  private void judged(Judged judged) {
    judged
        .refusal()
        .ifPresent(
            reason ->
                getContext()
                    .getLog()
                    .warn(
                        "{} at height {}: refuses block {}: {}",
                        kind,
                        judged.height(),
                        judged.id().brief(),
                        reason.sentence()));
    run(new EngineInput.ValueValidated(judged.height(), judged.id(), judged.refusal()));
  }

  private void settled(long height) {
    if (height == working) {
      run(new EngineInput.HeightSynced(height));
    }
  }

  private void onEvent(PeerConnection.Event event) {
    PeerConnection connection = event.connection();
    switch (event) {
      case PeerConnection.Opened opened -> connections.put(connection.name(), connection);
      case PeerConnection.Closed closed -> {
        connections.remove(connection.name(), connection);
        run(new EngineInput.ForgetPeer(connection.name()));
      }
      case PeerConnection.Received received -> {
        if (received.message() instanceof PeerMessage.ConsensusFrame frame) {
          run(new EngineInput.Receive(peer(connection), frame.message()));
        }
      }
    }
  }

  private static org.alphadelta.consensus.PeerIdentity peer(PeerConnection connection) {
    return new org.alphadelta.consensus.PeerIdentity(connection.name(), connection.validator());
  }

  private void run(EngineInput input) {
    engine.handle(input).forEach(this::perform);
  }

  private void perform(Effect effect) {
    switch (effect) {
      case Effect.Broadcast broadcast ->
          connections.values().forEach(s -> send(s, broadcast.message()));
      case Effect.Send send ->
          Optional.ofNullable(connections.get(send.to().name()))
              .ifPresent(s -> send(s, send.message()));
      case Effect.SendToMembers send ->
          connections.values().stream()
              .filter(s -> s.validator().filter(send.members()::contains).isPresent())
              .forEach(s -> send(s, send.message()));
      case Effect.Schedule schedule ->
          timers.startSingleTimer(
              schedule.timeout(),
              new Elapsed(schedule.timeout()),
              Duration.ofMillis(schedule.millis()));
      case Effect.BuildBlock build ->
          attached.ifPresent(
              a -> a.mempool().tell(new Mempool.Gather(build.height(), build.round(), a.ledger())));
      case Effect.ValidateBlock judge ->
          attached.ifPresent(
              a ->
                  a.ledger()
                      .tell(new ChainLedger.Judge(judge.height(), judge.value(), judge.body())));
      case Effect.Decided decided -> {
        timers.cancelAll();
        attached.ifPresent(
            a -> a.ledger().tell(new ChainLedger.Decided(decided.body(), decided.certificate())));
      }
      case Effect.EvidenceFound found -> pair.tell(new EvidenceFound(kind, found.evidence()));
      case Effect.PeerRefused refused -> refused(refused);
      case Effect.SigningRefused refused ->
          getContext().getLog().warn("not signed: {}", refused.reason().sentence());
      case Effect.SafetyStop stop -> pair.tell(new SafetyStop(kind, stop.reason()));
    }
  }

  private void refused(Effect.PeerRefused refused) {
    Optional.ofNullable(connections.get(refused.peer().name()))
        .ifPresent(
            s ->
                s.peer()
                    .tell(new Peer.Close(GoodbyeReason.MISBEHAVED, refused.reason().sentence())));
  }

  private void send(PeerConnection connection, ConsensusMessage message) {
    connection.send(PeerMessage.ConsensusFrame.fitting(kind, message));
  }
}
