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
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Committee;
import org.alphadelta.core.PublicKey;
import org.alphadelta.wire.GoodbyeReason;
import org.alphadelta.wire.PeerMessage;

/**
 * Shell of one chain's {@link Engine}: messages, timers and validation results in; sends, timers
 * and decided blocks out.
 */
public final class Consensus extends AbstractBehavior<Consensus.Command> {

  public sealed interface Command extends LocalMessage {}

  /** The previous block is executed and stored: agree on this height. */
  record Start(long height, Committee committee) implements Command {}

  /** This validator has left the chain: sign nothing above this height, ever. */
  record StopAfter(long height) implements Command {}

  /** The block of this height is executed, from agreement or sync. */
  record Settled(long height) implements Command {}

  /** A verified signature of this validator's own key, in a certificate. */
  record OwnSeen(SignedVote vote) implements Command {}

  /** Block {@code height} of this chain was its split, and these keys have left it. */
  record CommitteeSplit(long height, SortedSet<PublicKey> departed) implements Command {}

  record Event(PeerConnection.Event event) implements Command {}

  /** The progress of agreement, for status. */
  record Where(ActorRef<Standing> replyTo) implements Command {}

  /** The height and round of agreement; 0 and 0 when it is idle. */
  record Standing(long height, long round) {}

  private record Elapsed(Timeout timeout) implements Command {}

  private record Gathered(Mempool.Gathered gathered) implements Command {}

  private record Answered(ChainLedger.Answer answer) implements Command {}

  /** Notifications of agreement to its pair. */
  sealed interface Notification extends LocalMessage {}

  record EvidenceFound(ChainKind kind, Evidence evidence) implements Notification {}

  /** Nothing more may be signed: exit 10. */
  record SafetyStop(ChainKind kind, String reason) implements Notification {}

  /** The ledger that validates and stores blocks, and the mempool that supplies candidates. */
  record Blocks(ActorRef<ChainLedger.Command> ledger, ActorRef<Mempool.Command> mempool) {}

  private final ChainKind kind;
  private final Engine engine;
  private final Blocks blocks;
  private final ActorRef<Notification> pair;
  private final TimerScheduler<Command> timers;
  private final Map<String, PeerConnection> connections = new LinkedHashMap<>();
  private final ActorRef<Mempool.Gathered> gathered;
  private final ActorRef<ChainLedger.Answer> answers;
  private long working;

  static Behavior<Command> create(Engine engine, Blocks blocks, ActorRef<Notification> pair) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(timers -> new Consensus(context, timers, engine, blocks, pair)));
  }

  private Consensus(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      Engine engine,
      Blocks blocks,
      ActorRef<Notification> pair) {
    super(context);
    this.kind = engine.chain().kind();
    this.engine = engine;
    this.blocks = blocks;
    this.pair = pair;
    this.timers = timers;
    this.gathered = context.messageAdapter(Mempool.Gathered.class, Gathered::new);
    this.answers = context.messageAdapter(ChainLedger.Answer.class, Answered::new);
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder().onMessage(Command.class, this::onCommand).build();
  }

  private Behavior<Command> onCommand(Command command) {
    switch (command) {
      case Start start -> start(start);
      case StopAfter stop -> run(new EngineInput.StopAfter(stop.height()));
      case OwnSeen seen -> run(new EngineInput.SeeOwn(seen.vote()));
      case Settled settled -> settled(settled.height());
      case Gathered(Mempool.Gathered(long height, int round, var candidates)) ->
          blocks.ledger().tell(new ChainLedger.Build(height, round, candidates, answers));
      case Answered(ChainLedger.Answer answer) -> onAnswer(answer);
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

  private void onAnswer(ChainLedger.Answer answer) {
    switch (answer) {
      case ChainLedger.Built built ->
          run(new EngineInput.ValueBuilt(built.height(), built.round(), built.id(), built.body()));
      case ChainLedger.Judged judged -> judged(judged);
    }
  }

  private void judged(ChainLedger.Judged judged) {
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
          blocks.mempool().tell(new Mempool.Gather(build.height(), build.round(), gathered));
      case Effect.ValidateBlock judge ->
          blocks
              .ledger()
              .tell(new ChainLedger.Judge(judge.height(), judge.value(), judge.body(), answers));
      case Effect.Decided decided -> {
        timers.cancelAll();
        blocks.ledger().tell(new ChainLedger.Decided(decided.body(), decided.certificate()));
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
