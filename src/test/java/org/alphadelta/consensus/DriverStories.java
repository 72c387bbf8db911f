package org.alphadelta.consensus;

import static org.alphadelta.consensus.Stage.A;
import static org.alphadelta.consensus.Stage.B;
import static org.alphadelta.consensus.Stage.NIL;
import static org.alphadelta.consensus.Stage.VALUE_A;
import static org.alphadelta.consensus.Stage.VALUE_B;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

/** Storyboards of Algorithm 1, line by line, and of the rules of counting, locking and skipping. */
final class DriverStories {
  private DriverStories() {}

  static List<Storyboard> all() {
    return List.of(
        new Storyboard("L14L18_aProposerWithoutValidValueAsksForOne", DriverStories::asksForValue),
        new Storyboard(
            "L16L19_aProposerProposesItsValidValueAgainAndCarriesThePolka",
            DriverStories::proposesAgain),
        new Storyboard("L19_theBuiltValueIsProposedOnce", DriverStories::proposesBuilt),
        new Storyboard("L21_whoDoesNotProposeArmsTheProposeTimer", DriverStories::armsPropose),
        new Storyboard("L22L24_aValidFreshProposalIsPrevoted", DriverStories::prevotesFresh),
        new Storyboard("L22_aValueNotYetJudgedIsNotPrevoted", DriverStories::waitsForVerdict),
        new Storyboard(
            "L22_aProposalOfSomebodyElseIsIgnored", DriverStories::ignoresForeignProposal),
        new Storyboard("L26_anInvalidFreshProposalGetsNil", DriverStories::prevotesNilForInvalid),
        new Storyboard("L23L26_aLockRefusesAnotherFreshValue", DriverStories::lockRefusesFresh),
        new Storyboard("L23_aLockAcceptsItsOwnValue", DriverStories::lockAcceptsOwn),
        new Storyboard("L28L30_aLaterPolkaUnlocks", DriverStories::laterPolkaUnlocks),
        new Storyboard(
            "L29_aPolkaOfTheLockedRoundForTheLockedValueIsEnough", DriverStories::samePolka),
        new Storyboard("L29L32_anEarlierPolkaDoesNotUnlock", DriverStories::earlierPolkaDoesNot),
        new Storyboard("L28_validRoundWithoutPolkaDoesNothing", DriverStories::noPolkaNothing),
        new Storyboard("L32_anInvalidValueProposedAgainGetsNil", DriverStories::againInvalid),
        new Storyboard(
            "L34_aQuorumForAnythingArmsThePrevoteTimerOnce", DriverStories::armsPrevoteOnce),
        new Storyboard("L36_aPolkaLocksAndPrecommits", DriverStories::locks),
        new Storyboard("L36_aPolkaBeforeTheProposalWaitsForIt", DriverStories::polkaFirst),
        new Storyboard(
            "L37L42_afterPrecommitAPolkaOnlySetsTheValidValue", DriverStories::validOnly),
        new Storyboard("L37_inStepProposeAPolkaDoesNotLock", DriverStories::noLockInPropose),
        new Storyboard("L44_aNilPolkaPrecommitsNilAndKeepsTheLock", DriverStories::nilKeepsLock),
        new Storyboard("L47_nilAndValuesCountTogetherInAnyStepOnce", DriverStories::precommitAny),
        new Storyboard("L49_decidesThisRound", DriverStories::decides),
        new Storyboard("L49_decidesAPastRound", DriverStories::decidesPast),
        new Storyboard("L49_decidesAFutureRound", DriverStories::decidesFuture),
        new Storyboard("L49_needsTheProposalOfThatRound", DriverStories::decideNeedsProposal),
        new Storyboard("L49_anInvalidValueIsNeverDecidedButReported", DriverStories::invalidQuorum),
        new Storyboard("L55_moreThanAThirdInALaterRoundSkips", DriverStories::skips),
        new Storyboard("L55_oneValidatorWithTwoVotesDoesNotSkip", DriverStories::twoVotesAreOne),
        new Storyboard("L55_exactlyAThirdDoesNotSkip", DriverStories::aThirdIsNotMore),
        new Storyboard("L57_theProposeTimerPrevotesNil", DriverStories::timeoutPropose),
        new Storyboard("L61_thePrevoteTimerPrecommitsNil", DriverStories::timeoutPrevote),
        new Storyboard("L65_thePrecommitTimerEntersTheNextRound", DriverStories::timeoutPrecommit),
        new Storyboard("rule1_exactlyTwoThirdsIsNoQuorum", DriverStories::twoThirdsIsNoQuorum),
        new Storyboard("rule2_theSecondVoteIsEvidenceAndNoWeight", DriverStories::conflictingVote),
        new Storyboard("rule4_aCommitQuorumGoesBeforeASkip", DriverStories::commitBeforeSkip),
        new Storyboard(
            "rule9_twoProposalsOfOneRoundAndTheSecondIsDecided", DriverStories::secondProposal),
        new Storyboard("rule10_votesThatCameBeforeTheRoundCount", DriverStories::votesBefore),
        new Storyboard("rule11_staleTimersAreIgnored", DriverStories::staleTimers),
        new Storyboard("rule12_nothingHappensAfterTheDecision", DriverStories::afterDecision),
        new Storyboard("rule13_oneValidatorFillsOnlyAFewFutureRounds", DriverStories::futureRounds),
        new Storyboard("rule24_anOwnPrecommitRestoresItsLock", DriverStories::restores),
        new Storyboard(
            "additionA_aCertificateLetsTheReceiverPrevote", DriverStories::certificateHelps),
        new Storyboard(
            "additionB_aPrecommitFromRoundOneOnShowsItsPolka", DriverStories::showsPolka),
        new Storyboard(
            "additionB_leavingARoundShowsThePolkaOfTheValidValue", DriverStories::showsOnLeaving),
        new Storyboard("additionB_aLatePolkaIsWorthProposing", DriverStories::latePolka),
        new Storyboard("additionB_aHiddenLockIsDissolved", DriverStories::hiddenLock));
  }

