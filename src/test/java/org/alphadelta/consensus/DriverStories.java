package org.alphadelta.consensus;

import static org.alphadelta.consensus.Stage.A;
import static org.alphadelta.consensus.Stage.B;
import static org.alphadelta.consensus.Stage.NIL;
import static org.alphadelta.consensus.Stage.VALUE_A;
import static org.alphadelta.consensus.Stage.VALUE_B;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Storyboards of Algorithm 1, line by line, and of the rules of counting, locking and skipping. */
class DriverStories {
  @Test
  void L14L18_aProposerWithoutValidValueAsksForOne() {
    new Stage(4, 0)
        .on(new DriverInput.Act(true))
        .says("get value round 0", "arm PROPOSE round 0")
        .is(0, Step.PROPOSE);
  }

  @Test
  void L16L19_aProposerProposesItsValidValueAgainAndCarriesThePolka() {
    new Stage(4, 1)
        .on(new DriverInput.Act(true))
        .proposed()
        .prevotes(0, VALUE_A, 0, 2, 3)
        .valid(0, A)
        .precommits(0, NIL, 0, 2, 3)
        .elapses(TimeoutKind.PRECOMMIT, 0)
        .saysAmongOthers("propose A round 1 valid round 0 with polka");
  }

  @Test
  void L19_theBuiltValueIsProposedOnce() {
    new Stage(4, 0)
        .on(new DriverInput.Act(true))
        .on(new DriverInput.Built(0, A))
        .says("propose A round 0")
        .on(new DriverInput.Built(0, B))
        .says();
  }

  @Test
  void L21_whoDoesNotProposeArmsTheProposeTimer() {
    new Stage(4, 3).on(new DriverInput.Act(true)).says("arm PROPOSE round 0");
  }

  @Test
  void L22L24_aValidFreshProposalIsPrevoted() {
    Stage.ofFour().proposed().says("prevote A round 0").is(0, Step.PREVOTE);
  }

  @Test
  void L22_aValueNotYetJudgedIsNotPrevoted() {
    Stage.ofFour()
        .proposal(0, A)
        .says()
        .is(0, Step.PROPOSE)
        .judged(A, true)
        .says("prevote A round 0");
  }

  @Test
  void L22_aProposalOfSomebodyElseIsIgnored() {
    Stage stage = Stage.ofFour().judged(A, true);
    BlockProposal foreign = new BlockProposal(1, 0, A, Optional.empty(), stage.key(2));
    stage
        .on(
            new DriverInput.ProposalSeen(
                new SignedProposal(foreign, KeeperTraces.UNSIGNED, Optional.empty())))
        .says()
        .is(0, Step.PROPOSE);
  }

  @Test
  void L26_anInvalidFreshProposalGetsNil() {
    Stage.ofFour().judged(A, false).proposal(0, A).says("prevote nil round 0");
  }

  @Test
  void L23L26_aLockRefusesAnotherFreshValue() {
    Stage.ofFour().lockedOnA().proposal(1, B).says("prevote nil round 1").locked(0, A);
  }

  @Test
  void L23_aLockAcceptsItsOwnValue() {
    Stage.ofFour().lockedOnA().proposal(1, A).says("prevote A round 1");
  }

  @Test
  void L28L30_aLaterPolkaUnlocks() {
    Stage.ofFour()
        .lockedOnA()
        .proposal(1, B)
        .prevotes(1, VALUE_B, 0, 1, 2)
        .saysAmongOthers("precommit B round 1")
        .locked(1, B)
        .failed(1)
        .proposedAgain(2, A, 1)
        .says()
        .polka(0, A, 0, 1, 2)
        .is(2, Step.PROPOSE)
        .locked(1, B);
  }

  @Test
  void L29_aPolkaOfTheLockedRoundForTheLockedValueIsEnough() {
    Stage.ofFour().lockedOnA().proposedAgain(1, A, 0).says("prevote A round 1");
  }

