package org.alphadelta.consensus;

import static org.alphadelta.consensus.Stage.A;
import static org.alphadelta.consensus.Stage.B;
import static org.alphadelta.consensus.Stage.NIL;
import static org.alphadelta.consensus.Stage.VALUE_A;
import static org.alphadelta.consensus.Stage.VALUE_B;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.TreeSet;
import org.alphadelta.core.Committee;
import org.alphadelta.core.PublicKey;
import org.junit.jupiter.api.Test;

/**
 * Storyboards of what frames Algorithm 1: how a height and a round begin, which step is left only
 * once, and the rules that no single line tells.
 */
class LineStories {
  @Test
  void L1L9_aHeightBeginsInNoRoundWithNothingLockedOrValid() {
    RoundState first = new Stage(4, 3).driver().round();
    assertThat(first).isEqualTo(RoundState.initial(1));
    assertThat(first.round()).isEmpty();
    assertThat(first.locked()).isEmpty();
    assertThat(first.valid()).isEmpty();
  }

  @Test
  void L10L13_theFirstRoundIsZeroAndNothingIsSaidBefore() {
    new Stage(4, 3)
        .proposed()
        .says()
        .isUnstarted()
        .on(new DriverInput.Act(true))
        .says("arm PROPOSE round 0", "prevote A round 0")
        .is(0, Step.PREVOTE);
  }

  @Test
  void L27L33_aSecondProposalFindsTheStepLeft() {
    Stage.ofFour()
        .judged(A, true)
        .judged(B, true)
        .proposal(0, A)
        .says("prevote A round 0")
        .proposal(0, B)
        .neverSays("prevote B round 0")
        .is(0, Step.PREVOTE);
  }

  @Test
  void L38L43_aLaterPolkaMovesLockAndValidValue() {
    Stage.ofFour()
        .lockedOnA()
        .proposal(1, B)
        .says("prevote nil round 1")
        .prevotes(1, VALUE_B, 0, 1, 2)
        .saysAmongOthers("precommit B round 1")
        .locked(1, B)
        .valid(1, B);
  }

  @Test
  void L46L64_whoHasPrecommittedNilDoesNotPrecommitAgain() {
    Stage.ofFour()
        .proposed()
        .prevotes(0, NIL, 0, 1)
        .prevotes(0, VALUE_A, 2)
        .elapses(TimeoutKind.PREVOTE, 0)
        .says("precommit nil round 0")
        .is(0, Step.PRECOMMIT)
        .prevotes(0, NIL, 3)
        .says()
        .elapses(TimeoutKind.PREVOTE, 0)
        .says()
        .is(0, Step.PRECOMMIT);
  }

  @Test
  void L56_aSkipKeepsLockAndValidValue() {
    Stage.ofFour()
        .lockedOnA()
        .prevotes(5, NIL, 0, 1)
        .saysAmongOthers("arm PROPOSE round 5")
        .is(5, Step.PROPOSE)
        .locked(0, A)
        .valid(0, A);
  }

  @Test
  void L58_theProposeTimerOfWhoHasPrevotedChangesNothing() {
    Stage.ofFour().proposed().elapses(TimeoutKind.PROPOSE, 0).says().is(0, Step.PREVOTE);
  }

  @Test
  void L62_thePrevoteTimerOfWhoHasPrecommittedChangesNothing() {
    Stage.ofFour()
        .proposed()
        .prevotes(0, VALUE_A, 0, 1, 2)
        .is(0, Step.PRECOMMIT)
        .elapses(TimeoutKind.PREVOTE, 0)
        .says()
        .is(0, Step.PRECOMMIT)
        .locked(0, A);
  }

  @Test
  void L66_thePrecommitTimerWorksInEveryStep() {
    Stage.ofFour()
        .proposed()
        .is(0, Step.PREVOTE)
        .elapses(TimeoutKind.PRECOMMIT, 0)
        .says("arm PROPOSE round 1")
        .is(1, Step.PROPOSE);
  }

  @Test
  void rule3_prevotesAndPrecommitsOfTwoArePooled() {
    new Stage(7, 6)
        .on(new DriverInput.Act(true))
        .prevotes(2, NIL, 0)
        .precommits(2, NIL, 0, 1)
        .is(0, Step.PROPOSE)
        .precommits(2, VALUE_A, 2)
        .is(2, Step.PROPOSE);
  }

