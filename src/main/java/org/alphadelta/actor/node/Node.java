package org.alphadelta.actor.node;

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
import org.alphadelta.actor.LocalMessage;
import org.alphadelta.actor.NodeEnvironment;
import org.alphadelta.actor.UpgradeProtocol;
import org.alphadelta.actor.chain.ChainEnvironment;
import org.alphadelta.actor.chain.ChainPair;
import org.alphadelta.actor.chain.EvidenceKeeper;
import org.alphadelta.actor.chain.PairLinks;
import org.alphadelta.actor.genesis.GenesisFetcher;
import org.alphadelta.actor.genesis.GenesisStore;
import org.alphadelta.actor.governance.ApprovedUpgrades;
import org.alphadelta.actor.governance.CertificateAssembler;
import org.alphadelta.actor.governance.Governor;
import org.alphadelta.actor.governance.Ratifier;
import org.alphadelta.actor.peer.Peers;
import org.alphadelta.actor.peer.Recipient;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Signer;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.genesis.UpgradeCertificate;
import org.alphadelta.store.ChainDirectory;
import org.alphadelta.store.ChainPointer;
import org.alphadelta.store.DiskFailure;
import org.alphadelta.wire.Destination;

/**
 * The guardian of one node: starts no chain before the journaled actors have recovered and
 * determined the pair to run, then runs the current pair, serves the earlier ones, and passes
 * messages between chains, governance and the upgrade.
 *
 * <p>Order of a start: governor, ratifier and upgrade recovered; genesis verified (unless the
 * upgrade names a later pair); earlier pairs opened; current pair opened.
 */
public final class Node extends AbstractBehavior<Node.Command> {

  public sealed interface Command extends LocalMessage {}

  /** A query from an HTTP port. */
  record Asked(NodeQueries.Query query) implements Command {}

  /** Asks for the actor that takes the listening socket's connections; once at start. */
  public record AskPeers(ActorRef<ActorRef<Peers.Command>> replyTo) implements Command {}

  private record FromGovernor(Governor.Notification notification) implements Command {}

  private record FromRatifier(Ratifier.Notification notification) implements Command {}

  private record FromUpgrade(UpgradeProtocol.Notification notification) implements Command {}

  private record FromFetcher(GenesisFetcher.Notification notification) implements Command {}

  private record FromGenesisStore(GenesisStore.Notification notification) implements Command {}

  private record FromKeeper(EvidenceKeeper.Notification notification) implements Command {}

  private record FromPair(ChainPair.Notification notification) implements Command {}