  /** Locked on B in round 1, A comes with its polka of round 0. */
  @Test
  void L29L32_anEarlierPolkaDoesNotUnlock() {
    Stage.ofFour()
        .judged(A, true)
        .judged(B, true)
        .polka(0, A, 0, 1, 2)
        .elapses(TimeoutKind.PROPOSE, 0)
        .failed(0)
        .proposal(1, B)
        .prevotes(1, VALUE_B, 0, 1, 2)
        .locked(1, B)
        .failed(1)
        .proposedAgain(2, A, 0)
        .says("prevote nil round 2");
  }

  @Test
  void L28_validRoundWithoutPolkaDoesNothing() {
    Stage.ofFour()
        .judged(A, true)
        .elapses(TimeoutKind.PROPOSE, 0)
        .failed(0)
        .proposedAgain(1, A, 0)
        .says()
        .is(1, Step.PROPOSE)
        .elapses(TimeoutKind.PROPOSE, 1)
        .says("prevote nil round 1");
  }

  @Test
  void L32_anInvalidValueProposedAgainGetsNil() {
    Stage.ofFour()
        .judged(A, false)
        .elapses(TimeoutKind.PROPOSE, 0)
        .polka(0, A, 0, 1, 2)
        .failed(0)
        .proposedAgain(1, A, 0)
        .says("prevote nil round 1");
  }

  @Test
  void L34_aQuorumForAnythingArmsThePrevoteTimerOnce() {
    Stage.ofFour()
        .elapses(TimeoutKind.PROPOSE, 0)
        .prevotes(0, VALUE_A, 0)
        .says()
        .prevotes(0, NIL, 1, 2)
        .says("arm PREVOTE round 0")
        .prevotes(0, VALUE_A, 3)
        .says();
  }

  @Test
  void L36_aPolkaLocksAndPrecommits() {
    Stage.ofFour()
        .proposed()
        .prevotes(0, VALUE_A, 0, 1)
        .says()
        .prevotes(0, VALUE_A, 2)
        .says("arm PREVOTE round 0", "precommit A round 0")
        .is(0, Step.PRECOMMIT)
        .locked(0, A)
        .valid(0, A);
  }

  @Test
  void L36_aPolkaBeforeTheProposalWaitsForIt() {
    Stage.ofFour()
        .elapses(TimeoutKind.PROPOSE, 0)
        .prevotes(0, VALUE_A, 0, 1, 2)
        .says("arm PREVOTE round 0")
        .proposal(0, A)
        .says()
        .judged(A, true)
        .says("precommit A round 0")
        .locked(0, A);
  }

  @Test
  void L37L42_afterPrecommitAPolkaOnlySetsTheValidValue() {
    Stage.ofFour()
        .proposed()
        .prevotes(0, NIL, 0)
        .prevotes(0, VALUE_A, 1, 2)
        .elapses(TimeoutKind.PREVOTE, 0)
        .says("precommit nil round 0")
        .prevotes(0, VALUE_A, 3)
        .says()
        .unlocked()
        .valid(0, A);
  }

  @Test
  void L37_inStepProposeAPolkaDoesNotLock() {
    Stage.ofFour()
        .prevotes(0, VALUE_A, 0, 1, 2)
        .says()
        .is(0, Step.PROPOSE)
        .unlocked()
        .proposed()
        .says("prevote A round 0", "precommit A round 0");
  }

  @Test
  void L44_aNilPolkaPrecommitsNilAndKeepsTheLock() {
    Stage.ofFour()
        .lockedOnA()
        .elapses(TimeoutKind.PROPOSE, 1)
        .prevotes(1, NIL, 0, 1, 2)
        .saysAmongOthers("precommit nil round 1")
        .locked(0, A);
  }

  @Test
  void L47_nilAndValuesCountTogetherInAnyStepOnce() {
    Stage.ofFour()
        .precommits(0, NIL, 0)
        .precommits(0, VALUE_A, 1)
        .says()
        .precommits(0, VALUE_B, 2)
        .says("arm PRECOMMIT round 0")
        .is(0, Step.PROPOSE)
        .precommits(0, NIL, 3)
        .says();
  }

