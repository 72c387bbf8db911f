package org.alphadelta.governance;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Rejection;
import org.alphadelta.core.Role;
import org.alphadelta.governance.GovernanceOutcome.Accepted;
import org.alphadelta.governance.GovernanceOutcome.Refused;

/**
 * The rules of proposals, votes, readiness and withdrawal, and the outcome of proposals at their
 * height ({@code docs/governance.md}). Pure. The caller checks sequence numbers and signatures of
 * transactions.
 *
 * <p>A proposal is {@code OPEN} until it is {@code WITHDRAWN} by its proposer, or its height H
 * comes: then it is {@code APPROVED} or {@code REJECTED}. When one is approved, every other open
 * one is {@code LAPSED}. All four are final.
 */
public final class Governance {
  private static final Comparator<Proposal> FIRST_COME =
      Comparator.comparingLong(Proposal::createdAtHeight).thenComparing(Proposal::id);

  private Governance() {}

  /** The state after the start of a block, and the proposal approved there. */
  public record Closed(GovernanceState state, Optional<Hash> approved) {}

  /** Submits a proposal; its id is that of the terms with this proposer and sequence number. */
  public static GovernanceOutcome submit(
      GovernanceContext context,
      GovernanceState state,
      PublicKey proposer,
      long sequence,
      ProposalTerms terms) {
    Hash id = terms.id(context.chain(), proposer, sequence);
    Optional<Rejection> refused =
        checkProposer(context, state, proposer)
            .or(() -> checkIdFree(state, id))
            .or(() -> Submission.checkTerms(terms, context.chain(), context.committee()))
            .or(
                () ->
                    Submission.checkHeights(
                        terms.activationHeight(),
                        context.height(),
                        context.parameters(),
                        context.committee().size()));
    if (refused.isPresent()) {
      return new Refused(refused.get());
    }
    return new Accepted(
        state.with(
            new Proposal(
                id,
                terms,
                proposer,
                sequence,
                context.height(),
                context.height() + context.parameters().votingPeriod(),
                BallotCount.NONE,
                BallotCount.NONE,
                ProposalStatus.OPEN)));
  }

  /** Counts a ballot, up to and including the height at which voting ends. Yes is final. */
  public static GovernanceOutcome vote(
      GovernanceContext context,
      GovernanceState state,
      PublicKey voter,
      Hash id,
      Ballot ballot,
      Hash transaction) {
    Optional<Rejection> refused = checkOpen(context, state, voter, id);
    if (refused.isPresent()) {
      return new Refused(refused.get());
    }
    Proposal proposal = state.proposal(id).orElseThrow();
    if (context.height() > proposal.votingEndsHeight()) {
      return new Refused(
          GovernanceRejections.votingOver(context.height(), proposal.votingEndsHeight()));
    }
    Optional<Ballot> before = state.vote(id, voter).map(CastBallot::ballot);
    if (before.filter(b -> b == Ballot.YES).isPresent()) {
      return new Refused(GovernanceRejections.yesIsFinal(ballot));
    }
    if (before.filter(b -> b == ballot).isPresent()) {
      return new Refused(GovernanceRejections.sameBallot(ballot));
    }
    Role role = context.committee().role(voter).orElseThrow();
    return new Accepted(
        state
            .with(new VoteKey(id, voter), new CastBallot(ballot, context.height(), transaction))
            .with(recount(proposal, role, before, ballot)));
  }

  /**
   * Records the genesis hashes that a Yes voter computed, up to and including the freeze. Hashes
   * that differ from the expected ones are recorded too: they do not count, and everybody can see
   * them.
   */
  public static GovernanceOutcome attest(
      GovernanceContext context,
      GovernanceState state,
      PublicKey voter,
      Hash id,
      Hash alpha,
      Hash delta) {
    Optional<Rejection> refused = checkOpen(context, state, voter, id);
    if (refused.isPresent()) {
      return new Refused(refused.get());
    }
    long freeze = state.proposal(id).orElseThrow().freezeHeight(context.parameters());
    if (context.height() > freeze) {
      return new Refused(GovernanceRejections.frozen(context.height(), freeze));
    }
    if (state.vote(id, voter).filter(v -> v.ballot() == Ballot.YES).isEmpty()) {
      return new Refused(GovernanceRejections.readinessWithoutYes(voter));
    }
    Optional<Readiness> before = state.readiness(id, voter);
    if (before.isPresent()) {
      return new Refused(GovernanceRejections.alreadyAttested(voter, before.get().height()));
    }
    return new Accepted(
        state.with(new VoteKey(id, voter), new Readiness(alpha, delta, context.height())));
  }