  /** Why a node stops itself. */
  public record Stop(int exitCode, String reason) {
    /**
     * A broken invariant, a damaged file or journal, a failed disk operation: the node must not
     * continue on guesses.
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
  private final NodeEnvironment environment;
  private final NodeChildren children;
  private final StatusBoard board;
  private final OpenPairs pairs = new OpenPairs();
  private final NodeQueries queries;
  private final List<UpgradeProtocol.Notification> waiting = new ArrayList<>();
  private StartGate gate;
  private ApprovedUpgrades approvals = ApprovedUpgrades.NONE;

  public static Behavior<Command> create(NodeSetup setup) {
    return Behaviors.setup(context -> new Node(context, setup));
  }

  private Node(ActorContext<Command> context, NodeSetup setup) {
    super(context);
    this.setup = setup;
    this.environment = setup.environment();
    this.board = new StatusBoard(setup);
    this.children =
        NodeChildren.spawn(
            context,
            setup,
            new NodeChildren.Listeners(
                context.messageAdapter(GenesisStore.Notification.class, FromGenesisStore::new),
                context.messageAdapter(GenesisFetcher.Notification.class, FromFetcher::new),
                context.messageAdapter(Governor.Notification.class, FromGovernor::new),
                context.messageAdapter(Ratifier.Notification.class, FromRatifier::new),
                context.messageAdapter(UpgradeProtocol.Notification.class, FromUpgrade::new),
                context.messageAdapter(EvidenceKeeper.Notification.class, FromKeeper::new)));
    this.queries = new NodeQueries(context, children, pairs, board);
    this.gate = StartGate.closed(children.upgrade().isPresent());
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
      case Asked asked -> queries.answer(asked.query());
      case AskPeers ask -> ask.replyTo().tell(children.peers());
      case FromGovernor from -> onGovernor(from.notification());
      case FromRatifier from -> onRatifier(from.notification());
      case FromUpgrade from -> onUpgrade(from.notification());
      case FromFetcher from -> onFetcher(from.notification());
      case FromGenesisStore from -> onGenesisStore(from.notification());
      case FromPair from -> onPair(from.notification());
      case FromKeeper from -> board.kept(from.notification());
    }
    return this;
  }

  private void onGovernor(Governor.Notification notification) {
    switch (notification) {
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
          children.genesisStore().tell(new GenesisStore.Fetch(fetch.cid()));
      case Governor.Prepared prepared ->
          children.tellUpgrade(new UpgradeProtocol.Prepare(prepared.source(), prepared.proposal()));
    }
  }

  private void onRatifier(Ratifier.Notification notification) {
    switch (notification) {
      case Ratifier.Recovered recovered -> start(gate.ratifierRecovered());
      case Ratifier.Approved approved -> approved(approved.pair(), approved.decision().proposal());
    }
  }

  private void onUpgrade(UpgradeProtocol.Notification notification) {
    boolean early =
        pairs.current().isEmpty()
            && (notification instanceof UpgradeProtocol.StartAlpha
                || notification instanceof UpgradeProtocol.StartDelta);
    if (early) {
      waiting.add(notification); // the gate is still closed
      return;
    }
    switch (notification) {
      case UpgradeProtocol.Recovered recovered -> start(gate.upgradeRecovered(recovered.current()));
      case UpgradeProtocol.RetireSource retire ->
          getContext()
              .getLog()
              .info(
                  "this validator leaves {} after alpha height {}",
                  retire.source(),
                  retire.height());
      case UpgradeProtocol.Attested attested ->
          children.genesisStore().tell(new GenesisStore.Attested(attested.attestation()));
      case UpgradeProtocol.StartAlpha start -> {
        open(start.pair(), false);
        pairs.run(start.pair().id());
        explain();
      }
      case UpgradeProtocol.StartDelta start ->
          pairs.of(start.pair()).ifPresent(pair -> pair.tell(new ChainPair.StartDelta()));
      case UpgradeProtocol.Progress progress -> board.upgrade(progress);
      case UpgradeProtocol.HandOver over ->
          setup.stop().accept(new Stop(HANDED_OVER, "handed over by proposal " + over.proposal()));
    }
  }

  private void onFetcher(GenesisFetcher.Notification notification) {
    switch (notification) {
      case GenesisFetcher.NeedsPeers needs -> {
        getContext().getLog().info("fetching the genesis from peers: {}", needs.why());
        children
            .peers()
            .tell(
                new Peers.Bootstrap(
                    Optional.of(
                        Recipient.of(
                            Destination.GENESIS_SEARCH,
                            children.fetcher(),
                            GenesisFetcher.Event::new))));
      }
      case GenesisFetcher.Progress progress -> board.genesis(progress);
      case GenesisFetcher.Verified now -> {
        board.verified(now);
        children.peers().tell(new Peers.Bootstrap(Optional.empty()));
        start(gate.genesisVerified(now));
      }
      case GenesisFetcher.AttestedTwice twice -> {
        board.contradicted(twice.evidence());
        children.genesisStore().tell(new GenesisStore.Contradicted(twice.evidence()));
      }
      case GenesisFetcher.Contradicted contradicted ->
          setup.stop().accept(new Stop(SAFETY_STOP, contradicted.reason()));
    }
  }

  private void onGenesisStore(GenesisStore.Notification notification) {
    switch (notification) {
      case GenesisStore.Stored stored ->
          children.governor().tell(new Governor.ParametersStored(stored.cid(), stored.size()));
      case GenesisStore.ContradictionFound found ->
          children.fetcher().tell(new GenesisFetcher.Accuse(found.evidence()));
      case GenesisStore.CertificatesHeld held -> {
        approvals = approvals.hold(held.certificates());
        activate();
        explain();
        held.contradiction().ifPresent(why -> setup.stop().accept(new Stop(SAFETY_STOP, why)));
      }
    }
  }

  private void explain() {
    children.peers().tell(new Peers.Explain(pairs.current(), approvals.held()));
  }

  private void onPair(ChainPair.Notification notification) {
    switch (notification) {
      case ChainPair.Advanced advanced -> {
        board.advanced(advanced);
        children.tellUpgrade(
            new UpgradeProtocol.ChainAdvanced(
                advanced.pair(),
                advanced.kind(),
                advanced.view().height(),
                advanced.view().headHash()));
      }
      case ChainPair.Governance governance -> {
        children.governor().tell(new Governor.Observe(governance.snapshot()));
        children.ratifier().tell(new Ratifier.Observe(governance.snapshot()));
      }
      case ChainPair.Closed closed -> {
        pairs.close(closed.pair());
        children.tellUpgrade(
            new UpgradeProtocol.DeltaClosed(closed.pair(), closed.height(), closed.block()));
      }
      case ChainPair.EvidenceFound found ->
          children.keep(found.pair().chain(found.kind()), found.evidence());
      case ChainPair.Unsafe unsafe ->
          setup.stop().accept(new Stop(SAFETY_STOP, unsafe.pair() + ": " + unsafe.reason()));
    }
  }

  /** No chain runs before every journaled actor has recovered. */
  private void start(StartGate now) {
    gate = now;
    if (!gate.isOpen() || pairs.current().isPresent()) {
      return;
    }
    StartGate.Start start = gate.start(ChainDirectory.all(environment.disk(), environment.home()));
    GenesisPairId id = start.pair().id();
    new ChainDirectory(environment.disk(), environment.home(), id).ensure(start.pair());
    ChainPointer pointer = new ChainPointer(environment.disk(), environment.home());
    if (pointer.read().isEmpty()) {
      pointer.pointAt(id); // later the upgrade moves it
    }
    start.predecessors().forEach(pair -> open(pair, true));
    pairs.run(id);
    open(start.pair(), !start.upgraded() || deltaWasStarted(id));
    explain();
    List<UpgradeProtocol.Notification> orders = List.copyOf(waiting);
    waiting.clear();
    orders.forEach(this::onUpgrade);
  }