  @Test
  void L49_decidesThisRound() {
    Stage.ofFour()
        .proposed()
        .precommits(0, VALUE_A, 0, 1)
        .neverSays("decide A round 0")
        .precommits(0, VALUE_A, 2)
        .says("decide A round 0")
        .is(0, Step.DECIDED);
  }

  @Test
  void L49_decidesAPastRound() {
    Stage.ofFour()
        .lockedOnA()
        .elapses(TimeoutKind.PROPOSE, 1)
        .is(1, Step.PREVOTE)
        .on(new DriverInput.VoteSeen(Stage.ofFour().vote(VoteType.PRECOMMIT, 0, VALUE_A, 3)));
    Stage late = Stage.ofFour().proposed().precommits(0, VALUE_A, 0, 1);
    late.elapses(TimeoutKind.PROPOSE, 0)
        .prevotes(1, NIL, 0, 1)
        .is(1, Step.PROPOSE)
        .precommits(0, VALUE_A, 2)
        .says("decide A round 0");
  }

  @Test
  void L49_decidesAFutureRound() {
    Stage.ofFour()
        .judged(A, true)
        .proposal(5, A)
        .precommits(5, VALUE_A, 0)
        .is(0, Step.PROPOSE)
        .precommits(5, VALUE_A, 1, 2)
        .saysAmongOthers("decide A round 5");
  }

  @Test
  void L49_needsTheProposalOfThatRound() {
    Stage.ofFour()
        .judged(A, true)
        .precommits(0, VALUE_A, 0, 1, 2)
        .says("arm PRECOMMIT round 0")
        .proposal(0, A)
        .says("decide A round 0");
  }

  @Test
  void L49_anInvalidValueIsNeverDecidedButReported() {
    Stage.ofFour()
        .judged(A, false)
        .proposal(0, A)
        .precommits(0, VALUE_A, 0, 1, 2)
        .saysAmongOthers("quorum for invalid A: wrong-root")
        .neverSays("decide A round 0");
  }

  @Test
  void L55_moreThanAThirdInALaterRoundSkips() {
    Stage.ofFour()
        .prevotes(6, NIL, 0)
        .says()
        .precommits(6, VALUE_A, 1)
        .says("arm PROPOSE round 6")
        .is(6, Step.PROPOSE);
  }

  @Test
  void L55_oneValidatorWithTwoVotesDoesNotSkip() {
    Stage.ofFour().prevotes(7, NIL, 0).precommits(7, NIL, 0).says().is(0, Step.PROPOSE);
  }

  @Test
  void L55_exactlyAThirdDoesNotSkip() {
    new Stage(6, 5)
        .on(new DriverInput.Act(true))
        .prevotes(3, NIL, 0, 1)
        .is(0, Step.PROPOSE)
        .prevotes(3, NIL, 2)
        .is(3, Step.PROPOSE);
  }

  @Test
  void L57_theProposeTimerPrevotesNil() {
    Stage.ofFour().elapses(TimeoutKind.PROPOSE, 0).says("prevote nil round 0").is(0, Step.PREVOTE);
  }

  @Test
  void L61_thePrevoteTimerPrecommitsNil() {
    Stage.ofFour()
        .elapses(TimeoutKind.PROPOSE, 0)
        .prevotes(0, VALUE_A, 0, 1)
        .prevotes(0, NIL, 2)
        .elapses(TimeoutKind.PREVOTE, 0)
        .says("precommit nil round 0")
        .is(0, Step.PRECOMMIT);
  }

  @Test
  void L65_thePrecommitTimerEntersTheNextRound() {
    Stage.ofFour()
        .elapses(TimeoutKind.PRECOMMIT, 0)
        .says("arm PROPOSE round 1")
        .is(1, Step.PROPOSE);
  }