  private static void asksForValue(Rules rules) {
    new Stage(4, 0, rules)
        .on(new DriverInput.Act(true))
        .says("get value round 0", "arm PROPOSE round 0")
        .is(0, Step.PROPOSE);
  }

  private static void proposesAgain(Rules rules) {
    new Stage(4, 1, rules)
        .on(new DriverInput.Act(true))
        .proposed()
        .prevotes(0, VALUE_A, 0, 2, 3)
        .valid(0, A)
        .precommits(0, NIL, 0, 2, 3)
        .elapses(TimeoutKind.PRECOMMIT, 0)
        .saysAmongOthers("propose A round 1 valid round 0 with polka");
  }

  private static void proposesBuilt(Rules rules) {
    new Stage(4, 0, rules)
        .on(new DriverInput.Act(true))
        .on(new DriverInput.Built(0, A))
        .says("propose A round 0 valid round -1")
        .on(new DriverInput.Built(0, B))
        .says();
  }

  private static void armsPropose(Rules rules) {
    new Stage(4, 3, rules).on(new DriverInput.Act(true)).says("arm PROPOSE round 0");
  }

  private static void prevotesFresh(Rules rules) {
    Stage.ofFour(rules).proposed().says("prevote A round 0").is(0, Step.PREVOTE);
  }

  private static void waitsForVerdict(Rules rules) {
    Stage.ofFour(rules)
        .proposal(0, A, -1)
        .says()
        .is(0, Step.PROPOSE)
        .judged(A, true)
        .says("prevote A round 0");
  }

  private static void ignoresForeignProposal(Rules rules) {
    Stage stage = Stage.ofFour(rules).judged(A, true);
    BlockProposal foreign = new BlockProposal(1, 0, A, -1, stage.key(2));
    stage
        .on(
            new DriverInput.ProposalSeen(
                new SignedProposal(foreign, KeeperTraces.UNSIGNED, Optional.empty())))
        .says()
        .is(0, Step.PROPOSE);
  }

  private static void prevotesNilForInvalid(Rules rules) {
    Stage.ofFour(rules).judged(A, false).proposal(0, A, -1).says("prevote nil round 0");
  }

  private static void lockRefusesFresh(Rules rules) {
    Stage.ofFour(rules).lockedOnA().proposal(1, B, -1).says("prevote nil round 1").locked(0, A);
  }

  private static void lockAcceptsOwn(Rules rules) {
    Stage.ofFour(rules).lockedOnA().proposal(1, A, -1).says("prevote A round 1");
  }

  private static void laterPolkaUnlocks(Rules rules) {
    Stage.ofFour(rules)
        .lockedOnA()
        .proposal(1, B, -1)
        .prevotes(1, VALUE_B, 0, 1, 2)
        .saysAmongOthers("precommit B round 1")
        .locked(1, B)
        .failed(1)
        .proposal(2, A, 1)
        .says()
        .polka(0, A, 0, 1, 2)
        .is(2, Step.PROPOSE)
        .locked(1, B);
  }

