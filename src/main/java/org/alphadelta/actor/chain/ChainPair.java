package org.alphadelta.actor.chain;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.ChildFailed;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alphadelta.actor.CommandResult;
import org.alphadelta.actor.LocalMessage;
import org.alphadelta.actor.UpgradeProtocol;
import org.alphadelta.actor.peer.Peers;
import org.alphadelta.consensus.Evidence;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Hash;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.genesis.SignedAttestation;
import org.alphadelta.genesis.UpgradeCertificate;
import org.alphadelta.genesis.UpgradeCertificates;
import org.alphadelta.ledger.ChainHead;
import org.alphadelta.ledger.GovernanceSnapshots;
import org.alphadelta.ledger.Payload;
import org.alphadelta.ledger.SignedTransaction;
import org.alphadelta.wire.Scope;

/**
 * Alpha and Delta of one genesis pair on this machine: opens their stores, and starts agreement on
 * a height once the previous one is executed and this validator is in its committee.
 *
 * <p>A validator that has left (it voted for the approved upgrade) starts neither Alpha H+1 nor
 * Delta D+1, because it is in no later committee. Until D is final it votes on Delta; then the pair
 * is only served.
 */
public final class ChainPair extends AbstractBehavior<ChainPair.Command> {

  public sealed interface Command extends LocalMessage {}

  /** Delta may run, beside Alpha. */
  public record StartDelta() implements Command {}

  public record Submit(ChainKind kind, Payload payload, Optional<ActorRef<CommandResult>> replyTo)
      implements Command {}

  public record Broadcast(SignedTransaction transaction, ActorRef<CommandResult> replyTo)
      implements Command {}

  public record Look(ChainKind kind, ActorRef<Optional<LedgerView>> replyTo) implements Command {}

  /** Assemble the certificate of the approved upgrade. */
  public record Certify(
      Hash proposal,
      List<SignedAttestation> attestations,
      ActorRef<Optional<UpgradeCertificate>> replyTo)
      implements Command {}

  private record Ledgers(ChainLedger.Notification notification) implements Command {}

  private record Agreement(Consensus.Notification notification) implements Command {}

  private record LookDue() implements Command {}

  private record Looked(ChainKind kind, long round) implements Command {}

  /** Notifications of the pair to its node. */
  public sealed interface Notification extends LocalMessage {
    GenesisPairId pair();
  }

  /** Sent after every block and after opening. */
  public record Advanced(
      GenesisPairId pair, ChainKind kind, ChainLedger.View view, long round, Activity activity)
      implements Notification {}

  /** This validator has left and D is final. */
  public record Closed(GenesisPairId pair) implements Notification {}

  public record Unsafe(GenesisPairId pair, String reason) implements Notification {}

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final GenesisPair pair;
  private final ChainEnvironment environment;
  private final PairLinks links;
  private final OpenChain.Opener opener;
  private final Map<ChainKind, OpenChain> chains = new EnumMap<>(ChainKind.class);
  private final Map<ChainKind, ChainLedger.View> views = new EnumMap<>(ChainKind.class);
  private final Map<ChainKind, Long> rounds = new EnumMap<>(ChainKind.class);
  private boolean closed;

