package org.alphadelta.actor.chain;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alphadelta.actor.LocalMessage;
import org.alphadelta.actor.peer.Peer;
import org.alphadelta.actor.peer.PeerConnection;
import org.alphadelta.consensus.CommitCertificate;
import org.alphadelta.consensus.Evidence.DepartedSignature;
import org.alphadelta.consensus.SignedVote;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Decoded;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Rejection;
import org.alphadelta.core.SignatureVerifier;
import org.alphadelta.genesis.Genesis;
import org.alphadelta.ledger.AlphaBlock;
import org.alphadelta.ledger.AlphaView;
import org.alphadelta.ledger.Block;
import org.alphadelta.ledger.BlockContext;
import org.alphadelta.ledger.BlockExecutor;
import org.alphadelta.ledger.BlockStore;
import org.alphadelta.ledger.BlockSync;
import org.alphadelta.ledger.BuiltBlock;
import org.alphadelta.ledger.CertifiedBlock;
import org.alphadelta.ledger.ChainHead;
import org.alphadelta.ledger.Ledger;
import org.alphadelta.ledger.LedgerStep;
import org.alphadelta.ledger.OwnSignatures;
import org.alphadelta.ledger.SignedTransaction;
import org.alphadelta.wire.GoodbyeReason;
import org.alphadelta.wire.PeerMessage;

/**
 * One chain's blocks and state on this machine: validates and builds blocks for agreement, executes
 * and stores final blocks, serves blocks to peers and fetches missing ones.
 */
public final class ChainLedger extends AbstractBehavior<ChainLedger.Command> {

  public sealed interface Command extends LocalMessage {}

  /**
   * Validate this candidate for the next block; {@link Judged} answers, late when an anchor is
   * missing.
   */
  record Judge(long height, Hash id, Bytes body, ActorRef<Answer> replyTo) implements Command {}

  /** Build the next block from these candidates; {@link Built} answers. */
  record Build(long height, int round, List<SignedTransaction> candidates, ActorRef<Answer> replyTo)
      implements Command {}

  /** Answers to agreement. */
  sealed interface Answer extends LocalMessage {}

  /** Result of validating a block; {@code refusal} tells why it is invalid. */
  record Judged(long height, Hash id, Optional<Rejection> refusal) implements Answer {}

  record Built(long height, int round, Hash id, Bytes body) implements Answer {}

  /** Agreement decided this block. */
  record Decided(Bytes body, CommitCertificate certificate) implements Command {}

  /** Delta only: Alpha has executed another block. */
  record AlphaAdvanced() implements Command {}

  record Event(PeerConnection.Event event) implements Command {}

  /**
   * Asks for the newest view. The asker computes on the view itself, so that no query can harm this
   * actor.
   */
  record Look(ActorRef<Optional<LedgerView>> replyTo) implements Command {}

  private record SyncDue() implements Command {}

  /** Notifications of the ledger to its pair. */
  sealed interface Notification extends LocalMessage {}

  /**
   * A block was executed and stored, or the chain was opened. {@code next} is the context of
   * transactions sent now. {@code own}: this validator's signatures in a certificate; agreement
   * compares them with its sign-state before it signs anything more.
   */
  record Advanced(ChainKind kind, View view, BlockContext next, List<SignedVote> own)
      implements Notification {}

  /** A departed key signed on this chain. */
  record DepartedSigned(ChainKind kind, DepartedSignature evidence) implements Notification {}

  /** The committee certified what our rules refuse; the node must stop. */
  record Contradicted(ChainKind kind, String reason) implements Notification {}

  /** The newest state, with its store. */
  public record View(Genesis genesis, ChainHead head, BlockStore store, long signedHeight)
      implements HeadView {}

  private static final Duration SYNC_EVERY = Duration.ofMillis(150);

  private final SignatureVerifier verifier;
  private final InstantSource clock;
  private final Genesis genesis;
  private final BlockStore store;
  private final AlphaView alpha;
  private final ActorRef<Notification> pair;
  private final Optional<PublicKey> self;
  private final BlockExecutor executor;
  private final BlockSync<PeerConnection> sync;
  private final OwnSignatures own;