  @Test
  void rule4_eachThresholdFiresOnceARound() {
    Stage stage = new Stage(5, 0);
    VoteKeeper keeper = VoteKeeper.of(Stage.committee(5));
    for (int i = 0; i < 3; i++) {
      VoteKeeper.Added added =
          keeper.add(stage.vote(VoteType.PREVOTE, 0, VALUE_A, i), Optional.of(0));
      assertThat(added.threshold()).isEmpty();
      keeper = added.keeper();
    }
    VoteKeeper.Added fourth =
        keeper.add(stage.vote(VoteType.PREVOTE, 0, VALUE_A, 3), Optional.of(0));
    assertThat(fourth.threshold()).contains(new Threshold.PolkaValue(0, A));
    VoteKeeper.Added fifth =
        fourth.keeper().add(stage.vote(VoteType.PREVOTE, 0, VALUE_A, 4), Optional.of(0));
    assertThat(fifth.counted()).isTrue();
    assertThat(fifth.threshold()).isEmpty();
  }

  @Test
  void rule5_aValidRoundWithoutItsPolkaWaitsAndThePolkaWakesIt() {
    Stage.ofFour()
        .judged(A, true)
        .elapses(TimeoutKind.PROPOSE, 0)
        .failed(0)
        .proposedAgain(1, A, 0)
        .says()
        .is(1, Step.PROPOSE)
        .polka(0, A, 0, 1, 2)
        .saysAmongOthers("prevote A round 1")
        .is(1, Step.PREVOTE);
  }

  @Test
  void rule6_aPolkaOfExactlyTheLockedRoundUnlocks() {
    Stage.ofFour()
        .lockedOnA()
        .polka(0, B, 0, 1, 2)
        .proposedAgain(1, B, 0)
        .saysAmongOthers("prevote B round 1");
  }

  @Test
  void rule7_noQuorumForNilUnlocks() {
    Stage stage = Stage.ofFour().lockedOnA();
    for (int round = 1; round < 4; round++) {
      stage
          .elapses(TimeoutKind.PROPOSE, round)
          .prevotes(round, NIL, 0, 1, 2)
          .saysAmongOthers("precommit nil round " + round)
          .failed(round)
          .is(round + 1, Step.PROPOSE)
          .locked(0, A)
          .valid(0, A);
    }
    stage.proposal(4, B).says("prevote nil round 4");
  }

  @Test
  void rule8_everyRoundArmsItsOwnTimers() {
    Stage.ofFour()
        .precommits(0, NIL, 0, 1, 2)
        .says("arm PRECOMMIT round 0")
        .elapses(TimeoutKind.PRECOMMIT, 0)
        .precommits(1, NIL, 0, 1, 2)
        .says("arm PRECOMMIT round 1");
  }

  @Test
  void rule11_timersGrowWithTheRoundUpToABound() {
    for (TimeoutKind kind : TimeoutKind.values()) {
      long before = 0;
      for (int round = 0; round < 100; round++) {
        assertThat(Timeouts.STANDARD.millis(kind, round)).isGreaterThan(before);
        before = Timeouts.STANDARD.millis(kind, round);
      }
      assertThat(Timeouts.STANDARD.millis(kind, Integer.MAX_VALUE)).isEqualTo(Timeouts.MAX_MILLIS);
    }
  }

  @Test
  void rule14_theLastRoundOfAllIsHeldAndNotLeft() {
    int last = Integer.MAX_VALUE;
    Stage.ofFour()
        .precommits(last, NIL, 0, 1)
        .is(last, Step.PROPOSE)
        .precommits(last, NIL, 2)
        .elapses(TimeoutKind.PRECOMMIT, last)
        .says()
        .is(last, Step.PROPOSE);
  }

  @Test
  void rule26_theProposerFollowsFromHeightRoundAndCommittee() {
    Committee committee = Stage.committee(4);
    for (long height : new long[] {1, 2, 1_000, Long.MAX_VALUE}) {
      TreeSet<PublicKey> turns = new TreeSet<>();
      for (int round = 0; round < 4; round++) {
        turns.add(Proposers.ROTATING.proposer(height, round, committee));
      }
      assertThat(turns).containsExactlyElementsOf(new TreeSet<>(committee.keys()));
      assertThat(committee.keys())
          .contains(Proposers.ROTATING.proposer(height, Integer.MAX_VALUE, committee));
    }
    assertThat(Proposers.ROTATING.proposer(2, 0, committee))
        .isEqualTo(Proposers.ROTATING.proposer(1, 1, Stage.committee(4)));
  }
}