  private boolean deltaWasStarted(GenesisPairId pair) {
    return environment.disk().exists(environment.home().blocks(pair, ChainKind.DELTA));
  }

  private void open(GenesisPair pair, boolean withDelta) {
    GenesisPairId id = pair.id();
    if (pairs.holds(id)) {
      return;
    }
    children.genesisStore().tell(new GenesisStore.Hold(pair, gate.attestations(id)));
    ActorRef<ChainPair.Command> ref =
        getContext()
            .spawn(
                ChainPair.create(
                    pair,
                    new ChainEnvironment(environment, setup.chains()),
                    new PairLinks(
                        children.peers(),
                        getContext().messageAdapter(ChainPair.Notification.class, FromPair::new))),
                "pair-" + id.directory(),
                DispatcherSelector.fromConfig("adn-disk-dispatcher"));
    getContext().watch(ref);
    if (withDelta) {
      ref.tell(new ChainPair.StartDelta());
    }
    pairs.hold(id, ref);
  }

  private void approved(GenesisPairId source, Hash proposal) {
    approvals = approvals.approve(proposal);
    if (approvals.isProven(proposal)) {
      activate();
    } else {
      pairs
          .of(source)
          .ifPresent(
              pair ->
                  children.assembler().tell(new CertificateAssembler.Make(proposal, source, pair)));
    }
  }

  /** Tells the upgrade to act if a certificate on this disk has this validator's Yes. */
  private void activate() {
    approvals
        .proven()
        .forEach(c -> children.assembler().tell(new CertificateAssembler.Enough(c.proposal())));
    List<UpgradeCertificate> due = approvals.due(environment.validator().map(Signer::publicKey));
    approvals = approvals.act(due);
    for (UpgradeCertificate certificate : due) {
      GenesisPairId source = certificate.attestations().get(0).attestation().pair();
      children.tellUpgrade(new UpgradeProtocol.Activate(source, certificate));
    }
  }
}
