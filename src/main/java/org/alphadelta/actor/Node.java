package org.alphadelta.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.ChildFailed;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.AskPattern;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.cluster.typed.ClusterSingleton;
import akka.cluster.typed.SingletonActor;
import akka.persistence.typed.internal.JournalFailureException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.alphadelta.actor.NodePort.Offence;
import org.alphadelta.actor.NodePort.ServedGenesis;
import org.alphadelta.actor.NodePort.Verdict;
import org.alphadelta.consensus.Evidence;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Committee;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Signer;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.genesis.SignedAttestation;
import org.alphadelta.genesis.UpgradeCertificate;
import org.alphadelta.governance.Ballot;
import org.alphadelta.ledger.Payload;
import org.alphadelta.ledger.SignedTransaction;
import org.alphadelta.store.ChainDirectory;
import org.alphadelta.store.ChainPointer;
import org.alphadelta.wire.Scope;

/**
 * The guardian of one node: starts no chain before the journaled actors have recovered and said
 * which one is to run, then runs the current pair, serves the earlier ones, and carries words
 * between chains, governance and the upgrade. It decides nothing itself.
 *
 * <p>Order of a start: governor, ratifier and upgrade recovered; genesis verified (unless the
 * upgrade names a later pair); earlier pairs opened; current pair opened.
 */
public final class Node extends AbstractBehavior<Node.Command> {

  public sealed interface Command extends LocalMessage {}

  record AskStatus(ActorRef<NodeStatus> replyTo) implements Command {}

  record AskGenesis(ActorRef<Optional<ServedGenesis>> replyTo) implements Command {}

  record AskEvidence(ActorRef<List<Offence>> replyTo) implements Command {}

  record Look(ChainKind kind, ActorRef<Optional<LedgerView>> replyTo) implements Command {}

  record Broadcast(SignedTransaction transaction, ActorRef<Verdict> replyTo) implements Command {}

  record Cast(Hash proposal, Ballot ballot, ActorRef<Verdict> replyTo) implements Command {}

  record Submit(ChainKind kind, Payload payload, ActorRef<Verdict> replyTo) implements Command {}

  record Pin(Bytes content, ActorRef<Verdict> replyTo) implements Command {}

  /** Where the listening socket hands its connections; asked once at start. */
  public record AskPeers(ActorRef<ActorRef<Peers.Command>> replyTo) implements Command {}

  private record FromGovernor(Governor.Order order) implements Command {}

  private record FromRatifier(Ratifier.Order order) implements Command {}

  private record FromUpgrade(Succession.Order order) implements Command {}

  private record FromFetcher(GenesisFetcher.News news) implements Command {}

  private record FromLibrary(Library.News news) implements Command {}

  private record FromKeeper(EvidenceKeeper.Kept kept) implements Command {}

  private record FromPair(ChainPair.News news) implements Command {}

  private record PeersAre(List<Session> sessions, ActorRef<NodeStatus> replyTo)
      implements Command {}

  /** Why a node ends itself. */
  public record Stop(int exitCode, String reason) {}

  private record Held(ActorRef<ChainPair.Command> ref, GenesisPair pair, boolean closed) {}

  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int SAFETY_STOP = 10;
  private static final int FAILURE = 1;
  private static final int HANDED_OVER = 20;

  private final NodeSetup setup;
  private final Machine machine;
  private final TimerScheduler<Command> timers;
  private final ActorRef<Library.Command> library;
  private final ActorRef<Certifier.Command> certifier;
  private final ActorRef<Peers.Command> peers;
  private final ActorRef<Governor.Command> governor;
  private final ActorRef<Ratifier.Command> ratifier;
  private final ActorRef<GenesisFetcher.Command> fetcher;
  private final Optional<ActorRef<Succession.Command>> upgrade;
  private final Map<ChainKind, ActorRef<EvidenceKeeper.Command>> evidence =
      new EnumMap<>(ChainKind.class);
  private final Map<GenesisPairId, Held> pairs = new LinkedHashMap<>();
  private final Map<ActorRef<ChainPair.Command>, ActorRef<Session.Event>> adapters =
      new LinkedHashMap<>();
  private final StatusBoard board;
  private final Map<GenesisPairId, AlphaSnapshot> snapshots = new LinkedHashMap<>();
  private final Set<Hash> approved = new LinkedHashSet<>();
  private final List<Succession.Order> waiting = new ArrayList<>();
  private final Set<Hash> activated = new LinkedHashSet<>();
  private final List<UpgradeCertificate> certificates = new ArrayList<>();
  private boolean governorReady;
  private boolean ratifierReady;
  private boolean upgradeReady;
  private Optional<GenesisPairId> upgraded = Optional.empty();
  private Optional<GenesisFetcher.Verified> verified = Optional.empty();
  private Optional<GenesisPairId> current = Optional.empty();

