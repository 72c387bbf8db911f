package org.alphadelta.governance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Role;
import org.alphadelta.governance.GovernorCommand.Observe;

/**
 * Difference between a chain's state and the journal, as events in the order in which they
 * happened: proposals by creation, votes and readiness by height, then counters, then closed
 * proposals.
 */
final class GovernanceDiff {
  private final GovernanceState known;
  private final Observe now;
  private final List<GovernorEvent> events = new ArrayList<>();

  private GovernanceDiff(GovernanceState known, Observe now) {
    this.known = known;
    this.now = now;
  }

  static List<GovernorEvent> since(GovernanceState known, Observe now) {
    if (known.equals(now.state())) {
      return List.of();
    }
    GovernanceDiff diff = new GovernanceDiff(known, now);
    diff.proposals();
    diff.votes();
    diff.readiness();
    diff.tallies();
    diff.statuses();
    return diff.events;
  }

  /**
   * A new proposal is recorded as submitted, open and without votes; events for later changes
   * follow.
   */
  private void proposals() {
    now.state().proposals().values().stream()
        .filter(p -> known.proposal(p.id()).isEmpty())
        .sorted(Comparator.comparingLong(Proposal::createdAtHeight).thenComparing(Proposal::id))
        .map(p -> p.withStatus(ProposalStatus.OPEN).withCounts(BallotCount.NONE, BallotCount.NONE))
        .forEach(p -> events.add(new GovernorEvent.ProposalRecorded(now.chain(), p)));
  }

  private void votes() {
    now.state().votes().entrySet().stream()
        .filter(e -> !e.getValue().equals(known.votes().get(e.getKey())))
        .sorted(Comparator.comparingLong(e -> e.getValue().height()))
        .forEach(
            e ->
                events.add(
                    new GovernorEvent.VoteRecorded(
                        now.chain(),
                        e.getKey().proposal(),
                        e.getKey().voter(),
                        role(e.getKey().voter()),
                        e.getValue())));
  }

  private void readiness() {
    now.state().readiness().entrySet().stream()
        .filter(e -> !e.getValue().equals(known.readiness().get(e.getKey())))
        .sorted(Comparator.comparingLong(e -> e.getValue().height()))
        .forEach(
            e ->
                events.add(
                    new GovernorEvent.ReadinessRecorded(
                        now.chain(), e.getKey().proposal(), e.getKey().voter(), e.getValue())));
  }

  private void tallies() {
    for (Proposal proposal : now.state().proposals().values()) {
      BallotCount governors =
          known.proposal(proposal.id()).map(Proposal::governors).orElse(BallotCount.NONE);
      BallotCount publics =
          known.proposal(proposal.id()).map(Proposal::publics).orElse(BallotCount.NONE);
      if (!governors.equals(proposal.governors()) || !publics.equals(proposal.publics())) {
        events.add(
            new GovernorEvent.TallyRecorded(
                now.chain(),
                proposal.id(),
                now.height(),
                proposal.governors(),
                proposal.publics()));
      }
    }
  }

  private void statuses() {
    now.state().closures().entrySet().stream()
        .filter(e -> known.closure(e.getKey()).isEmpty())
        .sorted(Comparator.comparingLong(e -> e.getValue().height()))
        .forEach(
            e ->
                events.add(
                    new GovernorEvent.StatusRecorded(
                        now.chain(), e.getKey(), e.getValue().height(), status(e.getKey()))));
  }

  private ProposalStatus status(Hash id) {
    return now.state()
        .proposal(id)
        .map(Proposal::status)
        .orElseThrow(() -> new IllegalStateException("a closure without its proposal: " + id));
  }

  private Role role(PublicKey voter) {
    return now.committee()
        .role(voter)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "a vote of " + voter + ", who is not of the committee before the split"));
  }
}
