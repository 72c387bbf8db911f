package org.alphadelta.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.ChildFailed;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.alphadelta.actor.NodePort.Verdict;
import org.alphadelta.consensus.ConsensusMessage;
import org.alphadelta.consensus.Engine;
import org.alphadelta.consensus.EngineConfig;
import org.alphadelta.consensus.Evidence;
import org.alphadelta.consensus.Evidence.DepartedSignature;
import org.alphadelta.consensus.Proposers;
import org.alphadelta.consensus.SignedVote;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Signer;
import org.alphadelta.genesis.Genesis;
import org.alphadelta.genesis.GenesisGenerator;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.genesis.SignedAttestation;
import org.alphadelta.genesis.UpgradeCertificate;
import org.alphadelta.ledger.Block;
import org.alphadelta.ledger.ChainHead;
import org.alphadelta.ledger.ChainOrigin;
import org.alphadelta.ledger.Payload;
import org.alphadelta.ledger.SignedTransaction;
import org.alphadelta.ledger.StoredAlphaView;
import org.alphadelta.ledger.SyncRule;
import org.alphadelta.store.FileConsensusLog;
import org.alphadelta.store.FileSignState;
import org.alphadelta.store.LevelBlockStore;
import org.alphadelta.store.StoredValues;
import org.alphadelta.wire.LedgerDecoders;
import org.alphadelta.wire.PeerMessage;

/**
 * Alpha and Delta of one genesis pair on this machine: opens their stores, starts agreement on a
 * height once the one before is executed and this validator is of its committee, and passes on what
 * peers say. It does not know other pairs.
 *
 * <p>A validator that has left (it voted for the approved upgrade) starts neither Alpha H+1 nor
 * Delta D+1: it is of no later committee. Until D is final it goes on voting on Delta; then the
 * pair is only served.
 */
public final class ChainPair extends AbstractBehavior<ChainPair.Command> {

  public sealed interface Command extends LocalMessage {}

  record Event(Session.Event event) implements Command {}

  /** Delta may run, beside Alpha. */
  record StartDelta() implements Command {}

  record Submit(ChainKind kind, Payload payload, Optional<ActorRef<Verdict>> replyTo)
      implements Command {}

  record Broadcast(SignedTransaction transaction, ActorRef<Verdict> replyTo) implements Command {}

  record Look(ChainKind kind, ActorRef<Optional<LedgerView>> replyTo) implements Command {}

  /** Put the certificate of the approved upgrade together. */
  record Certify(
      Hash proposal,
      List<SignedAttestation> attestations,
      ActorRef<Optional<UpgradeCertificate>> replyTo)
      implements Command {}

  private record Ledgers(ChainLedger.News news) implements Command {}

  private record Agreement(Consensus.News news) implements Command {}

  private record LookDue() implements Command {}

  private record Looked(ChainKind kind, long round) implements Command {}

  /** What the pair tells its node. */
  sealed interface News extends LocalMessage {
    GenesisPairId pair();
  }

  /** After every block and at the opening. */
  record Advanced(
      GenesisPairId pair, ChainKind kind, ChainLedger.View view, long round, String activity)
      implements News {}

  record Governance(GenesisPairId pair, AlphaSnapshot snapshot) implements News {}

  /** This validator's part in the pair is over: D is final and it has left. */
  record Closed(GenesisPairId pair, long height, Hash block) implements News {}

  record EvidenceFound(GenesisPairId pair, ChainKind kind, Evidence evidence) implements News {}

  record DepartedSigned(GenesisPairId pair, ChainKind kind, DepartedSignature evidence)
      implements News {}

  record Unsafe(GenesisPairId pair, String reason) implements News {}

  private record Chain(
      LevelBlockStore store,
      ChainOrigin origin,
      ActorRef<Consensus.Command> consensus,
      ActorRef<ChainLedger.Command> ledger,
      ActorRef<Mempool.Command> mempool) {}

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final GenesisPair pair;
  private final ChainSettings settings;
  private final Machine machine;
  private final ActorRef<News> node;
  private final Map<ChainKind, Chain> chains = new EnumMap<>(ChainKind.class);
  private final Map<ChainKind, ChainLedger.View> views = new EnumMap<>(ChainKind.class);
  private final Map<ChainKind, Long> rounds = new EnumMap<>(ChainKind.class);
  private final Set<Session> sessions = new LinkedHashSet<>();
  private boolean closed;

