package org.alphadelta.actor.governance;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.alphadelta.actor.NodeEnvironment;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Signer;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.governance.GovernanceSnapshot;
import org.alphadelta.governance.GovernorCommand;
import org.alphadelta.governance.GovernorDecision;
import org.alphadelta.governance.GovernorEvent;
import org.alphadelta.governance.GovernorState;
import org.alphadelta.governance.Proposal;
import org.alphadelta.governance.ProposalStatus;
import org.alphadelta.governance.ProposalTerms;
import org.alphadelta.store.GenesisRebuild;
import org.slf4j.Logger;

/**
 * Events that follow at once from a governor's events: with both parameter files the genesis of an
 * open proposal is rebuilt, and readiness is attested when it is due. The caller persists them.
 */
final class FollowUpEvents {
  private final Optional<PublicKey> self;
  private final GenesisRebuild rebuild;
  private final Logger log;

  /** Proposals whose pinned parameters lead to no genesis; tried again when a file arrives. */
  private final Set<Hash> unbuildable = new LinkedHashSet<>();

  FollowUpEvents(NodeEnvironment environment, Logger log) {
    this.self = environment.validator().map(Signer::publicKey);
    this.rebuild = new GenesisRebuild(environment.disk(), environment.home());
    this.log = log;
  }

  /** A parameter file has arrived. */
  void tryAgain() {
    unbuildable.clear();
  }

  /**
   * The events that follow, in order, when {@code events} are applied to this state of the journal
   * and {@code chains} are the newest snapshots.
   */
  List<GovernorEvent> of(
      GovernorState before, List<GovernorEvent> events, Collection<GovernanceSnapshot> chains) {
    GovernorState state = before;
    for (GovernorEvent event : events) {
      state = state.after(event);
    }
    List<GovernorEvent> more = new ArrayList<>();
    for (GovernanceSnapshot snapshot : chains) {
      for (Proposal proposal : snapshot.state().proposals().values()) {
        if (proposal.status() == ProposalStatus.OPEN
            && state.rebuilt(proposal.id()).isEmpty()
            && !unbuildable.contains(proposal.id())) {
          state = take(state, rebuild(state, snapshot, proposal), more);
        }
      }
      if (self.isPresent()) {
        state = attest(state, snapshot, self.get(), more);
      }
    }
    return more;
  }

  private static GovernorState attest(
      GovernorState before, GovernanceSnapshot snapshot, PublicKey self, List<GovernorEvent> into) {
    GovernorState state = before;
    for (Hash due :
        before.readinessDue(
            snapshot.state(), self, snapshot.height() + 1, snapshot.parameters().freeze())) {
      GovernorCommand attest =
          new GovernorCommand.AttestReadiness(snapshot.nextBlock(), snapshot.state(), self, due);
      state = take(state, Optional.of(attest), into);
    }
    return state;
  }

  private static GovernorState take(
      GovernorState state, Optional<GovernorCommand> command, List<GovernorEvent> into) {
    GovernorState after = state;
    if (command.isPresent()
        && state.decide(command.get()) instanceof GovernorDecision.Decided decided) {
      for (GovernorEvent event : decided.events()) {
        into.add(event);
        after = after.after(event);
      }
    }
    return after;
  }

  private Optional<GovernorCommand> rebuild(
      GovernorState state, GovernanceSnapshot snapshot, Proposal proposal) {
    ProposalTerms terms = proposal.terms();
    if (!state.pinned().containsKey(terms.alphaParams())
        || !state.pinned().containsKey(terms.deltaParams())) {
      return Optional.empty();
    }
    Optional<GenesisPair> pair = rebuild.rebuild(snapshot.chain(), terms);
    if (pair.isEmpty()) {
      unbuildable.add(proposal.id());
      log.warn("parameters of proposal {} do not lead to a genesis", proposal.id().brief());
    }
    return pair.map(
        p ->
            new GovernorCommand.RecordRebuild(
                snapshot.chain(), proposal.id(), p.alpha().hash(), p.delta().hash()));
  }
}