  public static Behavior<Command> create(NodeSetup setup) {
    return Behaviors.setup(
        context -> Behaviors.withTimers(timers -> new Node(context, timers, setup)));
  }

  private Node(ActorContext<Command> context, TimerScheduler<Command> timers, NodeSetup setup) {
    super(context);
    this.setup = setup;
    this.machine = setup.machine();
    this.timers = timers;
    this.board = new StatusBoard(setup);
    DispatcherSelector disk = DispatcherSelector.fromConfig("adn-disk-dispatcher");
    library =
        context.spawn(
            Library.create(machine, context.messageAdapter(Library.News.class, FromLibrary::new)),
            "library",
            disk);
    certifier = context.spawn(Certifier.create(library), "certifier");
    peers =
        context.spawn(
            Peers.create(
                setup.peers(),
                machine,
                adapted(library),
                found -> library.tell(new Library.Certified(found))),
            "peers");
    fetcher =
        context.spawn(
            GenesisFetcher.create(
                context.messageAdapter(GenesisFetcher.News.class, FromFetcher::new),
                machine,
                setup.codecs(),
                setup.clock()),
            "genesis",
            disk);
    governor =
        singleton(
            Governor.create(
                context.messageAdapter(Governor.Order.class, FromGovernor::new),
                machine,
                setup.codecs(),
                setup.clock()),
            "governor");
    ratifier =
        singleton(
            Ratifier.create(
                context.messageAdapter(Ratifier.Order.class, FromRatifier::new),
                setup.codecs(),
                setup.clock()),
            "ratifier");
    upgrade =
        setup
            .upgrades()
            .behavior(context.messageAdapter(Succession.Order.class, FromUpgrade::new), machine)
            .map(behavior -> singleton(behavior, "succession"));
    upgradeReady = upgrade.isEmpty();
    for (ChainKind kind : ChainKind.values()) {
      evidence.put(
          kind,
          context.spawn(
              EvidenceKeeper.create(
                  kind,
                  context.messageAdapter(EvidenceKeeper.Kept.class, FromKeeper::new),
                  machine.verifier(),
                  setup.codecs(),
                  setup.clock()),
              "evidence-" + kind.label()));
    }
    context.watch(library);
    context.watch(peers);
    context.watch(fetcher);
    evidence.values().forEach(context::watch);
  }

  private <T> ActorRef<T> singleton(Behavior<T> behavior, String name) {
    return ClusterSingleton.get(getContext().getSystem())
        .init(
            SingletonActor.of(
                Guarded.create(behavior, cause -> setup.stop().accept(stopFor(name, cause))),
                name));
  }

