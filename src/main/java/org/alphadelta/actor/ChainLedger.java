package org.alphadelta.actor;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alphadelta.consensus.CommitCertificate;
import org.alphadelta.consensus.Evidence.DepartedSignature;
import org.alphadelta.consensus.SignedVote;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Signer;
import org.alphadelta.genesis.Genesis;
import org.alphadelta.ledger.AlphaBlock;
import org.alphadelta.ledger.AlphaView;
import org.alphadelta.ledger.Block;
import org.alphadelta.ledger.BlockBuilder;
import org.alphadelta.ledger.BlockContext;
import org.alphadelta.ledger.BlockRules;
import org.alphadelta.ledger.BlockStore;
import org.alphadelta.ledger.BlockVerdict;
import org.alphadelta.ledger.BuiltBlock;
import org.alphadelta.ledger.CertifiedBlock;
import org.alphadelta.ledger.ChainHead;
import org.alphadelta.ledger.Executed;
import org.alphadelta.ledger.Ledger;
import org.alphadelta.ledger.LedgerStep;
import org.alphadelta.ledger.SignedTransaction;
import org.alphadelta.wire.Decoded;
import org.alphadelta.wire.GoodbyeReason;
import org.alphadelta.wire.LedgerDecoders;
import org.alphadelta.wire.PeerMessage;

/**
 * One chain's blocks and state on this machine: judges and builds blocks for agreement, executes
 * and stores what is final, serves blocks to peers and fetches those that are missing. It does not
 * know rounds and votes.
 */
public final class ChainLedger extends AbstractBehavior<ChainLedger.Command> {

  public sealed interface Command extends LocalMessage {}

  /**
   * Is this a valid next block? {@link Consensus.Judged} answers, late when an anchor is missing.
   */
  record Judge(long height, Hash id, Bytes body) implements Command {}

  /** Make the next block of these candidates; {@link Consensus.Built} answers. */
  record Build(long height, int round, List<SignedTransaction> candidates) implements Command {}

  /** Agreement decided this block. */
  record Decided(Bytes body, CommitCertificate certificate) implements Command {}

  /** Delta only: Alpha has executed another block. */
  record AlphaAdvanced() implements Command {}

  record Event(Session.Event event) implements Command {}

  /**
   * Asks for the newest view; whatever is asked of the view is computed by who asked, so that no
   * question can hurt here.
   */
  record Look(ActorRef<Optional<LedgerView>> replyTo) implements Command {}

  private record SyncDue() implements Command {}

  /** What the ledger tells its pair. */
  sealed interface News extends LocalMessage {}

  /**
   * A block was executed and stored, or (block empty) the chain was opened. {@code next} is where
   * transactions sent now are executed.
   */
  record Advanced(ChainKind kind, View view, Optional<CertifiedBlock> block, BlockContext next)
      implements News {}

  /** Somebody signed a chain it has left. */
  record DepartedSigned(ChainKind kind, DepartedSignature evidence) implements News {}

  /** The chain contradicts our rules; the node must stop. */
  record Contradicted(ChainKind kind, String reason) implements News {}

  /** The newest state with the store behind it. */
  public record View(Genesis genesis, ChainHead head, BlockStore store, long signedHeight)
      implements LedgerView {
    @Override
    public long height() {
      return head.height();
    }

    @Override
    public Hash headHash() {
      return head.hash();
    }

    @Override
    public org.alphadelta.ledger.ChainState state() {
      return head.state();
    }

    @Override
    public org.alphadelta.core.Committee nextCommittee() {
      return head.committee();
    }

    @Override
    public Optional<CertifiedBlock> block(long height) {
      return height < 1 || height > head.height() ? Optional.empty() : store.block(height);
    }

    @Override
    public Optional<CertifiedBlock> block(Hash hash) {
      return store.block(hash);
    }

    @Override
    public Optional<Long> heightOf(Hash transaction) {
      return store.transaction(transaction).map(place -> place.height());
    }

    @Override
    public Optional<org.alphadelta.core.Committee> committee(Hash hash) {
      return store.committee(hash);
    }
  }

  private record Judgement(long height, Hash id, Bytes body) {}

  private record Checked(Block block, Executed executed) {}

  private record Fetch(Session from, long deadlineMillis) {}

