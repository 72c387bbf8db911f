package org.alphadelta.actor.governance;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.persistence.typed.javadsl.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.alphadelta.actor.BoundedMap;
import org.alphadelta.actor.ClusterMessage;
import org.alphadelta.actor.CommandResult;
import org.alphadelta.actor.Journaled;
import org.alphadelta.actor.JournaledBehavior;
import org.alphadelta.actor.Journaling;
import org.alphadelta.actor.NodeEnvironment;
import org.alphadelta.actor.UpgradeProtocol;
import org.alphadelta.actor.genesis.GenesisStore;
import org.alphadelta.core.Cid;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Rejection;
import org.alphadelta.core.Signer;
import org.alphadelta.governance.Ballot;
import org.alphadelta.governance.GovernanceSnapshot;
import org.alphadelta.governance.GovernorCommand;
import org.alphadelta.governance.GovernorDecision;
import org.alphadelta.governance.GovernorEvent;
import org.alphadelta.governance.GovernorState;
import org.alphadelta.governance.Proposal;
import org.alphadelta.governance.ProposalStatus;
import org.alphadelta.governance.ProposalTerms;
import org.alphadelta.journal.Linked;
import org.alphadelta.journal.Streams;
import org.alphadelta.ledger.Payload;

/**
 * This validator's part in governance: journals proposals and votes of the chain, fetches and
 * checks parameter files, casts its operator's votes and attests readiness.
 */
