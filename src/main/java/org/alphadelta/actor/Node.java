package org.alphadelta.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.ChildFailed;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.persistence.typed.internal.JournalFailureException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Signer;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.genesis.UpgradeCertificate;
import org.alphadelta.store.ChainDirectory;
import org.alphadelta.store.ChainPointer;
import org.alphadelta.store.DiskFailure;

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

  /** A door asks. */
  record Asked(FrontDesk.Question question) implements Command {}

  /** Where the listening socket hands its connections; asked once at start. */
  public record AskPeers(ActorRef<ActorRef<Peers.Command>> replyTo) implements Command {}

  private record FromGovernor(Governor.Order order) implements Command {}

  private record FromRatifier(Ratifier.Order order) implements Command {}

  private record FromUpgrade(Succession.Order order) implements Command {}

  private record FromFetcher(GenesisFetcher.News news) implements Command {}

  private record FromLibrary(Library.News news) implements Command {}

  private record FromKeeper(EvidenceKeeper.Kept kept) implements Command {}

  private record FromPair(ChainPair.News news) implements Command {}

  /** Why a node ends itself. */
  public record Stop(int exitCode, String reason) {
    /**
     * A broken invariant, a damaged file or journal, a disk that does not do what was asked: never
     * go on with guesses.
     */
    static Stop of(String who, Throwable failure) {
      for (Throwable at = failure; at != null; at = at.getCause()) {
        if (at instanceof IllegalStateException
            || at instanceof DiskFailure
            || at instanceof JournalFailureException) {
          return new Stop(SAFETY_STOP, who + ": " + at.getMessage());
        }
      }
      return new Stop(FAILURE, who + " failed: " + failure);
    }
  }

  private static final int SAFETY_STOP = 10;
  private static final int FAILURE = 1;
  private static final int HANDED_OVER = 20;

  private final NodeSetup setup;
  private final Machine machine;
  private final Residents residents;
  private final StatusBoard board;
  private final HeldPairs pairs = new HeldPairs();
  private final FrontDesk desk;
  private final List<Succession.Order> waiting = new ArrayList<>();
  private StartGate gate;
  private Approvals approvals = Approvals.NONE;

  public static Behavior<Command> create(NodeSetup setup) {
    return Behaviors.setup(context -> new Node(context, setup));
  }

  private Node(ActorContext<Command> context, NodeSetup setup) {
    super(context);
    this.setup = setup;
    this.machine = setup.machine();
    this.board = new StatusBoard(setup);
    this.residents =
        Residents.moveIn(
            context,
            setup,
            new Residents.Ears(
                context.messageAdapter(Library.News.class, FromLibrary::new),
                context.messageAdapter(GenesisFetcher.News.class, FromFetcher::new),
                context.messageAdapter(Governor.Order.class, FromGovernor::new),
                context.messageAdapter(Ratifier.Order.class, FromRatifier::new),
                context.messageAdapter(Succession.Order.class, FromUpgrade::new),
                context.messageAdapter(EvidenceKeeper.Kept.class, FromKeeper::new)));
    this.desk = new FrontDesk(context, residents, pairs, board);
    this.gate = StartGate.closed(residents.upgrade().isPresent());
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Command.class, this::onCommand)
        .onSignal(
            ChildFailed.class,
            failed -> failed(Stop.of(failed.getRef().path().name(), failed.getCause())))
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
      case Asked asked -> desk.answer(asked.question());
      case AskPeers ask -> ask.replyTo().tell(residents.peers());
      case FromGovernor from -> onGovernor(from.order());
      case FromRatifier from -> onRatifier(from.order());
      case FromUpgrade from -> onUpgrade(from.order());
      case FromFetcher from -> onFetcher(from.news());
      case FromLibrary from -> onLibrary(from.news());
      case FromPair from -> onPair(from.news());
      case FromKeeper from -> board.kept(from.kept());
    }
    return this;
  }

  private void onGovernor(Governor.Order order) {
    switch (order) {
      case Governor.Recovered recovered -> start(gate.governorRecovered());
      case Governor.Submit submit ->
          pairs
              .of(submit.pair())
              .ifPresent(
                  pair ->
                      pair.tell(
                          new ChainPair.Submit(
                              ChainKind.ALPHA, submit.payload(), submit.replyTo())));
      case Governor.FetchParameters fetch ->
          residents.library().tell(new Library.Fetch(fetch.cid()));
      case Governor.Prepared prepared ->
          residents.tellUpgrade(new Succession.Prepare(prepared.source(), prepared.proposal()));
    }
  }

  private void onRatifier(Ratifier.Order order) {
    switch (order) {
      case Ratifier.Recovered recovered -> start(gate.ratifierRecovered());
      case Ratifier.Approved approved -> approved(approved.pair(), approved.decision().proposal());
    }
  }

  private void onUpgrade(Succession.Order order) {
    boolean early =
        pairs.current().isEmpty()
            && (order instanceof Succession.StartAlpha || order instanceof Succession.StartDelta);
    if (early) {
      waiting.add(order); // the gate is still closed
      return;
    }
    switch (order) {
      case Succession.Recovered recovered -> start(gate.upgradeRecovered(recovered.current()));
      case Succession.RetireSource retire ->
          getContext()
              .getLog()
              .info(
                  "{} is over for this validator above alpha height {}",
                  retire.source(),
                  retire.height());
      case Succession.Attested attested ->
          residents.library().tell(new Library.Attested(attested.attestation()));
      case Succession.StartAlpha start -> {
        open(start.pair(), false);
        pairs.run(start.pair().id());
        explain();
      }
      case Succession.StartDelta start ->
          pairs.of(start.pair()).ifPresent(pair -> pair.tell(new ChainPair.StartDelta()));
      case Succession.Progress progress -> board.upgrade(progress);
      case Succession.HandOver over ->
          setup.stop().accept(new Stop(HANDED_OVER, "handed over by proposal " + over.proposal()));
    }
  }

  private void onFetcher(GenesisFetcher.News news) {
    switch (news) {
      case GenesisFetcher.NeedsPeers needs -> {
        getContext().getLog().info("fetching the genesis from peers: {}", needs.why());
        ActorRef<Session.Event> sessions =
            getContext()
                .spawnAnonymous(Session.passedTo(residents.fetcher(), GenesisFetcher.Event::new));
        residents.peers().tell(new Peers.Bootstrap(Optional.of(sessions)));
      }
      case GenesisFetcher.Progress progress -> board.genesis(progress);
      case GenesisFetcher.Verified now -> {
        board.verified(now);
        residents.peers().tell(new Peers.Bootstrap(Optional.empty()));
        start(gate.genesisVerified(now));
      }
      case GenesisFetcher.AttestedTwice twice -> {
        board.contradicted(twice.evidence());
        residents.library().tell(new Library.Contradicted(twice.evidence()));
      }
      case GenesisFetcher.Contradicted contradicted ->
          setup.stop().accept(new Stop(SAFETY_STOP, contradicted.reason()));
    }
  }

  private void onLibrary(Library.News news) {
    switch (news) {
      case Library.Stored stored ->
          residents.governor().tell(new Governor.ParametersStored(stored.cid(), stored.size()));
      case Library.ContradictionFound found ->
          residents.fetcher().tell(new GenesisFetcher.Accuse(found.evidence()));
      case Library.CertificatesHeld held -> {
        approvals = approvals.hold(held.certificates());
        activate();
        explain();
        held.contradiction().ifPresent(why -> setup.stop().accept(new Stop(SAFETY_STOP, why)));
      }
    }
  }

  private void explain() {
    residents.peers().tell(new Peers.Explain(pairs.current(), approvals.held()));
  }

  private void onPair(ChainPair.News news) {
    switch (news) {
      case ChainPair.Advanced advanced -> {
        board.advanced(advanced);
        residents.tellUpgrade(
            new Succession.ChainAdvanced(
                advanced.pair(),
                advanced.kind(),
                advanced.view().height(),
                advanced.view().headHash()));
      }
      case ChainPair.Governance governance -> {
        pairs.members(governance.pair(), governance.snapshot().source());
        residents.governor().tell(new Governor.Observe(governance.snapshot()));
        residents.ratifier().tell(new Ratifier.Observe(governance.snapshot()));
        serve(governance.pair());
      }
      case ChainPair.Closed closed -> {
        pairs.close(closed.pair());
        serve(closed.pair());
        residents.tellUpgrade(
            new Succession.DeltaClosed(closed.pair(), closed.height(), closed.block()));
      }
      case ChainPair.EvidenceFound found ->
          residents.keep(found.pair().chain(found.kind()), found.evidence());
      case ChainPair.Unsafe unsafe ->
          setup.stop().accept(new Stop(SAFETY_STOP, unsafe.pair() + ": " + unsafe.reason()));
    }
  }

  /** No chain runs before everybody who decides has recovered. */
  private void start(StartGate now) {
    gate = now;
    if (!gate.isOpen() || pairs.current().isPresent()) {
      return;
    }
    StartGate.Start start = gate.start(ChainDirectory.all(machine.disk(), machine.home()));
    GenesisPairId id = start.pair().id();
    new ChainDirectory(machine.disk(), machine.home(), id).ensure(start.pair());
    ChainPointer pointer = new ChainPointer(machine.disk(), machine.home());
    if (pointer.read().isEmpty()) {
      pointer.pointAt(id); // later it is the upgrade's to move
    }
    start.predecessors().forEach(pair -> open(pair, true));
    pairs.run(id);
    open(start.pair(), !start.upgraded() || deltaWasStarted(id));
    explain();
    List<Succession.Order> orders = List.copyOf(waiting);
    waiting.clear();
    orders.forEach(this::onUpgrade);
  }

  private boolean deltaWasStarted(GenesisPairId pair) {
    return machine.disk().exists(machine.home().blocks(pair, ChainKind.DELTA));
  }

  private void open(GenesisPair pair, boolean withDelta) {
    GenesisPairId id = pair.id();
    if (pairs.holds(id)) {
      return;
    }
    residents.library().tell(new Library.Hold(pair, gate.words(id)));
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
    pairs.hold(pair, ref, getContext().spawnAnonymous(Session.passedTo(ref, ChainPair.Event::new)));
    serve(id);
  }

  private void serve(GenesisPairId id) {
    pairs.serving(id).ifPresent(residents.peers()::tell);
  }

  private void approved(GenesisPairId source, Hash proposal) {
    approvals = approvals.approve(proposal);
    if (approvals.isProven(proposal)) {
      activate();
    } else {
      pairs
          .of(source)
          .ifPresent(
              pair -> residents.certifier().tell(new Certifier.Make(proposal, source, pair)));
    }
  }

  /** Whoever a certificate on this disk says has voted YES acts on it. */
  private void activate() {
    approvals.proven().forEach(c -> residents.certifier().tell(new Certifier.Enough(c.proposal())));
    List<UpgradeCertificate> due = approvals.due(machine.validator().map(Signer::publicKey));
    approvals = approvals.act(due);
    for (UpgradeCertificate certificate : due) {
      GenesisPairId source = certificate.attestations().get(0).attestation().pair();
      residents.tellUpgrade(new Succession.Activate(source, certificate));
    }
  }
}