  /**
   * A broken invariant, a damaged file or journal: never go on with guesses, never restart by
   * itself.
   */
  private static Stop stopFor(String who, Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof IllegalStateException || at instanceof JournalFailureException) {
        return new Stop(SAFETY_STOP, who + ": " + at.getMessage());
      }
    }
    return new Stop(FAILURE, who + " failed: " + failure);
  }

  private ActorRef<Session.Event> adapted(ActorRef<Library.Command> to) {
    return getContext()
        .spawn(
            Behaviors.receiveMessage(
                (Session.Event event) -> {
                  to.tell(new Library.Event(event));
                  return Behaviors.same();
                }),
            "library-sessions");
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Command.class, this::onCommand)
        .onSignal(
            ChildFailed.class,
            failed -> failed(stopFor(failed.getRef().path().name(), failed.getCause())))
        .onSignal(
            Terminated.class,
            gone -> failed(new Stop(FAILURE, gone.getRef().path().name() + " has ended")))
        .build();
  }

  private Behavior<Command> failed(Stop why) {
    getContext().getLog().error("stopping: {}", why.reason());
    setup.stop().accept(why);
    return this;
  }

  private Behavior<Command> onCommand(Command command) {
    switch (command) {
      case AskStatus ask -> askStatus(ask);
      case AskGenesis ask -> askGenesis(ask);
      case AskEvidence ask -> ask.replyTo().tell(board.offences());
      case Look look ->
          current
              .map(pairs::get)
              .ifPresentOrElse(
                  held -> held.ref().tell(new ChainPair.Look(look.kind(), look.replyTo())),
                  () -> look.replyTo().tell(Optional.empty()));
      case Broadcast broadcast -> broadcast(broadcast);
      case Cast cast ->
          governor.tell(new Governor.Cast(cast.proposal(), cast.ballot(), cast.replyTo()));
      case Submit submit -> submit(submit);
      case Pin pin -> library.tell(new Library.Pin(pin.content(), pin.replyTo()));
      case AskPeers ask -> ask.replyTo().tell(peers);
      case FromGovernor from -> onGovernor(from.order());
      case FromRatifier from -> onRatifier(from.order());
      case FromUpgrade from -> onUpgrade(from.order());
      case FromFetcher from -> onFetcher(from.news());
      case FromLibrary from -> onLibrary(from.news());
      case FromPair from -> onPair(from.news());
      case FromKeeper from -> board.kept(from.kept());
      case PeersAre are -> are.replyTo().tell(board.status(are.sessions(), current));
    }
    return this;
  }

  private void onGovernor(Governor.Order order) {
    switch (order) {
      case Governor.Recovered recovered -> {
        governorReady = true;
        startIfReady();
      }
      case Governor.Submit submit ->
          Optional.ofNullable(pairs.get(submit.pair()))
              .ifPresent(
                  held ->
                      held.ref()
                          .tell(
                              new ChainPair.Submit(
                                  ChainKind.ALPHA, submit.payload(), submit.replyTo())));
      case Governor.FetchParameters fetch -> library.tell(new Library.Fetch(fetch.cid()));
      case Governor.Prepared prepared ->
          upgrade.ifPresent(
              u -> u.tell(new Succession.Prepare(prepared.source(), prepared.proposal())));
    }
  }

  private void onRatifier(Ratifier.Order order) {
    switch (order) {
      case Ratifier.Recovered recovered -> {
        ratifierReady = true;
        startIfReady();
      }
      case Ratifier.Approved approved -> approved(approved.pair(), approved.decision().proposal());
    }
  }

  private void onUpgrade(Succession.Order order) {
    boolean early =
        current.isEmpty()
            && (order instanceof Succession.StartAlpha || order instanceof Succession.StartDelta);
    if (early) {
      waiting.add(order); // the gate is still closed
      return;
    }
    switch (order) {
      case Succession.Recovered recovered -> {
        upgradeReady = true;
        upgraded = recovered.current();
        startIfReady();
      }
      case Succession.RetireSource retire ->
          getContext()
              .getLog()
              .info(
                  "{} is over for this validator above alpha height {}",
                  retire.source(),
                  retire.height());
      case Succession.Attested attested ->
          library.tell(new Library.Attested(attested.attestation()));
      case Succession.StartAlpha start -> {
        open(start.pair(), false);
        current = Optional.of(start.pair().id());
        explain();
      }
      case Succession.StartDelta start ->
          Optional.ofNullable(pairs.get(start.pair()))
              .ifPresent(held -> held.ref().tell(new ChainPair.StartDelta()));
      case Succession.Progress progress -> board.upgrade(progress);
      case Succession.HandOver over ->
          setup.stop().accept(new Stop(HANDED_OVER, "handed over by proposal " + over.proposal()));
    }
  }

  private void onFetcher(GenesisFetcher.News news) {
    switch (news) {
      case GenesisFetcher.NeedsPeers needs -> {
        getContext().getLog().info("fetching the genesis from peers: {}", needs.why());
        peers.tell(new Peers.Bootstrap(Optional.of(adaptedFetcher())));
      }
      case GenesisFetcher.Progress progress -> board.genesis(progress);
      case GenesisFetcher.Verified now -> {
        verified = Optional.of(now);
        board.verified(now);
        peers.tell(new Peers.Bootstrap(Optional.empty()));
        startIfReady();
      }
      case GenesisFetcher.AttestedTwice twice -> {
        board.contradicted(twice.evidence());
        library.tell(new Library.Contradicted(twice.evidence()));
      }
      case GenesisFetcher.Contradicted contradicted ->
          setup.stop().accept(new Stop(SAFETY_STOP, contradicted.reason()));
    }
  }

  private ActorRef<Session.Event> adaptedFetcher() {
    return getContext()
        .spawnAnonymous(
            Behaviors.receiveMessage(
                (Session.Event event) -> {
                  fetcher.tell(new GenesisFetcher.Event(event));
                  return Behaviors.same();
                }));
  }

  private void onLibrary(Library.News news) {
    switch (news) {
      case Library.Stored stored ->
          governor.tell(new Governor.ParametersStored(stored.cid(), stored.size()));
      case Library.ContradictionFound found ->
          fetcher.tell(new GenesisFetcher.Accuse(found.evidence()));
      case Library.CertificatesHeld held -> {
        certificates.clear();
        certificates.addAll(held.certificates());
        held.certificates().forEach(this::activate);
        explain();
        held.contradiction().ifPresent(why -> setup.stop().accept(new Stop(SAFETY_STOP, why)));
      }
    }
  }

  private void explain() {
    peers.tell(new Peers.Explain(current, List.copyOf(certificates)));
  }

  private void onPair(ChainPair.News news) {
    switch (news) {
      case ChainPair.Advanced advanced -> {
        board.advanced(advanced);
        upgrade.ifPresent(
            u ->
                u.tell(
                    new Succession.ChainAdvanced(
                        advanced.pair(),
                        advanced.kind(),
                        advanced.view().height(),
                        advanced.view().headHash())));
      }
      case ChainPair.Governance governance -> {
        snapshots.put(governance.pair(), governance.snapshot());
        governor.tell(new Governor.Observe(governance.snapshot()));
        ratifier.tell(new Ratifier.Observe(governance.snapshot()));
        serve(governance.pair());
      }
      case ChainPair.Closed closed -> {
        pairs.computeIfPresent(
            closed.pair(), (id, held) -> new Held(held.ref(), held.pair(), true));
        serve(closed.pair());
        upgrade.ifPresent(
            u ->
                u.tell(new Succession.DeltaClosed(closed.pair(), closed.height(), closed.block())));
      }
      case ChainPair.EvidenceFound found ->
          keep(found.pair().chain(found.kind()), found.evidence());
      case ChainPair.DepartedSigned departed ->
          keep(departed.pair().chain(departed.kind()), departed.evidence());
      case ChainPair.Unsafe unsafe ->
          setup.stop().accept(new Stop(SAFETY_STOP, unsafe.pair() + ": " + unsafe.reason()));
    }
  }

  private void keep(ChainId chain, Evidence found) {
    Optional.ofNullable(evidence.get(chain.kind()))
        .ifPresent(keeper -> keeper.tell(new EvidenceKeeper.Keep(chain, found)));
  }

  /** The gate: no chain runs before everybody who decides has recovered. */
  private void startIfReady() {
    boolean known = upgraded.isPresent() || verified.isPresent();
    if (!governorReady || !ratifierReady || !upgradeReady || !known || current.isPresent()) {
      return;
    }
    List<GenesisPair> held = ChainDirectory.all(machine.disk(), machine.home());
    Optional<GenesisPair> first = verified.map(GenesisFetcher.Verified::pair);
    GenesisPairId now = upgraded.or(() -> first.map(GenesisPair::id)).orElseThrow();
    GenesisPair pair =
        held.stream()
            .filter(p -> p.id().equals(now))
            .findFirst()
            .or(() -> first.filter(p -> p.id().equals(now)))
            .orElseThrow(() -> new IllegalStateException("no genesis in this home for " + now));
    new ChainDirectory(machine.disk(), machine.home(), now).ensure(pair);
    ChainPointer pointer = new ChainPointer(machine.disk(), machine.home());
    if (pointer.read().isEmpty()) {
      pointer.pointAt(now); // later it is the upgrade's to move
    }
    predecessors(pair, held).forEach(p -> open(p, true));
    current = Optional.of(now);
    open(pair, upgraded.isEmpty() || deltaWasStarted(now));
    explain();
    List<Succession.Order> orders = List.copyOf(waiting);
    waiting.clear();
    orders.forEach(this::onUpgrade);
  }

  /** The pairs that led to this one; a pair that is only prepared is none of them. */
  private static List<GenesisPair> predecessors(GenesisPair pair, List<GenesisPair> held) {
    List<GenesisPair> line = new ArrayList<>();
    Optional<Hash> before = pair.alpha().header().predecessor();
    while (before.isPresent() && line.size() < held.size()) {
      Hash wanted = before.get();
      Optional<GenesisPair> found =
          held.stream().filter(p -> p.alpha().hash().equals(wanted)).findFirst();
      found.ifPresent(line::add);
      before = found.flatMap(p -> p.alpha().header().predecessor());
    }
    return line;
  }

  private boolean deltaWasStarted(GenesisPairId pair) {
    return machine.disk().exists(machine.home().blocks(pair, ChainKind.DELTA));
  }

  private void open(GenesisPair pair, boolean withDelta) {
    GenesisPairId id = pair.id();
    if (pairs.containsKey(id)) {
      return;
    }
    List<SignedAttestation> words =
        verified
            .filter(v -> v.pair().id().equals(id))
            .map(GenesisFetcher.Verified::attestations)
            .orElse(List.of());
    library.tell(new Library.Hold(pair, words));
    ActorRef<ChainPair.Command> ref =
        getContext()
            .spawn(
                ChainPair.create(
                    pair,
                    withDelta,
                    setup.chains(),
                    machine,
                    getContext().messageAdapter(ChainPair.News.class, FromPair::new)),
                "pair-" + id.directory(),
                DispatcherSelector.fromConfig("adn-disk-dispatcher"));
    getContext().watch(ref);
    pairs.put(id, new Held(ref, pair, false));
    serve(id);
  }

  /**
   * A pair that this validator still works on is served in full and dialed for; one that is over is
   * kept readable.
   */
  private void serve(GenesisPairId id) {
    Held held = pairs.get(id);
    if (held == null) {
      return;
    }
    Committee members =
        Optional.ofNullable(snapshots.get(id))
            .map(AlphaSnapshot::source)
            .orElse(held.pair().committee());
    boolean working = !held.closed();
    peers.tell(
        new Peers.Serve(
            id, working ? Scope.FULL : Scope.READ_ONLY, working, members, sessionsOf(held.ref())));
  }

  private ActorRef<Session.Event> sessionsOf(ActorRef<ChainPair.Command> pair) {
    return adapters.computeIfAbsent(
        pair,
        to ->
            getContext()
                .spawnAnonymous(
                    Behaviors.receiveMessage(
                        (Session.Event event) -> {
                          to.tell(new ChainPair.Event(event));
                          return Behaviors.same();
                        })));
  }

  private void broadcast(Broadcast broadcast) {
    Hash genesis = broadcast.transaction().transaction().chain().genesis();
    ChainKind kind = broadcast.transaction().transaction().chain().kind();
    Optional<Held> to =
        pairs.values().stream()
            .filter(held -> !held.closed() && held.pair().id().hash(kind).equals(genesis))
            .findFirst();
    to.ifPresentOrElse(
        held ->
            held.ref().tell(new ChainPair.Broadcast(broadcast.transaction(), broadcast.replyTo())),
        () ->
            broadcast
                .replyTo()
                .tell(
                    new Verdict.Refused(
                        "wrong-chain",
                        broadcast.transaction().transaction().chain().toString(),
                        current
                            .map(c -> c.chain(kind).toString())
                            .orElse("a chain this node runs"))));
  }

  private void submit(Submit submit) {
    current
        .map(pairs::get)
        .ifPresentOrElse(
            held ->
                held.ref()
                    .tell(
                        new ChainPair.Submit(
                            submit.kind(), submit.payload(), Optional.of(submit.replyTo()))),
            () ->
                submit
                    .replyTo()
                    .tell(new Verdict.Refused("not-ready", "no chain yet", "a verified genesis")));
  }

  private void askStatus(AskStatus ask) {
    getContext()
        .pipeToSelf(
            AskPattern.<Peers.Command, List<Session>>ask(
                peers, Peers.Connected::new, PATIENCE, getContext().getSystem().scheduler()),
            (sessions, late) ->
                new PeersAre(sessions == null ? List.of() : sessions, ask.replyTo()));
  }

  private void askGenesis(AskGenesis ask) {
    current.ifPresentOrElse(
        id -> library.tell(new Library.Served(id, ask.replyTo())),
        () -> ask.replyTo().tell(Optional.empty()));
  }

  private void approved(GenesisPairId source, Hash proposal) {
    approved.add(proposal);
    boolean held = certificates.stream().anyMatch(c -> c.proposal().equals(proposal));
    Held pair = pairs.get(source);
    if (held) {
      certificates.forEach(this::activate);
    } else if (pair != null) {
      certifier.tell(new Certifier.Make(proposal, source, pair.ref()));
    }
  }

  /** The certificate is on this disk now: whoever it says has voted YES acts on it. */
  private void activate(UpgradeCertificate certificate) {
    if (!approved.contains(certificate.proposal())) {
      return;
    }
    certifier.tell(new Certifier.Enough(certificate.proposal()));
    Optional<PublicKey> self = machine.validator().map(Signer::publicKey);
    boolean votedYes =
        self.filter(certificate.committee()::contains)
            .filter(key -> !certificate.stayers().contains(key))
            .isPresent();
    if (votedYes && activated.add(certificate.proposal())) {
      GenesisPairId source = certificate.attestations().get(0).attestation().pair();
      upgrade.ifPresent(u -> u.tell(new Succession.Activate(source, certificate)));
    }
  }
}