  static Behavior<Command> create(
      GenesisPair pair,
      boolean withDelta,
      ChainSettings settings,
      Machine machine,
      ActorRef<News> node) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers ->
                    new ChainPair(context, timers, pair, withDelta, settings, machine, node)));
  }

  private ChainPair(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      GenesisPair pair,
      boolean withDelta,
      ChainSettings settings,
      Machine machine,
      ActorRef<News> node) {
    super(context);
    this.pair = pair;
    this.settings = settings;
    this.machine = machine;
    this.node = node;
    open(ChainKind.ALPHA);
    if (withDelta) {
      open(ChainKind.DELTA);
    }
    timers.startTimerWithFixedDelay(new LookDue(), LOOK_EVERY);
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Command.class, this::onCommand)
        .onSignal(
            ChildFailed.class,
            failed -> {
              throw failed.getCause() instanceof RuntimeException cause
                  ? cause
                  : new IllegalStateException(failed.getRef() + " failed", failed.getCause());
            })
        .onSignal(
            PostStop.class,
            stopped -> {
              chains.values().forEach(chain -> chain.store().close());
              return this;
            })
        .build();
  }

  private Behavior<Command> onCommand(Command command) {
    switch (command) {
      case Event event -> onEvent(event.event());
      case StartDelta start -> {
        if (!chains.containsKey(ChainKind.DELTA)) {
          open(ChainKind.DELTA);
          sessions.forEach(s -> deliver(ChainKind.DELTA, new Session.Up(s)));
        }
      }
      case Submit submit -> submit(submit);
      case Broadcast broadcast -> broadcast(broadcast);
      case Look look ->
          to(look.kind())
              .ifPresentOrElse(
                  chain -> chain.ledger().tell(new ChainLedger.Look(look.replyTo())),
                  () -> look.replyTo().tell(Optional.empty()));
      case Certify certify ->
          certify
              .replyTo()
              .tell(
                  Optional.ofNullable(views.get(ChainKind.ALPHA))
                      .flatMap(
                          view ->
                              AlphaReading.certificate(
                                  view, certify.proposal(), certify.attestations())));
      case Ledgers ledgers -> onLedger(ledgers.news());
      case Agreement agreement -> onAgreement(agreement.news());
      case LookDue due -> look();
      case Looked looked -> {
        rounds.put(looked.kind(), looked.round());
        progress(looked.kind());
      }
    }
    return this;
  }

  private void open(ChainKind kind) {
    Genesis genesis = pair.of(kind);
    ChainOrigin origin = GenesisGenerator.origin(genesis);
    LevelBlockStore store = LevelBlockStore.open(machine.home().blocks(pair.id(), kind));
    store.initialize(origin);
    ChainHead head = ChainHead.restore(origin, store, new StoredValues());
    StoredAlphaView alpha =
        kind == ChainKind.ALPHA
            ? new StoredAlphaView(origin, store)
            : new StoredAlphaView(chain(ChainKind.ALPHA).origin(), chain(ChainKind.ALPHA).store());
    DispatcherSelector disk = DispatcherSelector.fromConfig("adn-disk-dispatcher");
    String name = kind.label();
    ActorRef<Consensus.Command> consensus =
        getContext()
            .spawn(
                Consensus.create(
                    kind,
                    engine(kind, genesis),
                    getContext().messageAdapter(Consensus.News.class, Agreement::new)),
                "consensus-" + name,
                disk);
    ActorRef<Mempool.Command> mempool =
        getContext()
            .spawn(
                Mempool.create(
                    machine.verifier(),
                    machine.validator(),
                    settings.clock(),
                    Duration.ofMillis(origin.parameters().blockIntervalMillis()),
                    settings.mempoolMaxTransactions()),
                "mempool-" + name);
    ActorRef<ChainLedger.Command> ledger =
        getContext()
            .spawn(
                ChainLedger.create(
                    machine,
                    settings.clock(),
                    genesis,
                    head,
                    store,
                    alpha,
                    consensus,
                    getContext().messageAdapter(ChainLedger.News.class, Ledgers::new)),
                "ledger-" + name,
                disk);
    consensus.tell(new Consensus.Attach(ledger, mempool));
    getContext().watch(consensus);
    getContext().watch(ledger);
    getContext().watch(mempool);
    chains.put(kind, new Chain(store, origin, consensus, ledger, mempool));
  }

  private Engine engine(ChainKind kind, Genesis genesis) {
    GenesisPairId id = pair.id();
    Optional<Signer> signer = machine.validator();
    PublicKey key = signer.map(Signer::publicKey).orElse(settings.nodeKey());
    return new Engine(
        new EngineConfig(
            id.chain(kind),
            settings.timeouts(genesis.parameters().chain().blockIntervalMillis()),
            Proposers.ROTATING),
        log(kind),
        new FileSignState(machine.disk(), machine.home(), id.chain(kind), key),
        machine.verifier(),
        ChainPair::names,
        signer);
  }

  private FileConsensusLog log(ChainKind kind) {
    Path path = machine.home().consensusLog(pair.id(), kind);
    try {
      return FileConsensusLog.open(machine.disk(), path);
    } catch (IOException e) {
      throw new UncheckedIOException("the log of agreement " + path + " cannot be read", e);
    }
  }

  /** A header names its transactions by their root, so header and root together name one body. */
  private static boolean names(Hash value, org.alphadelta.core.Bytes body) {
    return LedgerDecoders.BLOCK
        .decode(body)
        .toOptional()
        .filter(block -> block.hash().equals(value))
        .filter(
            block ->
                Block.transactionRoot(block.transactions())
                    .equals(block.header().transactionRoot()))
        .isPresent();
  }

  private void onEvent(Session.Event event) {
    switch (event) {
      case Session.Up up -> sessions.add(up.session());
      case Session.Down down -> sessions.remove(down.session());
      case Session.Said said -> {
        route(said);
        return;
      }
    }
    chains.keySet().forEach(kind -> deliver(kind, event));
  }

  private void deliver(ChainKind kind, Session.Event event) {
    Chain chain = chain(kind);
    chain.ledger().tell(new ChainLedger.Event(event));
    chain.mempool().tell(new Mempool.Event(event));
    chain.consensus().tell(new Consensus.Event(event));
  }

  private void route(Session.Said said) {
    switch (said.message()) {
      case PeerMessage.ConsensusFrame frame -> {
        late(frame);
        to(frame.chain()).ifPresent(c -> c.consensus().tell(new Consensus.Event(said)));
      }
      case PeerMessage.ChainStatus status ->
          to(status.chain()).ifPresent(c -> c.ledger().tell(new ChainLedger.Event(said)));
      case PeerMessage.BlocksRequest request ->
          to(request.chain()).ifPresent(c -> c.ledger().tell(new ChainLedger.Event(said)));
      case PeerMessage.BlocksResponse response ->
          to(response.chain()).ifPresent(c -> c.ledger().tell(new ChainLedger.Event(said)));
      case PeerMessage.TransactionGossip gossip ->
          chains.values().forEach(c -> c.mempool().tell(new Mempool.Event(said)));
      case PeerMessage.Ping ping -> {}
      case PeerMessage.Pong pong -> {}
      case PeerMessage.Goodbye goodbye -> {}
      case org.alphadelta.wire.GenesisMessage genesis -> {}
    }
  }

  /**
   * Agreement refuses a vote of a key that has left like any stranger's; what it proves is kept.
   */
  private void late(PeerMessage.ConsensusFrame frame) {
    ChainLedger.View view = views.get(frame.chain());
    if (view != null && frame.message() instanceof ConsensusMessage.VoteMessage(SignedVote vote)) {
      SyncRule.evidence(view.head(), vote, machine.verifier())
          .ifPresent(e -> node.tell(new DepartedSigned(pair.id(), frame.chain(), e)));
    }
  }

  private Optional<Chain> to(ChainKind kind) {
    return Optional.ofNullable(chains.get(kind));
  }

  private Chain chain(ChainKind kind) {
    Chain chain = chains.get(kind);
    if (chain == null) {
      throw new IllegalStateException(kind + " of " + pair.id() + " is not open");
    }
    return chain;
  }

  private void submit(Submit submit) {
    to(submit.kind())
        .ifPresentOrElse(
            chain -> chain.mempool().tell(new Mempool.Submit(submit.payload(), submit.replyTo())),
            () -> submit.replyTo().ifPresent(to -> to.tell(notOpen(submit.kind()))));
  }

  private void broadcast(Broadcast broadcast) {
    ChainKind kind = broadcast.transaction().transaction().chain().kind();
    to(kind)
        .ifPresentOrElse(
            chain ->
                chain.mempool().tell(new Mempool.Add(broadcast.transaction(), broadcast.replyTo())),
            () -> broadcast.replyTo().tell(notOpen(kind)));
  }

  private static Verdict notOpen(ChainKind kind) {
    return new Verdict.Refused("not-ready", kind + " that is not open yet", "an open chain");
  }

  private void onLedger(ChainLedger.News news) {
    switch (news) {
      case ChainLedger.Advanced advanced -> advanced(advanced);
      case ChainLedger.DepartedSigned departed ->
          node.tell(new DepartedSigned(pair.id(), departed.kind(), departed.evidence()));
      case ChainLedger.Contradicted contradicted ->
          node.tell(new Unsafe(pair.id(), contradicted.reason()));
    }
  }

  private void onAgreement(Consensus.News news) {
    switch (news) {
      case Consensus.EvidenceFound found ->
          node.tell(new EvidenceFound(pair.id(), found.kind(), found.evidence()));
      case Consensus.SafetyStop stop -> node.tell(new Unsafe(pair.id(), stop.reason()));
    }
  }

  private void advanced(ChainLedger.Advanced advanced) {
    views.put(advanced.kind(), advanced.view());
    Chain chain = chain(advanced.kind());
    chain.mempool().tell(new Mempool.Advanced(advanced.view().state(), advanced.next()));
    if (advanced.view().height() > 0) {
      chain.consensus().tell(new Consensus.Settled(advanced.view().height()));
    }
    agree(advanced.kind());
    if (advanced.kind() == ChainKind.ALPHA) {
      node.tell(new Governance(pair.id(), AlphaReading.snapshot(pair.id(), advanced.view())));
      to(ChainKind.DELTA).ifPresent(delta -> delta.ledger().tell(new ChainLedger.AlphaAdvanced()));
      agree(ChainKind.DELTA);
    }
    rounds.put(advanced.kind(), 0L);
    progress(advanced.kind());
    closeIfOver();
  }

  /** Starts agreement on the next height of a chain if it is this validator's to agree on. */
  private void agree(ChainKind kind) {
    ChainLedger.View view = views.get(kind);
    Optional<PublicKey> self = machine.validator().map(Signer::publicKey);
    if (view == null || self.isEmpty()) {
      return;
    }
    ChainHead head = view.head();
    if (head.departed(self.get())) {
      chain(kind).consensus().tell(new Consensus.StopAfter(head.split().orElseThrow()));
    } else if (head.committee().contains(self.get()) && gateOpen(kind, head)) {
      chain(kind).consensus().tell(new Consensus.Start(head.nextHeight(), head.committee()));
    }
  }

  /**
   * Delta's block 1 needs Alpha at {@code delta_min_alpha_blocks}; agreement on it before would
   * only time out.
   */
  private boolean gateOpen(ChainKind kind, ChainHead head) {
    ChainLedger.View alpha = views.get(ChainKind.ALPHA);
    return kind == ChainKind.ALPHA
        || head.height() > 0
        || (alpha != null && alpha.height() >= head.origin().genesis().deltaMinAlphaBlocks());
  }

  private void closeIfOver() {
    ChainLedger.View alpha = views.get(ChainKind.ALPHA);
    ChainLedger.View delta = views.get(ChainKind.DELTA);
    Optional<PublicKey> self = machine.validator().map(Signer::publicKey);
    if (closed || alpha == null || delta == null || self.isEmpty()) {
      return;
    }
    if (alpha.head().departed(self.get()) && delta.head().departed(self.get())) {
      closed = true;
      node.tell(new Closed(pair.id(), delta.height(), delta.headHash()));
    }
  }

  private void look() {
    chains.forEach(
        (kind, chain) ->
            getContext()
                .ask(
                    Consensus.Standing.class,
                    chain.consensus(),
                    LOOK_EVERY,
                    Consensus.Where::new,
                    (standing, late) -> new Looked(kind, standing == null ? 0 : standing.round())));
  }

  private void progress(ChainKind kind) {
    ChainLedger.View view = views.get(kind);
    if (view != null) {
      node.tell(
          new Advanced(
              pair.id(), kind, view, rounds.getOrDefault(kind, 0L), activity(kind, view.head())));
    }
  }

  private String activity(ChainKind kind, ChainHead head) {
    Optional<PublicKey> self = machine.validator().map(Signer::publicKey);
    ChainLedger.View alpha = views.get(ChainKind.ALPHA);
    boolean leaving = alpha != null && self.filter(alpha.head()::departed).isPresent();
    if (closed) {
      return "archived";
    }
    if (head.concluded() || self.filter(head::departed).isPresent()) {
      return "stopped";
    }
    if (leaving && kind == ChainKind.DELTA) {
      return "closing";
    }
    return self.filter(head.committee()::contains).isPresent() ? "agreeing" : "syncing";
  }
}