  /** Agreement, the last sender of a validation request; delayed results go there. */
  private Optional<ActorRef<Answer>> agreement = Optional.empty();

  private ChainHead head;
  private long signedHeight;

  static Behavior<Command> create(
      ChainEnvironment environment, StoredChain chain, ActorRef<Notification> pair) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new ChainLedger(context, timers, environment, chain, pair)));
  }

  private ChainLedger(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      ChainEnvironment environment,
      StoredChain chain,
      ActorRef<Notification> pair) {
    super(context);
    this.verifier = environment.node().verifier();
    this.clock = environment.clock();
    this.genesis = chain.genesis();
    this.head = chain.head();
    this.store = chain.store();
    this.alpha = chain.alpha();
    this.pair = pair;
    this.self = environment.self();
    this.executor = new BlockExecutor(alpha, verifier);
    this.sync = new BlockSync<>(self, clock.millis());
    this.own = new OwnSignatures(self);
    this.signedHeight = own.newest(store, head.height());
    timers.startTimerWithFixedDelay(new SyncDue(), SYNC_EVERY);
    tell(store.block(signedHeight).map(newest -> own.in(newest.certificate())).orElse(List.of()));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder().onMessage(Command.class, this::onCommand).build();
  }

  private Behavior<Command> onCommand(Command command) {
    switch (command) {
      case Judge judge -> {
        agreement = Optional.of(judge.replyTo());
        judge(new BlockExecutor.Candidate(judge.height(), judge.id(), judge.body()));
      }
      case Build build -> build(build);
      case Decided decided -> decided(decided);
      case AlphaAdvanced advanced -> retryWaiting();
      case Event event -> onEvent(event.event());
      case Look look -> look.replyTo().tell(Optional.of(view()));
      case SyncDue due -> {
        retryWaiting();
        ask();
      }
    }
    return this;
  }

  private void judge(BlockExecutor.Candidate candidate) {
    if (candidate.height() != head.nextHeight()) {
      return;
    }
    switch (executor.judge(candidate, head, clock.millis())) {
      case BlockExecutor.Verdict.Valid valid -> judged(candidate, Optional.empty());
      case BlockExecutor.Verdict.Invalid invalid ->
          judged(candidate, Optional.of(invalid.reason()));
      case BlockExecutor.Verdict.Later later -> {}
    }
  }

  private void judged(BlockExecutor.Candidate candidate, Optional<Rejection> refusal) {
    agreement.ifPresent(to -> to.tell(new Judged(candidate.height(), candidate.id(), refusal)));
  }

  private void build(Build build) {
    if (build.height() != head.nextHeight() || self.isEmpty()) {
      return;
    }
    switch (executor.build(head, self.get(), build.candidates(), clock.millis())) {
      case BuiltBlock.Built built ->
          build
              .replyTo()
              .tell(
                  new Built(
                      build.height(),
                      build.round(),
                      built.block().hash(),
                      built.block().canonical()));
      case BuiltBlock.BeforeGate gate ->
          getContext()
              .getLog()
              .info("{} waits for alpha height {}", head.chain(), gate.alphaHeight());
      case BuiltBlock.Refused refused -> warn("no block: " + refused.rejection().sentence());
    }
  }

  private void decided(Decided decided) {
    if (decided.certificate().height() != head.nextHeight()) {
      return;
    }
    Optional<LedgerStep.Applied> known = executor.known(head, decided.certificate());
    if (known.isPresent()) {
      advance(known.get(), List.of());
      return;
    }
    switch (Block.CODEC.decode(decided.body())) {
      case Decoded.Malformed<Block> malformed ->
          contradicted("a decided block is malformed: " + malformed.rejection().sentence());
      case Decoded.Ok<Block> ok -> {
        sync.keep(new CertifiedBlock(ok.value(), decided.certificate()));
        takeOffered();
      }
    }
  }

  /** Applies the blocks of sync as far as possible now. */
  private void takeOffered() {
    boolean going = true;
    while (going) {
      Optional<CertifiedBlock> next = sync.next(head);
      going = next.isPresent() && take(next.get());
    }
  }

  private boolean take(CertifiedBlock block) {
    return switch (Ledger.apply(head, block, alpha, verifier)) {
      case LedgerStep.Applied applied -> {
        advance(applied, own.in(block.certificate()));
        yield true;
      }
      case LedgerStep.Refused refused -> {
        refused.evidence().forEach(e -> pair.tell(new DepartedSigned(kind(), e)));
        String why = refused.rejection().sentence();
        sync.refused(clock.millis())
            .ifPresent(s -> s.peer().tell(new Peer.Close(GoodbyeReason.MISBEHAVED, why)));
        yield false;
      }
      case LedgerStep.Waits waits -> false;
      case LedgerStep.Contradicted contradicted -> {
        contradicted(contradicted.rejection().sentence());
        yield false;
      }
    };
  }

  private void advance(LedgerStep.Applied applied, List<SignedVote> shown) {
    store.append(applied.block(), applied.executed().nextCommittee(), applied.executed().changes());
    head = applied.head();
    sync.advanced(head, clock.millis());
    executor.advanced(head);
    if (!own.in(applied.block().certificate()).isEmpty()) {
      signedHeight = head.height();
    }
    tell(shown);
    PeerMessage status = new PeerMessage.ChainStatus(kind(), head.height(), head.hash());
    sync.peers().forEach(s -> s.send(status));
  }

  private void retryWaiting() {
    takeOffered();
    executor.held().forEach(this::judge);
  }

  private void onEvent(PeerConnection.Event event) {
    PeerConnection connection = event.connection();
    switch (event) {
      case PeerConnection.Opened opened -> {
        sync.joined(connection);
        connection.send(new PeerMessage.ChainStatus(kind(), head.height(), head.hash()));
      }
      case PeerConnection.Closed closed -> sync.left(connection);
      case PeerConnection.Received received -> heard(connection, received.message());
    }
  }

  private void heard(PeerConnection connection, PeerMessage message) {
    if (message instanceof PeerMessage.ChainStatus status) {
      sync.claimed(connection, status.height());
      if (status.height() > head.nextHeight()) {
        ask();
      }
    } else if (message instanceof PeerMessage.BlocksRequest request) {
      serve(connection, request);
    } else if (message instanceof PeerMessage.BlocksResponse response) {
      sync.answered(connection, response.blocks(), head, clock.millis());
      takeOffered();
      ask();
    }
  }

  private void serve(PeerConnection connection, PeerMessage.BlocksRequest request) {
    List<CertifiedBlock> blocks = new ArrayList<>();
    for (long h = request.from(); h < request.from() + request.count() && h <= head.height(); h++) {
      store.block(h).ifPresent(blocks::add);
    }
    connection.send(PeerMessage.BlocksResponse.fitting(kind(), blocks));
  }

  private void ask() {
    sync.due(head, clock.millis())
        .ifPresent(
            ask -> ask.peer().send(new PeerMessage.BlocksRequest(kind(), ask.from(), ask.count())));
  }

  private void tell(List<SignedVote> shown) {
    Optional<AlphaBlock> anchor =
        kind() == ChainKind.DELTA ? Optional.of(alpha.newest()) : Optional.empty();
    pair.tell(new Advanced(kind(), view(), head.next(anchor), shown));
  }

  private View view() {
    return new View(genesis, head, store, signedHeight);
  }

  private void warn(String what) {
    getContext().getLog().warn("{} at height {}: {}", head.chain(), head.nextHeight(), what);
  }

  private ChainKind kind() {
    return head.kind();
  }

  private void contradicted(String reason) {
    pair.tell(
        new Contradicted(kind(), head.chain() + " at height " + head.nextHeight() + ": " + reason));
  }
}
