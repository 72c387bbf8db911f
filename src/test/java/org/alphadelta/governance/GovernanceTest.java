package org.alphadelta.governance;

import static org.alphadelta.governance.Actors.committee;
import static org.alphadelta.governance.Actors.v;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Sha256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GovernanceTest {
  private static final Committee C = committee(4, 1);
  private static final Committee N = committee(List.of(1, 2, 3, 5), List.of(6));
  private static final Hash OTHER = Sha256.plain(Bytes.utf8("other"));

  private Polls polls;
  private Hash id;

  @BeforeEach
  void aProposalIsOpen() {
    polls = new Polls(C);
    id = polls.submit(v(1), 0, TermsBuilder.from(Polls.CHAIN, N).build());
  }

  @Test
  void countsEachElectorateApart() {
    polls.vote(v(1), id, Ballot.YES).vote(v(2), id, Ballot.NO).vote(v(3), id, Ballot.ABSTAIN);
    polls.vote(v(5), id, Ballot.YES);
    assertThat(polls.proposal(id).governors()).isEqualTo(new BallotCount(1, 1, 1));
    assertThat(polls.proposal(id).publics()).isEqualTo(new BallotCount(1, 0, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "YES,YES,yes-is-final",
    "YES,NO,yes-is-final",
    "YES,ABSTAIN,yes-is-final",
    "NO,NO,same-ballot",
    "ABSTAIN,ABSTAIN,same-ballot",
    "NO,YES,",
    "NO,ABSTAIN,",
    "ABSTAIN,YES,",
    "ABSTAIN,NO,"
  })
  void yesIsFinalAndTheOthersMayChange(Ballot first, Ballot second, String code) {
    polls.vote(v(2), id, first);
    GovernanceOutcome outcome =
        Governance.vote(polls.context(), polls.state, v(2), id, second, OTHER);
    if (code == null) {
      GovernanceState after = ((GovernanceOutcome.Accepted) outcome).state();
      assertThat(after.vote(id, v(2)).orElseThrow().ballot()).isEqualTo(second);
      assertThat(after.proposal(id).orElseThrow().governors())
          .isEqualTo(BallotCount.NONE.plus(second));
      assertThat(after.votesOn(id)).hasSize(1);
    } else {
      assertThat(Polls.refusal(outcome).code()).isEqualTo(code);
    }
  }

  @Test
  void votesCountUpToAndIncludingTheLastHeight() {
    polls.at(35).vote(v(2), id, Ballot.YES);
    polls.at(36);
    assertThat(voteCode(v(3), id)).isEqualTo("voting-over");
    assertThat(polls.proposal(id).governors().yes()).isEqualTo(1);
  }

  @Test
  void strangersAndUnknownOrClosedProposalsGetNoVote() {
    assertThat(voteCode(v(6), id)).isEqualTo("not-a-member");
    assertThat(voteCode(v(2), OTHER)).isEqualTo("unknown-proposal");
    polls.state = polls.state.closed(polls.proposal(id), ProposalStatus.WITHDRAWN, 11);
    assertThat(voteCode(v(2), id)).isEqualTo("proposal-not-open");
  }

  @Test
  void onlyTheProposerWithdrawsAndOnlyWhileVotesCount() {
    assertThat(withdrawCode(v(2))).isEqualTo("not-the-proposer");
    polls.at(36);
    assertThat(withdrawCode(v(1))).isEqualTo("voting-over");
    polls.at(35);
    GovernanceOutcome outcome = Governance.withdraw(polls.context(), polls.state, v(1), id);
    GovernanceState after = ((GovernanceOutcome.Accepted) outcome).state();
    assertThat(after.proposal(id).orElseThrow().status()).isEqualTo(ProposalStatus.WITHDRAWN);
    assertThat(after.closure(id)).contains(new Closure(35));
  }

  @Test
  void aWithdrawnProposalIsNotJudged() {
    GovernanceOutcome outcome = Governance.withdraw(polls.context(), polls.state, v(1), id);
    polls.state = ((GovernanceOutcome.Accepted) outcome).state();
    assertThat(polls.at(100).close().approved()).isEmpty();
    assertThat(polls.status(id)).isEqualTo(ProposalStatus.WITHDRAWN);
  }

  @Test
  void readinessNeedsAYesComesOnceAndBeforeTheFreeze() {
    assertThat(attestCode(v(2))).isEqualTo("readiness-without-yes");
    polls.vote(v(2), id, Ballot.NO);
    assertThat(attestCode(v(2))).isEqualTo("readiness-without-yes");
    polls.vote(v(2), id, Ballot.YES).vote(v(3), id, Ballot.YES);
    assertThat(attestCode(v(9))).isEqualTo("not-a-member");
    polls.at(95).attest(v(2), id);
    assertThat(attestCode(v(2))).isEqualTo("already-attested");
    polls.at(96);
    assertThat(attestCode(v(3))).isEqualTo("readiness-frozen");
  }

  @Test
  void divergentReadinessIsKeptForAllToSee() {
    polls.vote(v(2), id, Ballot.YES);
    GovernanceOutcome outcome =
        Governance.attest(polls.context(), polls.state, v(2), id, OTHER, OTHER);
    GovernanceState after = ((GovernanceOutcome.Accepted) outcome).state();
    assertThat(after.readiness(id, v(2))).contains(new Readiness(OTHER, OTHER, 10));
  }

  @Test
  void nothingIsJudgedBeforeOrAfterTheActivationHeight() {
    for (int i : List.of(1, 2, 3, 5)) {
      polls.vote(v(i), id, Ballot.YES);
    }
    assertThat(polls.at(99).close().approved()).isEmpty();
    assertThat(polls.status(id)).isEqualTo(ProposalStatus.OPEN);
    assertThat(polls.at(101).close().approved()).isEmpty();
    assertThat(polls.at(100).close().approved()).contains(id);
    assertThat(polls.status(id)).isEqualTo(ProposalStatus.APPROVED);
    assertThat(polls.close().approved()).isEmpty();
  }

  @Test
  void tooFewYesRejectAtTheHeight() {
    polls.vote(v(1), id, Ballot.YES).vote(v(2), id, Ballot.YES).vote(v(5), id, Ballot.YES);
    assertThat(polls.at(100).close().approved()).isEmpty();
    assertThat(polls.status(id)).isEqualTo(ProposalStatus.REJECTED);
    assertThat(polls.state.closure(id)).contains(new Closure(100));
  }

  @Test
  void ofTwoAtOneHeightTheEarlierCreatedWins() {
    Hash later = polls.at(11).submit(v(2), 0, TermsBuilder.from(Polls.CHAIN, N).build());
    everybodyWantsBoth(later);
    assertThat(polls.at(100).close().approved()).contains(id);
    assertThat(polls.status(later)).isEqualTo(ProposalStatus.LAPSED);
  }

  @Test
  void ofTwoCreatedTogetherTheLowerIdWins() {
    Hash other = polls.submit(v(2), 0, TermsBuilder.from(Polls.CHAIN, N).build());
    everybodyWantsBoth(other);
    Hash lower = id.compareTo(other) < 0 ? id : other;
    assertThat(polls.at(100).close().approved()).contains(lower);
  }

  @Test
  void anEarlierOneThatFailsLeavesTheHeightToTheNext() {
    Hash later = polls.at(11).submit(v(2), 0, TermsBuilder.from(Polls.CHAIN, N).build());
    for (int i : List.of(1, 2, 3, 5)) {
      polls.vote(v(i), later, Ballot.YES);
    }
    assertThat(polls.at(100).close().approved()).contains(later);
    assertThat(polls.status(id)).isEqualTo(ProposalStatus.REJECTED);
  }

  @Test
  void afterOneApprovalAllOthersLapseAndTheChainTakesNoMore() {
    ProposalTerms far = TermsBuilder.from(Polls.CHAIN, N).activation(500).build();
    Hash open = polls.submit(v(2), 0, far);
    Hash withdrawn = polls.submit(v(3), 0, far);
    polls.state =
        ((GovernanceOutcome.Accepted)
                Governance.withdraw(polls.context(), polls.state, v(3), withdrawn))
            .state();
    for (int i : List.of(1, 2, 3, 5)) {
      polls.vote(v(i), id, Ballot.YES);
    }
    polls.at(100).close();
    assertThat(polls.status(open)).isEqualTo(ProposalStatus.LAPSED);
    assertThat(polls.status(withdrawn)).isEqualTo(ProposalStatus.WITHDRAWN);
    assertThat(polls.at(200).voteCodeOf(v(4), open)).isEqualTo("proposal-not-open");
    assertThat(Polls.refusal(Governance.submit(polls.context(), polls.state, v(4), 9, far)).code())
        .isEqualTo("upgrade-approved");
    assertThat(polls.at(500).close().approved()).isEmpty();
  }

  @Test
  void votesOnOneProposalDoNotTouchAnother() {
    Hash other = polls.submit(v(2), 0, TermsBuilder.from(Polls.CHAIN, N).build());
    polls.vote(v(3), id, Ballot.YES).vote(v(3), other, Ballot.NO);
    assertThat(polls.state.yesVoters(id)).containsExactly(v(3));
    assertThat(polls.state.yesVoters(other)).isEmpty();
    assertThat(polls.state.votesOn(other)).hasSize(1);
  }

  private void everybodyWantsBoth(Hash other) {
    for (PublicKey key : C.keys()) {
      polls.vote(key, id, Ballot.YES).vote(key, other, Ballot.YES);
    }
  }

  private String voteCode(PublicKey voter, Hash proposal) {
    return polls.voteCodeOf(voter, proposal);
  }

  private String withdrawCode(PublicKey sender) {
    return Polls.refusal(Governance.withdraw(polls.context(), polls.state, sender, id)).code();
  }

  private String attestCode(PublicKey voter) {
    return Polls.refusal(Governance.attest(polls.context(), polls.state, voter, id, OTHER, OTHER))
        .code();
  }
}