  private static void samePolka(Rules rules) {
    Stage.ofFour(rules).lockedOnA().proposal(1, A, 0).says("prevote A round 1");
  }

  /** Locked on B in round 1, A comes with its polka of round 0. */
  private static void earlierPolkaDoesNot(Rules rules) {
    Stage.ofFour(rules)
        .judged(A, true)
        .judged(B, true)
        .polka(0, A, 0, 1, 2)
        .elapses(TimeoutKind.PROPOSE, 0)
        .failed(0)
        .proposal(1, B, -1)
        .prevotes(1, VALUE_B, 0, 1, 2)
        .locked(1, B)
        .failed(1)
        .proposal(2, A, 0)
        .says("prevote nil round 2");
  }

  private static void noPolkaNothing(Rules rules) {
    Stage.ofFour(rules)
        .judged(A, true)
        .elapses(TimeoutKind.PROPOSE, 0)
        .failed(0)
        .proposal(1, A, 0)
        .says()
        .is(1, Step.PROPOSE)
        .elapses(TimeoutKind.PROPOSE, 1)
        .says("prevote nil round 1");
  }

  private static void againInvalid(Rules rules) {
    Stage.ofFour(rules)
        .judged(A, false)
        .elapses(TimeoutKind.PROPOSE, 0)
        .polka(0, A, 0, 1, 2)
        .failed(0)
        .proposal(1, A, 0)
        .says("prevote nil round 1");
  }

  private static void armsPrevoteOnce(Rules rules) {
    Stage.ofFour(rules)
        .elapses(TimeoutKind.PROPOSE, 0)
        .prevotes(0, VALUE_A, 0)
        .says()
        .prevotes(0, NIL, 1, 2)
        .says("arm PREVOTE round 0")
        .prevotes(0, VALUE_A, 3)
        .says();
  }

  private static void locks(Rules rules) {
    Stage.ofFour(rules)
        .proposed()
        .prevotes(0, VALUE_A, 0, 1)
        .says()
        .prevotes(0, VALUE_A, 2)
        .says("arm PREVOTE round 0", "precommit A round 0")
        .is(0, Step.PRECOMMIT)
        .locked(0, A)
        .valid(0, A);
  }

  private static void polkaFirst(Rules rules) {
    Stage.ofFour(rules)
        .elapses(TimeoutKind.PROPOSE, 0)
        .prevotes(0, VALUE_A, 0, 1, 2)
        .says("arm PREVOTE round 0")
        .proposal(0, A, -1)
        .says()
        .judged(A, true)
        .says("precommit A round 0")
        .locked(0, A);
  }