  private static final Duration SYNC_EVERY = Duration.ofMillis(150);
  private static final long FETCH_MILLIS = 3_000;

  /** A node one block behind gives agreement this long before it asks others for the block. */
  private static final long PATIENCE_MILLIS = 400;

  /** How far a fresh block's time may be ahead of this machine's clock. */
  private static final long MAX_DRIFT_MILLIS = 10_000;

  private static final int FETCH_BLOCKS = 50;
  private static final int MAX_WAITING = 8;

  private final Machine machine;
  private final InstantSource clock;
  private final Genesis genesis;
  private final BlockStore store;
  private final AlphaView alpha;
  private final ActorRef<Consensus.Command> consensus;
  private final ActorRef<News> pair;
  private final Map<Hash, Checked> checked = new LinkedHashMap<>();
  private final List<Judgement> waiting = new ArrayList<>();
  private final Map<Session, Long> claims = new LinkedHashMap<>();
  private final List<CertifiedBlock> ahead = new ArrayList<>();
  private ChainHead head;
  private long signedHeight;
  private long advancedAtMillis;
  private Optional<Fetch> fetch = Optional.empty();

  static Behavior<Command> create(
      Machine machine,
      InstantSource clock,
      Genesis genesis,
      ChainHead head,
      BlockStore store,
      AlphaView alpha,
      ActorRef<Consensus.Command> consensus,
      ActorRef<News> pair) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers ->
                    new ChainLedger(
                        context, timers, machine, clock, genesis, head, store, alpha, consensus,
                        pair)));
  }

  private ChainLedger(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      Machine machine,
      InstantSource clock,
      Genesis genesis,
      ChainHead head,
      BlockStore store,
      AlphaView alpha,
      ActorRef<Consensus.Command> consensus,
      ActorRef<News> pair) {
    super(context);
    this.machine = machine;
    this.clock = clock;
    this.genesis = genesis;
    this.head = head;
    this.store = store;
    this.alpha = alpha;
    this.consensus = consensus;
    this.pair = pair;
    this.signedHeight = lastSigned();
    store.block(signedHeight).ifPresent(newest -> seeOwn(newest.certificate()));
    this.advancedAtMillis = clock.millis();
    timers.startTimerWithFixedDelay(new SyncDue(), SYNC_EVERY);
    tell(Optional.empty());
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder().onMessage(Command.class, this::onCommand).build();
  }

  private Behavior<Command> onCommand(Command command) {
    switch (command) {
      case Judge judge -> judge(new Judgement(judge.height(), judge.id(), judge.body()));
      case Build build -> build(build);
      case Decided decided -> decided(decided);
      case AlphaAdvanced advanced -> retryWaiting();
      case Event event -> onEvent(event.event());
      case Look look -> look.replyTo().tell(Optional.of(view()));
      case SyncDue due -> {
        retryWaiting();
        sync();
      }
    }
    return this;
  }

  private void judge(Judgement judgement) {
    if (judgement.height() != head.nextHeight()) {
      return;
    }
    switch (LedgerDecoders.BLOCK.decode(judgement.body())) {
      case Decoded.Malformed<Block> malformed ->
          judged(judgement, malformed.rejection().sentence());
      case Decoded.Ok<Block> ok -> judge(judgement, ok.value());
    }
  }

  private void judge(Judgement judgement, Block block) {
    boolean forced =
        block.header().timeMillis() == head.timeMillis() + 1; // the least that is valid
    if (!forced
        && BlockRules.checkDrift(block.header(), clock.millis(), MAX_DRIFT_MILLIS).isPresent()) {
      // Validity never depends on a clock: a block of the future is only judged later, and its
      // round may be over then.
      hold(judgement);
      return;
    }
    switch (BlockRules.check(head, block, alpha, machine.verifier())) {
      case BlockVerdict.Valid valid -> {
        checked.put(judgement.id(), new Checked(block, valid.executed()));
        consensus.tell(new Consensus.Judged(judgement.height(), judgement.id(), true));
      }
      case BlockVerdict.Invalid invalid -> judged(judgement, invalid.rejection().sentence());
      case BlockVerdict.Waits waits -> hold(judgement);
    }
  }

  private void hold(Judgement judgement) {
    if (waiting.size() < MAX_WAITING) {
      waiting.add(judgement);
    }
  }

  private void judged(Judgement judgement, String refusal) {
    getContext()
        .getLog()
        .warn(
            "{} refuses block {} at height {}: {}",
            head.chain(),
            judgement.id().brief(),
            judgement.height(),
            refusal);
    consensus.tell(new Consensus.Judged(judgement.height(), judgement.id(), false));
  }

  private void build(Build build) {
    Optional<PublicKey> self = machine.validator().map(Signer::publicKey);
    if (build.height() != head.nextHeight() || self.isEmpty()) {
      return;
    }
    switch (BlockBuilder.build(
        head, alpha, self.get(), clock.millis(), build.candidates(), machine.verifier())) {
      case BuiltBlock.Built built -> {
        Hash id = built.block().hash();
        checked.put(id, new Checked(built.block(), built.selection().executed()));
        consensus.tell(
            new Consensus.Built(build.height(), build.round(), id, built.block().canonical()));
      }
      case BuiltBlock.BeforeGate gate ->
          getContext()
              .getLog()
              .info("{} waits for alpha height {}", head.chain(), gate.alphaHeight());
      case BuiltBlock.Refused refused ->
          getContext()
              .getLog()
              .warn("{} builds no block: {}", head.chain(), refused.rejection().sentence());
    }
  }

  private void decided(Decided decided) {
    Hash id = decided.certificate().value();
    if (decided.certificate().height() != head.nextHeight()) {
      return;
    }
    Checked known = checked.get(id);
    if (known != null) {
      advance(
          Ledger.applied(
              head, new CertifiedBlock(known.block(), decided.certificate()), known.executed()));
      return;
    }
    switch (LedgerDecoders.BLOCK.decode(decided.body())) {
      case Decoded.Malformed<Block> malformed ->
          contradicted("a decided block is malformed: " + malformed.rejection().sentence());
      case Decoded.Ok<Block> ok ->
          take(new CertifiedBlock(ok.value(), decided.certificate()), Optional.empty());
    }
  }

  /** Applies a block that a certificate makes final; false when it could not be applied now. */
  private boolean take(CertifiedBlock block, Optional<Session> from) {
    return switch (Ledger.apply(head, block, alpha, machine.verifier())) {
      case LedgerStep.Applied applied -> {
        seeOwn(block.certificate());
        advance(applied);
        yield true;
      }
      case LedgerStep.Refused refused -> {
        refused.evidence().forEach(e -> pair.tell(new DepartedSigned(kind(), e)));
        from.ifPresent(
            s ->
                s.peer()
                    .tell(
                        new Peer.Close(GoodbyeReason.MISBEHAVED, refused.rejection().sentence())));
        yield false;
      }
      case LedgerStep.Waits waits -> {
        ahead.add(block);
        yield false;
      }
      case LedgerStep.Contradicted contradicted -> {
        contradicted(contradicted.rejection().sentence());
        yield false;
      }
    };
  }

  /**
   * Agreement compares it with what this validator remembers to have signed, before it signs
   * anything more.
   */
  private void seeOwn(CommitCertificate certificate) {
    Optional<PublicKey> self = machine.validator().map(Signer::publicKey);
    certificate.signatures().stream()
        .filter(signature -> self.filter(signature.validator()::equals).isPresent())
        .map(s -> new SignedVote(certificate.vote(s.validator()), s.signature()))
        .forEach(vote -> consensus.tell(new Consensus.OwnSeen(vote)));
  }

  private void advance(LedgerStep.Applied applied) {
    store.append(applied.block(), applied.executed().nextCommittee(), applied.executed().changes());
    head = applied.head();
    advancedAtMillis = clock.millis();
    checked.clear();
    waiting.removeIf(j -> j.height() < head.nextHeight());
    if (signed(applied.block())) {
      signedHeight = head.height();
    }
    tell(Optional.of(applied.block()));
    PeerMessage status = new PeerMessage.ChainStatus(kind(), head.height(), head.hash());
    claims.keySet().forEach(s -> s.send(status));
  }

  private void retryWaiting() {
    List<CertifiedBlock> blocks = List.copyOf(ahead);
    ahead.clear();
    for (CertifiedBlock block : blocks) {
      if (block.block().height() == head.nextHeight()) {
        take(block, Optional.empty());
      } else if (block.block().height() > head.nextHeight()) {
        ahead.add(block);
      }
    }
    List<Judgement> judgements = List.copyOf(waiting);
    waiting.clear();
    judgements.forEach(this::judge);
  }

  private void onEvent(Session.Event event) {
    Session session = event.session();
    switch (event) {
      case Session.Up up -> {
        claims.put(session, 0L);
        session.send(new PeerMessage.ChainStatus(kind(), head.height(), head.hash()));
      }
      case Session.Down down -> {
        claims.remove(session);
        fetch = fetch.filter(f -> !f.from().equals(session));
      }
      case Session.Said said -> heard(session, said.message());
    }
  }

  private void heard(Session session, PeerMessage message) {
    if (message instanceof PeerMessage.ChainStatus status) {
      claims.computeIfPresent(session, (s, old) -> Math.max(old, status.height()));
      if (status.height() > head.nextHeight()) {
        sync();
      }
    } else if (message instanceof PeerMessage.BlocksRequest request) {
      serve(session, request);
    } else if (message instanceof PeerMessage.BlocksResponse response) {
      took(session, response.blocks());
    }
  }

  private void serve(Session session, PeerMessage.BlocksRequest request) {
    List<CertifiedBlock> blocks = new ArrayList<>();
    for (long h = request.from(); h < request.from() + request.count() && h <= head.height(); h++) {
      store.block(h).ifPresent(blocks::add);
    }
    session.send(PeerMessage.BlocksResponse.fitting(kind(), blocks));
  }

  private void took(Session session, List<CertifiedBlock> blocks) {
    if (fetch.isEmpty() || !fetch.get().from().equals(session)) {
      return;
    }
    fetch = Optional.empty();
    if (blocks.isEmpty()) {
      claims.computeIfPresent(session, (s, old) -> 0L);
    }
    boolean going = true;
    for (CertifiedBlock block : blocks) {
      if (going && block.block().height() == head.nextHeight() && !finished()) {
        going = take(block, Optional.of(session));
      } else if (!ahead.isEmpty()
          && block.block().height() > head.nextHeight()
          && ahead.size() < FETCH_BLOCKS) {
        ahead.add(block);
      }
    }
    sync();
  }

  /** Asks one peer that claims to be ahead, unless agreement is about to bring the block itself. */
  private void sync() {
    long now = clock.millis();
    fetch = fetch.filter(f -> now < f.deadlineMillis());
    if (fetch.isPresent() || finished() || !ahead.isEmpty()) {
      return;
    }
    boolean patient = now - advancedAtMillis < PATIENCE_MILLIS;
    Optional<Session> best =
        claims.entrySet().stream()
            .filter(e -> e.getValue() > head.height() + (patient ? 1 : 0))
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey);
    if (best.isPresent()) {
      fetch = Optional.of(new Fetch(best.get(), now + FETCH_MILLIS));
      best.get().send(new PeerMessage.BlocksRequest(kind(), head.nextHeight(), FETCH_BLOCKS));
    }
  }

  /**
   * Whoever voted for the upgrade needs this chain up to the split, and not a block more; nobody
   * needs more than there is.
   */
  private boolean finished() {
    return head.concluded()
        || machine.validator().map(Signer::publicKey).filter(head::departed).isPresent();
  }

  private void tell(Optional<CertifiedBlock> block) {
    Optional<AlphaBlock> anchor =
        kind() == ChainKind.DELTA ? Optional.of(alpha.newest()) : Optional.empty();
    pair.tell(new Advanced(kind(), view(), block, head.next(anchor)));
  }

  private View view() {
    return new View(genesis, head, store, signedHeight);
  }

  private ChainKind kind() {
    return head.kind();
  }

  private void contradicted(String reason) {
    pair.tell(
        new Contradicted(kind(), head.chain() + " at height " + head.nextHeight() + ": " + reason));
  }

  private boolean signed(CertifiedBlock block) {
    return machine
        .validator()
        .map(Signer::publicKey)
        .filter(
            key ->
                block.certificate().signatures().stream().anyMatch(s -> s.validator().equals(key)))
        .isPresent();
  }

  private long lastSigned() {
    for (long h = head.height(); h > 0 && h > head.height() - FETCH_BLOCKS; h--) {
      if (store.block(h).filter(this::signed).isPresent()) {
        return h;
      }
    }
    return 0;
  }
}
