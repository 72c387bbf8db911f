package org.alphadelta.inspect;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Role;
import org.alphadelta.governance.Ballot;
import org.alphadelta.governance.BallotCount;
import org.alphadelta.governance.GovernorEvent;
import org.alphadelta.governance.GovernorEvent.GenesisRebuilt;
import org.alphadelta.governance.GovernorEvent.ParametersPinned;
import org.alphadelta.governance.GovernorEvent.ProposalRecorded;
import org.alphadelta.governance.GovernorEvent.ReadinessAttested;
import org.alphadelta.governance.GovernorEvent.ReadinessRecorded;
import org.alphadelta.governance.GovernorEvent.StatusRecorded;
import org.alphadelta.governance.GovernorEvent.TallyRecorded;
import org.alphadelta.governance.GovernorEvent.VoteCast;
import org.alphadelta.governance.GovernorEvent.VoteRecorded;
import org.alphadelta.governance.Proposal;
import org.alphadelta.governance.ProposalStatus;
import org.alphadelta.governance.VoteKey;
import org.alphadelta.journal.JournalRecord;

/**
 * Checks stream {@code governor}: a proposal is recorded before anything about it and closed once;
 * votes are within the voting period, and a Yes is final; every tally is the count of the votes
 * recorded before it; readiness is attested once.
 */
final class GovernorCheck implements MeaningCheck {
  private final Map<Hash, Proposal> proposals = new TreeMap<>();
  private final Map<VoteKey, VoteRecorded> votes = new TreeMap<>();
  private final Map<Hash, Ballot> cast = new TreeMap<>();
  private final Set<VoteKey> ready = new TreeSet<>();
  private final Set<Hash> attested = new TreeSet<>();
  private final Set<Hash> closed = new TreeSet<>();

  @Override
  public void see(JournalRecord record, Canonical event, Consumer<String> wrong) {
    if (event instanceof GovernorEvent governor) {
      switch (governor) {
        case ProposalRecorded e -> proposal(e, wrong);
        case VoteRecorded e -> vote(e, wrong);
        case ReadinessRecorded e -> readiness(e, wrong);
        case TallyRecorded e -> tally(e, wrong);
        case StatusRecorded e -> status(e, wrong);
        case VoteCast e -> ownVote(e, wrong);
        case ReadinessAttested e ->
            require(attested.add(e.proposal()), wrong, "a second attestation of readiness");
        case GenesisRebuilt e -> rebuilt(e, wrong);
        case ParametersPinned e -> require(e.size() > 0, wrong, "a parameter file without content");
      }
    }
  }

  private void proposal(ProposalRecorded e, Consumer<String> wrong) {
    Proposal before = proposals.put(e.proposal().id(), e.proposal());
    require(before == null, wrong, "proposal " + e.proposal().id() + " is recorded a second time");
  }

  private void vote(VoteRecorded e, Consumer<String> wrong) {
    requireKnown(e.proposal(), wrong);
    Proposal proposal = proposals.get(e.proposal());
    if (proposal != null) {
      require(
          e.cast().height() >= proposal.createdAtHeight()
              && e.cast().height() <= proposal.votingEndsHeight(),
          wrong,
          "a vote at height "
              + e.cast().height()
              + ", expected "
              + proposal.createdAtHeight()
              + " to "
              + proposal.votingEndsHeight());
    }
    VoteRecorded before = votes.put(new VoteKey(e.proposal(), e.voter()), e);
    if (before != null) {
      require(
          before.cast().ballot() != Ballot.YES,
          wrong,
          "a vote " + e.cast().ballot() + " of " + e.voter() + " after its yes, which is final");
      require(before.role() == e.role(), wrong, "voter " + e.voter() + " changed its electorate");
      require(
          before.cast().height() <= e.cast().height(),
          wrong,
          "a vote below the height of the one it replaces");
    }
  }

  private void readiness(ReadinessRecorded e, Consumer<String> wrong) {
    requireKnown(e.proposal(), wrong);
    require(
        ready.add(new VoteKey(e.proposal(), e.voter())),
        wrong,
        "a second readiness of " + e.voter() + ", which is never retracted");
  }

  private void tally(TallyRecorded e, Consumer<String> wrong) {
    requireKnown(e.proposal(), wrong);
    BallotCount governors = count(e.proposal(), Role.GOVERNOR);
    BallotCount publics = count(e.proposal(), Role.PUBLIC);
    require(
        e.governors().equals(governors) && e.publics().equals(publics),
        wrong,
        "a tally of "
            + e.governors()
            + " and "
            + e.publics()
            + ", but the votes before it count "
            + governors
            + " and "
            + publics);
  }

  private void status(StatusRecorded e, Consumer<String> wrong) {
    requireKnown(e.proposal(), wrong);
    require(e.status() != ProposalStatus.OPEN, wrong, "a proposal that becomes open again");
    require(
        closed.add(e.proposal()), wrong, "proposal " + e.proposal() + " is closed a second time");
  }

  private void ownVote(VoteCast e, Consumer<String> wrong) {
    Ballot before = cast.put(e.proposal(), e.ballot());
    require(
        before != Ballot.YES,
        wrong,
        "an own vote " + e.ballot() + " after an own yes, which is final");
  }

  private void rebuilt(GenesisRebuilt e, Consumer<String> wrong) {
    requireKnown(e.proposal(), wrong);
    Proposal proposal = proposals.get(e.proposal());
    if (proposal != null) {
      boolean matches =
          proposal.terms().alphaExpectedHash().equals(e.alpha())
              && proposal.terms().deltaExpectedHash().equals(e.delta());
      require(
          matches == e.matches(),
          wrong,
          "it says that the genesis matches: " + e.matches() + ", which is not so");
    }
  }

  private BallotCount count(Hash proposal, Role role) {
    int yes = 0;
    int no = 0;
    int abstain = 0;
    for (VoteRecorded vote : votes.values()) {
      if (vote.proposal().equals(proposal) && vote.role() == role) {
        switch (vote.cast().ballot()) {
          case YES -> yes++;
          case NO -> no++;
          case ABSTAIN -> abstain++;
        }
      }
    }
    return new BallotCount(yes, no, abstain);
  }

  private void requireKnown(Hash proposal, Consumer<String> wrong) {
    require(
        proposals.containsKey(proposal),
        wrong,
        "it speaks of proposal " + proposal + ", which was not recorded before");
  }

  private static void require(boolean holds, Consumer<String> wrong, String what) {
    if (!holds) {
      wrong.accept(what);
    }
  }
}