  public static Behavior<Command> create(
      GenesisPair pair, ChainEnvironment environment, PairLinks links) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new ChainPair(context, timers, pair, environment, links)));
  }

  private ChainPair(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      GenesisPair pair,
      ChainEnvironment environment,
      PairLinks links) {
    super(context);
    this.pair = pair;
    this.environment = environment;
    this.links = links;
    this.opener =
        new OpenChain.Opener(
            context,
            pair,
            environment,
            context.messageAdapter(Consensus.Notification.class, Agreement::new),
            context.messageAdapter(ChainLedger.Notification.class, Ledgers::new));
    chains.put(ChainKind.ALPHA, opener.alpha());
    serve();
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
      case StartDelta start -> {
        if (!chains.containsKey(ChainKind.DELTA)) {
          openDelta();
          serve();
        }
      }
      case Submit(ChainKind kind, Payload payload, Optional<ActorRef<CommandResult>> replyTo) ->
          toMempool(kind, new Mempool.Submit(payload, replyTo), replyTo);
      case Broadcast(SignedTransaction transaction, ActorRef<CommandResult> replyTo) ->
          toMempool(
              transaction.transaction().chain().kind(),
              new Mempool.Add(transaction, replyTo),
              Optional.of(replyTo));
      case Look look ->
          to(look.kind())
              .ifPresentOrElse(
                  chain -> chain.ledger().tell(new ChainLedger.Look(look.replyTo())),
                  () -> look.replyTo().tell(Optional.empty()));
      case Certify(Hash proposal, List<SignedAttestation> attestations, var replyTo) ->
          replyTo.tell(
              view(ChainKind.ALPHA)
                  .flatMap(
                      alpha ->
                          UpgradeCertificates.ofChain(
                              alpha.head(), alpha.store(), proposal, attestations)));
      case Ledgers ledgers -> onLedger(ledgers.notification());
      case Agreement agreement -> onAgreement(agreement.notification());
      case LookDue due -> look();
      case Looked looked -> {
        rounds.put(looked.kind(), looked.round());
        progress(looked.kind());
      }
    }
    return this;
  }

  private void openDelta() {
    chains.put(ChainKind.DELTA, opener.delta(chain(ChainKind.ALPHA)));
  }

  /** A pair on which this validator still works is served with full scope and dialed for. */
  private void serve() {
    links
        .peers()
        .tell(
            new Peers.Serve(
                pair.id(),
                closed ? Scope.READ_ONLY : Scope.FULL,
                !closed,
                pair.committee(),
                chains.values().stream().flatMap(c -> c.recipients().stream()).toList()));
  }

  private Optional<OpenChain> to(ChainKind kind) {
    return Optional.ofNullable(chains.get(kind));
  }

  private OpenChain chain(ChainKind kind) {
    OpenChain chain = chains.get(kind);
    if (chain == null) {
      throw new IllegalStateException(kind + " of " + pair.id() + " is not open");
    }
    return chain;
  }

  private void toMempool(
      ChainKind kind, Mempool.Command request, Optional<ActorRef<CommandResult>> asker) {
    CommandResult notOpen =
        new CommandResult.Refused("not-ready", kind + " that is not open yet", "an open chain");
    to(kind)
        .ifPresentOrElse(
            chain -> chain.mempool().tell(request),
            () -> asker.ifPresent(replyTo -> replyTo.tell(notOpen)));
  }

  private void onLedger(ChainLedger.Notification notification) {
    switch (notification) {
      case ChainLedger.Advanced advanced -> advanced(advanced);
      case ChainLedger.DepartedSigned departed -> keep(departed.kind(), departed.evidence());
      case ChainLedger.Contradicted contradicted ->
          links.node().tell(new Unsafe(pair.id(), contradicted.reason()));
    }
  }

  private void onAgreement(Consensus.Notification notification) {
    switch (notification) {
      case Consensus.EvidenceFound found -> keep(found.kind(), found.evidence());
      case Consensus.SafetyStop stop -> links.node().tell(new Unsafe(pair.id(), stop.reason()));
    }
  }

  private void keep(ChainKind kind, Evidence found) {
    Optional.ofNullable(links.evidence().get(kind))
        .ifPresent(keeper -> keeper.tell(new EvidenceKeeper.Keep(pair.id().chain(kind), found)));
  }

  private void tellUpgrade(UpgradeProtocol.Command command) {
    links.upgrade().ifPresent(upgrade -> upgrade.tell(command));
  }

  private void advanced(ChainLedger.Advanced advanced) {
    views.put(advanced.kind(), advanced.view());
    OpenChain chain = chain(advanced.kind());
    advanced.own().forEach(vote -> chain.consensus().tell(new Consensus.OwnSeen(vote)));
    chain.mempool().tell(new Mempool.Advanced(advanced.view().state(), advanced.next()));
    if (advanced.view().height() > 0) {
      chain.consensus().tell(new Consensus.Settled(advanced.view().height()));
    }
    ChainHead head = advanced.view().head();
    head.split()
        .ifPresent(
            split -> chain.consensus().tell(new Consensus.CommitteeSplit(split, head.departed())));
    agree(advanced.kind());
    if (advanced.kind() == ChainKind.ALPHA) {
      links.governance().accept(GovernanceSnapshots.of(pair.id(), head, advanced.view().store()));
      to(ChainKind.DELTA).ifPresent(delta -> delta.ledger().tell(new ChainLedger.AlphaAdvanced()));
      agree(ChainKind.DELTA);
    }
    rounds.put(advanced.kind(), 0L);
    progress(advanced.kind());
    closeIfOver();
  }

  private void agree(ChainKind kind) {
    lifecycle().next(kind).ifPresent(command -> chain(kind).consensus().tell(command));
  }

  private PairLifecycle lifecycle() {
    return new PairLifecycle(
        environment.self(),
        view(ChainKind.ALPHA).map(ChainLedger.View::head),
        view(ChainKind.DELTA).map(ChainLedger.View::head),
        closed);
  }

  private Optional<ChainLedger.View> view(ChainKind kind) {
    return Optional.ofNullable(views.get(kind));
  }

  private void closeIfOver() {
    ChainLedger.View delta = views.get(ChainKind.DELTA);
    if (!closed && delta != null && lifecycle().over()) {
      closed = true;
      serve();
      links.node().tell(new Closed(pair.id()));
      tellUpgrade(new UpgradeProtocol.DeltaClosed(pair.id(), delta.height(), delta.headHash()));
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
    long round = rounds.getOrDefault(kind, 0L);
    view(kind)
        .ifPresent(
            view -> {
              links
                  .node()
                  .tell(new Advanced(pair.id(), kind, view, round, lifecycle().activity(kind)));
              tellUpgrade(
                  new UpgradeProtocol.ChainAdvanced(
                      pair.id(), kind, view.height(), view.headHash()));
            });
  }
}