  /** Withdraws a proposal, by its proposer and while votes still count. */
  public static GovernanceOutcome withdraw(
      GovernanceContext context, GovernanceState state, PublicKey sender, Hash id) {
    Optional<Rejection> refused = checkOpen(context, state, sender, id);
    if (refused.isPresent()) {
      return new Refused(refused.get());
    }
    Proposal proposal = state.proposal(id).orElseThrow();
    if (!proposal.proposer().equals(sender)) {
      return new Refused(GovernanceRejections.notTheProposer(sender, proposal.proposer()));
    }
    if (context.height() > proposal.votingEndsHeight()) {
      return new Refused(
          GovernanceRejections.votingOver(context.height(), proposal.votingEndsHeight()));
    }
    return new Accepted(state.closed(proposal, ProposalStatus.WITHDRAWN, context.height()));
  }

  /**
   * Starts block {@code context.height()}, before its transactions: proposals with this activation
   * height are evaluated by creation height, then id; the first approved one makes all other open
   * ones lapse.
   */
  public static Closed closeAt(GovernanceContext context, GovernanceState state) {
    List<Proposal> due =
        state.proposals().values().stream()
            .filter(p -> p.status() == ProposalStatus.OPEN)
            .filter(p -> p.terms().activationHeight() == context.height())
            .sorted(FIRST_COME)
            .toList();
    GovernanceState after = state;
    for (Proposal proposal : due) {
      if (Approval.evaluate(proposal, after, context.committee()).approved()) {
        return new Closed(
            lapseOthers(
                after.closed(proposal, ProposalStatus.APPROVED, context.height()),
                context.height()),
            Optional.of(proposal.id()));
      }
      after = after.closed(proposal, ProposalStatus.REJECTED, context.height());
    }
    return new Closed(after, Optional.empty());
  }

  private static GovernanceState lapseOthers(GovernanceState state, long height) {
    GovernanceState after = state;
    for (Proposal proposal : state.proposals().values()) {
      if (proposal.status() == ProposalStatus.OPEN) {
        after = after.closed(proposal, ProposalStatus.LAPSED, height);
      }
    }
    return after;
  }

  private static Optional<Rejection> checkProposer(
      GovernanceContext context, GovernanceState state, PublicKey proposer) {
    if (context.chain().kind() != ChainKind.ALPHA) {
      return Optional.of(GovernanceRejections.notAlpha(context.chain().kind()));
    }
    Optional<Proposal> approved = state.approved();
    if (approved.isPresent()) {
      return Optional.of(GovernanceRejections.upgradeApproved(approved.get().id()));
    }
    if (!context.committee().contains(proposer)) {
      return Optional.of(GovernanceRejections.notAMember(proposer));
    }
    if (context.height() <= context.deltaMinAlphaBlocks()) {
      return Optional.of(
          GovernanceRejections.tooEarly(context.height(), context.deltaMinAlphaBlocks()));
    }
    Optional<Proposal> open = state.openOf(proposer);
    if (open.isPresent()) {
      return Optional.of(GovernanceRejections.openProposal(proposer, open.get().id()));
    }
    long pause = context.parameters().resubmissionPause();
    return state
        .lastClosedOf(proposer)
        .filter(closed -> context.height() - closed < pause)
        .map(
            closed ->
                GovernanceRejections.pausing(
                    context.height(), closed + Math.min(pause, Long.MAX_VALUE - closed)));
  }

  private static Optional<Rejection> checkIdFree(GovernanceState state, Hash id) {
    return state.proposal(id).map(p -> GovernanceRejections.proposalExists(id, p.status()));
  }

  private static Optional<Rejection> checkOpen(
      GovernanceContext context, GovernanceState state, PublicKey sender, Hash id) {
    if (context.chain().kind() != ChainKind.ALPHA) {
      return Optional.of(GovernanceRejections.notAlpha(context.chain().kind()));
    }
    if (!context.committee().contains(sender)) {
      return Optional.of(GovernanceRejections.notAMember(sender));
    }
    Optional<Proposal> proposal = state.proposal(id);
    if (proposal.isEmpty()) {
      return Optional.of(GovernanceRejections.unknownProposal(id));
    }
    return proposal
        .filter(p -> p.status() != ProposalStatus.OPEN)
        .map(p -> GovernanceRejections.notOpen(id, p.status()));
  }

  private static Proposal recount(
      Proposal proposal, Role role, Optional<Ballot> before, Ballot now) {
    return switch (role) {
      case GOVERNOR ->
          proposal.withCounts(replace(proposal.governors(), before, now), proposal.publics());
      case PUBLIC ->
          proposal.withCounts(proposal.governors(), replace(proposal.publics(), before, now));
    };
  }

  private static BallotCount replace(BallotCount count, Optional<Ballot> before, Ballot now) {
    return before.map(count::minus).orElse(count).plus(now);
  }
}
