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
import org.alphadelta.actor.LocalMessage;
import org.alphadelta.actor.NodeEnvironment;
import org.alphadelta.actor.UpgradeProtocol;
import org.alphadelta.actor.chain.ChainEnvironment;
import org.alphadelta.actor.chain.ChainPair;
import org.alphadelta.actor.chain.EvidenceKeeper;
import org.alphadelta.actor.genesis.GenesisFetcher;
import org.alphadelta.actor.genesis.GenesisStore;
import org.alphadelta.actor.governance.CertificateAssembler;
import org.alphadelta.actor.governance.Governor;
import org.alphadelta.actor.governance.Ratifier;
import org.alphadelta.actor.peer.Peers;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.store.ChainDirectory;
import org.alphadelta.store.ChainPointer;
import org.alphadelta.store.DiskFailure;

/**
 * The guardian of one node: starts no chain before the journaled actors have recovered and
 * determined the pair to run, then runs the current pair and serves the earlier ones.
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
  private final EarlyOrders early = new EarlyOrders();
  private StartGate gate;

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
    }
  }

  private void onRatifier(Ratifier.Notification notification) {
    switch (notification) {
      case Ratifier.Recovered recovered -> start(gate.ratifierRecovered());
    }
  }

  private void onUpgrade(UpgradeProtocol.Notification notification) {
    boolean waits =
        pairs.current().isEmpty()
            && (notification instanceof UpgradeProtocol.StartAlpha
                || notification instanceof UpgradeProtocol.StartDelta);
    if (waits) {
      early.keep(notification);
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
        run(start.pair().id());
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
      }
      case GenesisFetcher.Progress progress -> board.genesis(progress);
      case GenesisFetcher.Verified now -> {
        board.verified(now);
        start(gate.genesisVerified(now));
      }
      case GenesisFetcher.AttestedTwice twice -> board.contradicted(twice.evidence());
      case GenesisFetcher.Contradicted contradicted ->
          setup.stop().accept(new Stop(SAFETY_STOP, contradicted.reason()));
    }
  }

  private void onGenesisStore(GenesisStore.Notification notification) {
    switch (notification) {
      case GenesisStore.CertificatesContradict contradict ->
          setup.stop().accept(new Stop(SAFETY_STOP, contradict.reason()));
    }
  }

  private void onPair(ChainPair.Notification notification) {
    switch (notification) {
      case ChainPair.Advanced advanced -> board.advanced(advanced);
      case ChainPair.Closed closed -> pairs.close(closed.pair());
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
    run(id);
    open(start.pair(), !start.upgraded() || deltaWasStarted(id));
    early.take().forEach(this::onUpgrade);
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
                    children.links(
                        getContext().messageAdapter(ChainPair.Notification.class, FromPair::new))),
                "pair-" + id.directory(),
                DispatcherSelector.fromConfig("adn-disk-dispatcher"));
    getContext().watch(ref);
    if (withDelta) {
      ref.tell(new ChainPair.StartDelta());
    }
    pairs.hold(id, ref);
    children.assembler().tell(new CertificateAssembler.Opened(id, ref));
  }

  private void run(GenesisPairId id) {
    pairs.run(id);
    children.peers().tell(new Peers.Run(id));
  }
}
