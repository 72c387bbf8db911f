package org.alphadelta.governance;

import static org.alphadelta.governance.Actors.committee;
import static org.alphadelta.governance.Actors.v;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TallyTest {
  private static final List<Ballot> BALLOTS = List.of(Ballot.YES, Ballot.NO, Ballot.ABSTAIN);
  private static final Committee C = committee(4, 1);
  private static final Committee N = committee(List.of(1, 2, 3, 5), List.of(6));

  @Test
  void saysWhatIsNeededAndMissing() {
    Polls polls = new Polls(C);
    Hash id = polls.submit(v(1), 0, TermsBuilder.from(Polls.CHAIN, N).build());
    polls.vote(v(1), id, Ballot.YES).vote(v(4), id, Ballot.NO).vote(v(5), id, Ballot.YES);
    Tally tally = tally(polls, id, 20);
    assertThat(tally.needed()).isEqualTo(3);
    assertThat(tally.missing()).isEqualTo(2);
    assertThat(tally.canStillPass()).isTrue();
    assertThat(tally.governors()).isEqualTo(new Tally.Electorate(4, new BallotCount(1, 1, 0)));
    assertThat(tally.governors().silent()).isEqualTo(2);
    assertThat(tally.publics().silent()).isZero();
    assertThat(tally.committed()).containsExactlyInAnyOrder(v(1), v(5));
    assertThat(tally.stayers()).isEqualTo(committee(List.of(2, 3, 4), List.of()));
    assertThat(tally.stayersSeen()).containsExactly(v(4));
    assertThat(tally.rules()).hasSize(5);
  }

  @Test
  void afterVotingEndedWhatIsMissingStaysMissing() {
    Polls polls = new Polls(C);
    Hash id = polls.submit(v(1), 0, TermsBuilder.from(Polls.CHAIN, N).build());
    polls.vote(v(1), id, Ballot.YES).vote(v(2), id, Ballot.YES);
    assertThat(tally(polls, id, 34).canStillPass()).isTrue();
    assertThat(tally(polls, id, 35).canStillPass()).isFalse();
  }

  @Test
  void afterTheFreezeMissingReadinessIsTheAbort() {
    Polls polls = new Polls(C);
    Hash id = polls.submit(v(1), 0, TermsBuilder.from(Polls.CHAIN, N).readiness().build());
    for (int i : List.of(1, 2, 3, 5)) {
      polls.vote(v(i), id, Ballot.YES);
    }
    polls.attest(v(1), id).attest(v(2), id).attest(v(3), id);
    assertThat(tally(polls, id, 94).canStillPass()).isTrue();
    assertThat(tally(polls, id, 95).canStillPass()).isFalse();
    Hash other = polls.proposal(id).id();
    GovernanceOutcome outcome =
        Governance.attest(polls.context(), polls.state, v(5), id, other, other);
    polls.state = ((GovernanceOutcome.Accepted) outcome).state();
    assertThat(tally(polls, id, 40).canStillPass()).isFalse();
    assertThat(tally(polls, id, 40).divergent()).containsExactly(v(5));
  }

  @Test
  void aClosedProposalPassesOnlyIfItDid() {
    Polls polls = new Polls(C);
    Hash id = polls.submit(v(1), 0, TermsBuilder.from(Polls.CHAIN, N).build());
    for (int i : List.of(1, 2, 3, 5)) {
      polls.vote(v(i), id, Ballot.YES);
    }
    assertThat(tally(polls, id, 99).canStillPass()).isTrue();
    polls.at(100).close();
    assertThat(tally(polls, id, 100).canStillPass()).isTrue();
    polls.state = polls.state.closed(polls.proposal(id), ProposalStatus.REJECTED, 100);
    assertThat(tally(polls, id, 100).canStillPass()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "0,concluded: no members",
    "1,none of 1",
    "2,none of 2",
    "3,none of 3",
    "4,1 of 4",
    "6,1 of 6",
    "7,2 of 7",
    "10,3 of 10"
  })
  void saysInWordsHowManyFaultsAChainTolerates(int members, String words) {
    assertThat(Tally.Tolerance.of(committee(members, 0)).words()).isEqualTo(words);
  }

  /**
   * 400 random stories: when the tally says it cannot pass any more, it does not; when it says it
   * can, some future does.
   */
  @Test
  void canStillPassIsNeverWrong() {
    int impossible = 0;
    for (long seed = 0; seed < 400; seed++) {
      Random random = new Random(seed);
      Polls polls = new Polls(committee(1 + random.nextInt(5), random.nextInt(3)));
      ProposalTerms terms =
          random.nextBoolean()
              ? TermsBuilder.from(Polls.CHAIN, polls.committee).readiness().build()
              : TermsBuilder.from(Polls.CHAIN, polls.committee).build();
      Hash id = polls.submit(v(1), 0, terms);
      boolean could = true;
      for (long height = 11; height < 100; height++) {
        polls.at(height);
        for (PublicKey key : polls.committee.keys()) {
          act(polls, id, key, random);
        }
        boolean can = tally(polls, id, height).canStillPass();
        assertThat(could || !can).as("seed %d: hope came back at %d", seed, height).isTrue();
        could = can;
      }
      boolean approved = polls.at(100).close().approved().isPresent();
      assertThat(approved).as("seed %d", seed).isEqualTo(could);
      impossible += could ? 0 : 1;
    }
    assertThat(impossible).isBetween(40, 360);
  }

  private static void act(Polls polls, Hash id, PublicKey key, Random random) {
    int what = random.nextInt(40);
    if (what < BALLOTS.size()) {
      GovernanceOutcome outcome =
          Governance.vote(
              polls.context(), polls.state, key, id, BALLOTS.get(what), Polls.TRANSACTION);
      if (outcome instanceof GovernanceOutcome.Accepted accepted) {
        polls.state = accepted.state();
      }
    } else if (what < 5) {
      ProposalTerms terms = polls.proposal(id).terms();
      Hash delta = random.nextInt(50) == 0 ? id : terms.deltaExpectedHash();
      GovernanceOutcome outcome =
          Governance.attest(
              polls.context(), polls.state, key, id, terms.alphaExpectedHash(), delta);
      if (outcome instanceof GovernanceOutcome.Accepted accepted) {
        polls.state = accepted.state();
      }
    }
  }

  private static Tally tally(Polls polls, Hash id, long height) {
    return Tally.of(
        polls.proposal(id),
        polls.state,
        polls.committee,
        Polls.PARAMETERS.freeze(),
        height,
        new TreeSet<>(List.of(v(1), v(4))));
  }
}