  @Test
  void rule1_exactlyTwoThirdsIsNoQuorum() {
    new Stage(6, 5)
        .on(new DriverInput.Act(true))
        .proposed()
        .prevotes(0, VALUE_A, 0, 1, 2, 3)
        .says()
        .is(0, Step.PREVOTE)
        .prevotes(0, VALUE_A, 4)
        .saysAmongOthers("precommit A round 0");
  }

  @Test
  void rule2_theSecondVoteIsEvidenceAndNoWeight() {
    Stage.ofFour()
        .proposed()
        .prevotes(0, NIL, 0)
        .prevotes(0, VALUE_A, 0)
        .says("evidence round 0")
        .prevotes(0, VALUE_A, 1, 2)
        .says("arm PREVOTE round 0")
        .is(0, Step.PREVOTE);
  }

  @Test
  void rule4_aCommitQuorumGoesBeforeASkip() {
    VoteKeeper keeper = VoteKeeper.of(Stage.committee(1));
    SignedVote vote = new Stage(1, 0).vote(VoteType.PRECOMMIT, 4, VALUE_A, 0);
    assertThat(keeper.add(vote, Optional.of(0)).threshold())
        .contains(new Threshold.PrecommitValue(4, A));
    SignedVote prevote = new Stage(1, 0).vote(VoteType.PREVOTE, 4, VALUE_A, 0);
    assertThat(keeper.add(prevote, Optional.of(0)).threshold()).contains(new Threshold.Skip(4));
    assertThat(keeper.add(prevote, Optional.of(4)).threshold())
        .contains(new Threshold.PolkaValue(4, A));
  }

  @Test
  void rule9_twoProposalsOfOneRoundAndTheSecondIsDecided() {
    Stage.ofFour()
        .judged(A, true)
        .judged(B, true)
        .proposal(0, A)
        .says("prevote A round 0")
        .proposal(0, B)
        .says("evidence round 0")
        .prevotes(0, VALUE_B, 0, 1, 2)
        .saysAmongOthers("precommit B round 0")
        .precommits(0, VALUE_B, 0, 1, 2)
        .says("decide B round 0");
  }

  @Test
  void rule10_votesThatCameBeforeTheRoundCount() {
    Stage.ofFour()
        .judged(A, true)
        .proposal(1, A)
        .prevotes(1, VALUE_A, 0)
        .is(0, Step.PROPOSE)
        .prevotes(1, VALUE_A, 1)
        .says("arm PROPOSE round 1", "prevote A round 1")
        .prevotes(1, VALUE_A, 2)
        .says("arm PREVOTE round 1", "precommit A round 1", "show polka A round 1");
  }

  @Test
  void rule11_staleTimersAreIgnored() {
    Stage.ofFour()
        .elapses(TimeoutKind.PRECOMMIT, 0)
        .is(1, Step.PROPOSE)
        .elapses(TimeoutKind.PROPOSE, 0)
        .says()
        .elapses(TimeoutKind.PRECOMMIT, 0)
        .says()
        .is(1, Step.PROPOSE)
        .on(new DriverInput.Elapsed(new Timeout(2, 1, TimeoutKind.PROPOSE)))
        .says();
  }

  @Test
  void rule12_nothingHappensAfterTheDecision() {
    Stage.ofFour()
        .judged(A, true)
        .judged(B, true)
        .proposal(0, A)
        .precommits(0, VALUE_A, 0, 1, 2)
        .is(0, Step.DECIDED)
        .elapses(TimeoutKind.PRECOMMIT, 0)
        .says()
        .is(0, Step.DECIDED)
        .prevotes(3, NIL, 0, 1, 2)
        .says()
        .is(0, Step.DECIDED);
  }

  @Test
  void rule13_oneValidatorFillsOnlyAFewFutureRounds() {
    Stage stage = Stage.ofFour();
    for (int i = 0; i < 50; i++) {
      stage.prevotes(1_000_000_000 + i, NIL, 0);
    }
    assertThat(stage.driver().votes.rounds())
        .containsExactly(1_000_000_046, 1_000_000_047, 1_000_000_048, 1_000_000_049);
  }