  private static void validOnly(Rules rules) {
    Stage.ofFour(rules)
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

  private static void noLockInPropose(Rules rules) {
    Stage.ofFour(rules)
        .prevotes(0, VALUE_A, 0, 1, 2)
        .says()
        .is(0, Step.PROPOSE)
        .unlocked()
        .proposed()
        .says("prevote A round 0", "precommit A round 0");
  }

  private static void nilKeepsLock(Rules rules) {
    Stage.ofFour(rules)
        .lockedOnA()
        .elapses(TimeoutKind.PROPOSE, 1)
        .prevotes(1, NIL, 0, 1, 2)
        .saysAmongOthers("precommit nil round 1")
        .locked(0, A);
  }

  private static void precommitAny(Rules rules) {
    Stage.ofFour(rules)
        .precommits(0, NIL, 0)
        .precommits(0, VALUE_A, 1)
        .says()
        .precommits(0, VALUE_B, 2)
        .says("arm PRECOMMIT round 0")
        .is(0, Step.PROPOSE)
        .precommits(0, NIL, 3)
        .says();
  }

  private static void decides(Rules rules) {
    Stage.ofFour(rules)
        .proposed()
        .precommits(0, VALUE_A, 0, 1)
        .neverSays("decide A round 0")
        .precommits(0, VALUE_A, 2)
        .says("decide A round 0")
        .is(0, Step.DECIDED);
  }

  private static void decidesPast(Rules rules) {
    Stage.ofFour(rules)
        .lockedOnA()
        .elapses(TimeoutKind.PROPOSE, 1)
        .is(1, Step.PREVOTE)
        .on(new DriverInput.VoteSeen(Stage.ofFour(rules).vote(VoteType.PRECOMMIT, 0, VALUE_A, 3)));
    Stage late = Stage.ofFour(rules).proposed().precommits(0, VALUE_A, 0, 1);
    late.elapses(TimeoutKind.PROPOSE, 0)
        .prevotes(1, NIL, 0, 1)
        .is(1, Step.PROPOSE)
        .precommits(0, VALUE_A, 2)
        .says("decide A round 0");
  }

  private static void decidesFuture(Rules rules) {
    Stage.ofFour(rules)
        .judged(A, true)
        .proposal(5, A, -1)
        .precommits(5, VALUE_A, 0)
        .is(0, Step.PROPOSE)
        .precommits(5, VALUE_A, 1, 2)
        .saysAmongOthers("decide A round 5");
  }

  private static void decideNeedsProposal(Rules rules) {
    Stage.ofFour(rules)
        .judged(A, true)
        .precommits(0, VALUE_A, 0, 1, 2)
        .says("arm PRECOMMIT round 0")
        .proposal(0, A, -1)
        .says("decide A round 0");
  }

  private static void invalidQuorum(Rules rules) {
    Stage.ofFour(rules)
        .judged(A, false)
        .proposal(0, A, -1)
        .precommits(0, VALUE_A, 0, 1, 2)
        .saysAmongOthers("quorum for invalid A")
        .neverSays("decide A round 0");
  }

  private static void skips(Rules rules) {
    Stage.ofFour(rules)
        .prevotes(6, NIL, 0)
        .says()
        .precommits(6, VALUE_A, 1)
        .says("arm PROPOSE round 6")
        .is(6, Step.PROPOSE);
  }

  private static void twoVotesAreOne(Rules rules) {
    Stage.ofFour(rules).prevotes(7, NIL, 0).precommits(7, NIL, 0).says().is(0, Step.PROPOSE);
  }

  private static void aThirdIsNotMore(Rules rules) {
    new Stage(6, 5, rules)
        .on(new DriverInput.Act(true))
        .prevotes(3, NIL, 0, 1)
        .is(0, Step.PROPOSE)
        .prevotes(3, NIL, 2)
        .is(3, Step.PROPOSE);
  }

  private static void timeoutPropose(Rules rules) {
    Stage.ofFour(rules)
        .elapses(TimeoutKind.PROPOSE, 0)
        .says("prevote nil round 0")
        .is(0, Step.PREVOTE);
  }

  private static void timeoutPrevote(Rules rules) {
    Stage.ofFour(rules)
        .elapses(TimeoutKind.PROPOSE, 0)
        .prevotes(0, VALUE_A, 0, 1)
        .prevotes(0, NIL, 2)
        .elapses(TimeoutKind.PREVOTE, 0)
        .says("precommit nil round 0")
        .is(0, Step.PRECOMMIT);
  }

  private static void timeoutPrecommit(Rules rules) {
    Stage.ofFour(rules)
        .elapses(TimeoutKind.PRECOMMIT, 0)
        .says("arm PROPOSE round 1")
        .is(1, Step.PROPOSE);
  }

  private static void twoThirdsIsNoQuorum(Rules rules) {
    new Stage(6, 5, rules)
        .on(new DriverInput.Act(true))
        .proposed()
        .prevotes(0, VALUE_A, 0, 1, 2, 3)
        .says()
        .is(0, Step.PREVOTE)
        .prevotes(0, VALUE_A, 4)
        .saysAmongOthers("precommit A round 0");
  }

  private static void conflictingVote(Rules rules) {
    Stage.ofFour(rules)
        .proposed()
        .prevotes(0, NIL, 0)
        .prevotes(0, VALUE_A, 0)
        .says("evidence round 0")
        .prevotes(0, VALUE_A, 1, 2)
        .says("arm PREVOTE round 0")
        .is(0, Step.PREVOTE);
  }

  private static void commitBeforeSkip(Rules rules) {
    VoteKeeper keeper = VoteKeeper.of(Stage.committee(1), rules);
    SignedVote vote = new Stage(1, 0, rules).vote(VoteType.PRECOMMIT, 4, VALUE_A, 0);
    assertThat(keeper.add(vote, 0).threshold()).contains(new Threshold.PrecommitValue(4, A));
    SignedVote prevote = new Stage(1, 0, rules).vote(VoteType.PREVOTE, 4, VALUE_A, 0);
    assertThat(keeper.add(prevote, 0).threshold()).contains(new Threshold.Skip(4));
    assertThat(keeper.add(prevote, 4).threshold()).contains(new Threshold.PolkaValue(4, A));
  }

  private static void secondProposal(Rules rules) {
    Stage.ofFour(rules)
        .judged(A, true)
        .judged(B, true)
        .proposal(0, A, -1)
        .says("prevote A round 0")
        .proposal(0, B, -1)
        .says("evidence round 0")
        .prevotes(0, VALUE_B, 0, 1, 2)
        .saysAmongOthers("precommit B round 0")
        .precommits(0, VALUE_B, 0, 1, 2)
        .says("decide B round 0");
  }

  private static void votesBefore(Rules rules) {
    Stage.ofFour(rules)
        .judged(A, true)
        .proposal(1, A, -1)
        .prevotes(1, VALUE_A, 0)
        .is(0, Step.PROPOSE)
        .prevotes(1, VALUE_A, 1)
        .says("arm PROPOSE round 1", "prevote A round 1")
        .prevotes(1, VALUE_A, 2)
        .says("arm PREVOTE round 1", "precommit A round 1", "show polka A round 1");
  }

  private static void staleTimers(Rules rules) {
    Stage.ofFour(rules)
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

  private static void afterDecision(Rules rules) {
    Stage.ofFour(rules)
        .judged(A, true)
        .judged(B, true)
        .proposal(0, A, -1)
        .precommits(0, VALUE_A, 0, 1, 2)
        .is(0, Step.DECIDED)
        .elapses(TimeoutKind.PRECOMMIT, 0)
        .says()
        .is(0, Step.DECIDED)
        .prevotes(3, NIL, 0, 1, 2)
        .says()
        .is(0, Step.DECIDED);
  }

  private static void futureRounds(Rules rules) {
    Stage stage = Stage.ofFour(rules);
    for (int i = 0; i < 50; i++) {
      stage.prevotes(1_000_000_000 + i, NIL, 0);
    }
    assertThat(stage.driver().votes.rounds())
        .containsExactly(1_000_000_046, 1_000_000_047, 1_000_000_048, 1_000_000_049);
  }

  private static void restores(Rules rules) {
    Stage stage = Stage.ofFour(rules);
    SignedVote own = stage.vote(VoteType.PRECOMMIT, 2, VALUE_A, 3);
    stage
        .on(new DriverInput.OwnSigned(new OwnMessage.OfVote(own)))
        .is(2, Step.PRECOMMIT)
        .locked(2, A)
        .judged(B, true)
        .elapses(TimeoutKind.PRECOMMIT, 2)
        .elapses(TimeoutKind.PRECOMMIT, 3)
        .proposal(4, B, -1)
        .says("prevote nil round 4");
  }

  private static void certificateHelps(Rules rules) {
    Stage stage = Stage.ofFour(rules).judged(A, true).elapses(TimeoutKind.PRECOMMIT, 0);
    List<SignedVote> votes =
        List.of(
            stage.vote(VoteType.PREVOTE, 0, VALUE_A, 0),
            stage.vote(VoteType.PREVOTE, 0, VALUE_A, 1),
            stage.vote(VoteType.PREVOTE, 0, VALUE_A, 2));
    PolkaCertificate polka = PolkaCertificate.of(1, 0, A, Driver.signatures(votes));
    BlockProposal again = new BlockProposal(1, 1, A, 0, stage.key(1));
    stage
        .on(
            new DriverInput.ProposalSeen(
                new SignedProposal(again, KeeperTraces.UNSIGNED, Optional.of(polka))))
        .says("prevote A round 1");
  }

  private static void showsPolka(Rules rules) {
    Stage.ofFour(rules)
        .judged(A, true)
        .elapses(TimeoutKind.PRECOMMIT, 0)
        .proposal(1, A, -1)
        .prevotes(1, VALUE_A, 0, 1, 2)
        .saysAmongOthers("precommit A round 1", "show polka A round 1");
  }

  private static void showsOnLeaving(Rules rules) {
    Stage.ofFour(rules)
        .proposed()
        .prevotes(0, VALUE_A, 0, 1, 2)
        .neverSays("show polka A round 0")
        .elapses(TimeoutKind.PRECOMMIT, 0)
        .says("show polka A round 0", "arm PROPOSE round 1");
  }

  private static void latePolka(Rules rules) {
    new Stage(4, 2, rules)
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
  private static void hiddenLock(Rules rules) {
    new Stage(4, 2, rules)
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