public final class Governor
    extends JournaledBehavior<Governor.Command, GovernorEvent, GovernorState> {

  /** Commands to the governor. */
  public sealed interface Command extends ClusterMessage {}

  /**
   * New state of a local Alpha chain. Sent after a block that changed governance, and after every
   * start.
   */
  public record Observe(GovernanceSnapshot snapshot) implements Command {}

  /** The operator's vote. */
  public record Cast(Hash proposal, Ballot ballot, ActorRef<CommandResult> replyTo)
      implements Command {}

  /** The local store has this parameter file, verified against its content id. */
  public record ParametersStored(Cid cid, long size) implements Command {}

  /** Notifications and requests of the governor to its node. */
  public sealed interface Notification extends ClusterMessage {}

  /** The journal is recovered. */
  public record Recovered() implements Notification {}

  /**
   * Sign this with the validator's key and the next sequence number on that pair's Alpha, and send
   * it.
   */
  public record Submit(
      GenesisPairId pair, Payload payload, Optional<ActorRef<CommandResult>> replyTo)
      implements Notification {}

  /** Whom the governor tells what: its node, who fetches parameters, who prepares upgrades. */
  public record Links(
      ActorRef<Notification> node,
      ActorRef<GenesisStore.Command> genesisStore,
      Optional<ActorRef<UpgradeProtocol.Command>> upgrade) {}

  private final Links links;
  private final ActorRef<GenesisStore.Stored> parameters;
  private final NodeEnvironment environment;
  private final FollowUpEvents followUps;
  private final SortedMap<Hash, GovernanceSnapshot> chains = new TreeMap<>();

  private final BoundedMap<Payload, Long> sent = new BoundedMap<>(MAX_SENT);
  private final Set<Cid> ensured = new TreeSet<>();

  /**
   * Transactions whose sending is remembered; a forgotten one is sent again with the next block.
   */
  private static final int MAX_SENT = 1_024;

  /** A transaction that is not in the chain after this many blocks is sent again. */
  private static final long RESEND_BLOCKS = 4;

  public static Behavior<Command> create(
      NodeEnvironment environment, Journaling journaling, Links links) {
    return Behaviors.setup(context -> new Governor(context, environment, journaling, links));
  }

  private Governor(
      ActorContext<Command> context,
      NodeEnvironment environment,
      Journaling journaling,
      Links links) {
    super(Journaled.start(Streams.GOVERNOR, GovernorState.EMPTY, GovernorState::after), journaling);
    this.links = links;
    this.parameters =
        context.messageAdapter(
            GenesisStore.Stored.class, stored -> new ParametersStored(stored.cid(), stored.size()));
    this.environment = environment;
    this.followUps = new FollowUpEvents(environment, context.getLog());
  }

  @Override
  protected void recovered(GovernorState state) {
    links.node().tell(new Recovered());
  }

  @Override
  protected Effect<Linked<GovernorEvent>, Journaled<GovernorEvent, GovernorState>> onCommand(
      Journaled<GovernorEvent, GovernorState> journal, Command command) {
    return switch (command) {
      case Observe observe -> observe(journal, observe.snapshot());
      case Cast cast -> cast(journal, cast);
      case ParametersStored stored -> stored(journal, stored);
    };
  }

  private Effect<Linked<GovernorEvent>, Journaled<GovernorEvent, GovernorState>> observe(
      Journaled<GovernorEvent, GovernorState> journal, GovernanceSnapshot snapshot) {
    chains.put(snapshot.chain(), snapshot);
    return decided(
        journal,
        new GovernorCommand.Observe(
            snapshot.chain(), snapshot.height(), snapshot.state(), snapshot.source()),
        after -> proceed(after, snapshot),
        refused -> {});
  }

  private Effect<Linked<GovernorEvent>, Journaled<GovernorEvent, GovernorState>> cast(
      Journaled<GovernorEvent, GovernorState> journal, Cast cast) {
    Optional<Signer> self = environment.validator();
    Optional<GovernanceSnapshot> snapshot = chainOf(cast.proposal());
    if (self.isEmpty() || snapshot.isEmpty()) {
      cast.replyTo()
          .tell(
              new CommandResult.Refused(
                  "unknown-proposal",
                  cast.proposal().hex()
                      + (self.isEmpty() ? " on a node without a validator key" : ""),
                  "an open proposal of the chain this node runs"));
      return Effect().none();
    }
    return decided(
        journal,
        new GovernorCommand.CastVote(
            snapshot.get().nextBlock(),
            snapshot.get().state(),
            self.get().publicKey(),
            cast.proposal(),
            cast.ballot()),
        after -> {
          Payload vote = new Payload.CastVote(cast.proposal(), cast.ballot());
          sent.put(vote, snapshot.get().height());
          links.node().tell(new Submit(snapshot.get().pair(), vote, Optional.of(cast.replyTo())));
        },
        refused -> cast.replyTo().tell(refusal(refused)));
  }

  private Effect<Linked<GovernorEvent>, Journaled<GovernorEvent, GovernorState>> stored(
      Journaled<GovernorEvent, GovernorState> journal, ParametersStored stored) {
    Optional<GovernanceSnapshot> asking =
        chains.values().stream()
            .filter(
                snapshot ->
                    snapshot.state().proposals().values().stream()
                        .anyMatch(p -> names(p.terms(), stored.cid())))
            .findFirst();
    if (asking.isEmpty()) {
      return Effect().none(); // no proposal names it yet; one that does will request it and find it
    }
    Hash chain = asking.get().chain();
    followUps.tryAgain();
    return decided(
        journal,
        new GovernorCommand.PinParameters(chain, stored.cid(), stored.size()),
        after -> chains.values().forEach(snapshot -> proceed(after, snapshot)),
        refused -> {});
  }

  /**
   * Does everything that the newest state of a chain requires of this validator and that is not
   * done yet.
   */
  private void proceed(GovernorState state, GovernanceSnapshot snapshot) {
    for (Proposal proposal : snapshot.state().proposals().values()) {
      if (proposal.status() == ProposalStatus.OPEN) {
        fetchMissing(state, proposal.terms());
      }
    }
    environment.validator().map(Signer::publicKey).ifPresent(self -> act(state, snapshot, self));
  }

  /**
   * Requests a pinned file too, once per process: the journal may have moved to a machine that
   * lacks it.
   */
  private void fetchMissing(GovernorState state, ProposalTerms terms) {
    for (Cid cid : List.of(terms.alphaParams(), terms.deltaParams())) {
      if (ensured.add(cid) || !state.pinned().containsKey(cid)) {
        links.genesisStore().tell(new GenesisStore.Fetch(cid, parameters));
      }
    }
  }

  private void act(GovernorState state, GovernanceSnapshot snapshot, PublicKey self) {
    state
        .votesToSend(snapshot.chain(), snapshot.state(), self, snapshot.height() + 1)
        .forEach(vote -> send(snapshot, new Payload.CastVote(vote.proposal(), vote.ballot())));
    state
        .readinessToSend(
            snapshot.chain(),
            snapshot.state(),
            self,
            snapshot.height() + 1,
            snapshot.parameters().freeze())
        .forEach(
            ready ->
                send(
                    snapshot,
                    new Payload.AttestReadiness(ready.proposal(), ready.alpha(), ready.delta())));
    for (Proposal proposal : snapshot.state().proposals().values()) {
      boolean yes =
          snapshot
              .state()
              .vote(proposal.id(), self)
              .filter(v -> v.ballot() == Ballot.YES)
              .isPresent();
      boolean alive =
          proposal.status() == ProposalStatus.OPEN || proposal.status() == ProposalStatus.APPROVED;
      if (yes
          && alive
          && state
              .rebuilt(proposal.id())
              .filter(GovernorEvent.GenesisRebuilt::matches)
              .isPresent()) {
        UpgradeProtocol.Command prepare = new UpgradeProtocol.Prepare(snapshot.pair(), proposal);
        links.upgrade().ifPresent(upgrade -> upgrade.tell(prepare));
      }
    }
  }

  private void send(GovernanceSnapshot snapshot, Payload payload) {
    long last = sent.get(payload).orElse(Long.MIN_VALUE / 2);
    if (snapshot.height() - last >= RESEND_BLOCKS) {
      sent.put(payload, snapshot.height());
      links.node().tell(new Submit(snapshot.pair(), payload, Optional.empty()));
    }
  }

  /**
   * Persists the decided events, then those that follow from them: rebuilding a genesis, attesting
   * readiness.
   */
  private Effect<Linked<GovernorEvent>, Journaled<GovernorEvent, GovernorState>> decided(
      Journaled<GovernorEvent, GovernorState> journal,
      GovernorCommand command,
      Consumer<GovernorState> then,
      Consumer<Rejection> refused) {
    return switch (journal.state().decide(command)) {
      case GovernorDecision.Refused refusal -> {
        refused.accept(refusal.rejection());
        yield Effect().none();
      }
      case GovernorDecision.Decided decided -> {
        List<GovernorEvent> events = new ArrayList<>(decided.events());
        events.addAll(followUps.of(journal.state(), events, chains.values()));
        yield persist(journal, events, then);
      }
    };
  }

  private Optional<GovernanceSnapshot> chainOf(Hash proposal) {
    return chains.values().stream()
        .filter(s -> s.state().proposal(proposal).isPresent())
        .findFirst();
  }

  private static boolean names(ProposalTerms terms, Cid cid) {
    return terms.alphaParams().equals(cid) || terms.deltaParams().equals(cid);
  }

  private static CommandResult refusal(Rejection rejection) {
    return new CommandResult.Refused(rejection.code(), rejection.found(), rejection.expected());
  }
}