  @Test
  void rule24_anOwnPrecommitRestoresItsLock() {
    Stage stage = Stage.ofFour();
    SignedVote own = stage.vote(VoteType.PRECOMMIT, 2, VALUE_A, 3);
    stage
        .on(new DriverInput.OwnSigned(new OwnMessage.OfVote(own)))
        .is(2, Step.PRECOMMIT)
        .locked(2, A)
        .judged(B, true)
        .elapses(TimeoutKind.PRECOMMIT, 2)
        .elapses(TimeoutKind.PRECOMMIT, 3)
        .proposal(4, B)
        .says("prevote nil round 4");
  }

  @Test
  void additionA_aCertificateLetsTheReceiverPrevote() {
    Stage stage = Stage.ofFour().judged(A, true).elapses(TimeoutKind.PRECOMMIT, 0);
    List<SignedVote> votes =
        List.of(
            stage.vote(VoteType.PREVOTE, 0, VALUE_A, 0),
            stage.vote(VoteType.PREVOTE, 0, VALUE_A, 1),
            stage.vote(VoteType.PREVOTE, 0, VALUE_A, 2));
    PolkaCertificate polka = PolkaCertificate.of(1, 0, A, Driver.signatures(votes));
    BlockProposal again = new BlockProposal(1, 1, A, Optional.of(0), stage.key(1));
    stage
        .on(
            new DriverInput.ProposalSeen(
                new SignedProposal(again, KeeperTraces.UNSIGNED, Optional.of(polka))))
        .says("prevote A round 1");
  }

  @Test
  void additionB_aPrecommitFromRoundOneOnShowsItsPolka() {
    Stage.ofFour()
        .judged(A, true)
        .elapses(TimeoutKind.PRECOMMIT, 0)
        .proposal(1, A)
        .prevotes(1, VALUE_A, 0, 1, 2)
        .saysAmongOthers("precommit A round 1", "show polka A round 1");
  }

  @Test
  void additionB_leavingARoundShowsThePolkaOfTheValidValue() {
    Stage.ofFour()
        .proposed()
        .prevotes(0, VALUE_A, 0, 1, 2)
        .neverSays("show polka A round 0")
        .elapses(TimeoutKind.PRECOMMIT, 0)
        .says("show polka A round 0", "arm PROPOSE round 1");
  }

  @Test
  void additionB_aLatePolkaIsWorthProposing() {
    new Stage(4, 2)
        .on(new DriverInput.Act(true))
        .elapses(TimeoutKind.PRECOMMIT, 0)
        .polka(0, A, 0, 1, 3)
        .judged(A, true)
        .valid(0, A)
        .unlocked()
        .elapses(TimeoutKind.PRECOMMIT, 1)
        .saysAmongOthers("propose A round 2 valid round 0 with polka");
  }

  /**
   * The equivocator 0 prevoted nil to us and A to the victim 1, which locked A. We count the
   * equivocator's nil, so the votes alone never show us the polka; the victim's certificate does.
   */
  @Test
  void additionB_aHiddenLockIsDissolved() {
    new Stage(4, 2)
        .on(new DriverInput.Act(true))
        .proposed()
        .says("prevote A round 0")
        .prevotes(0, NIL, 0)
        .prevotes(0, VALUE_A, 1, 2)
        .elapses(TimeoutKind.PREVOTE, 0)
        .precommits(0, NIL, 0, 2, 3)
        .elapses(TimeoutKind.PRECOMMIT, 0)
        .elapses(TimeoutKind.PROPOSE, 1)
        .polka(0, A, 0, 1, 2)
        .saysAmongOthers("evidence round 0")
        .valid(0, A)
        .elapses(TimeoutKind.PRECOMMIT, 1)
        .saysAmongOthers("propose A round 2 valid round 0 with polka");
  }
}
