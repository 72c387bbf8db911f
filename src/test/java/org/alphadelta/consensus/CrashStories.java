package org.alphadelta.consensus;

import static org.alphadelta.consensus.EngineStage.A;
import static org.alphadelta.consensus.EngineStage.BODY_A;
import static org.alphadelta.consensus.EngineStage.BODY_B;
import static org.alphadelta.consensus.Said.answer;
import static org.alphadelta.consensus.Said.decisions;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.alphadelta.core.Hash;
import org.junit.jupiter.api.Test;

/**
 * Storyboards of the engine: what is durable when, what a start says, and when it stops (rules 19
 * to 25).
 */
class CrashStories {
  private static final Optional<Hash> VALUE_A = Optional.of(A);
  private static final Optional<Hash> NIL = Optional.empty();

  @Test
  void rule19_inputThenSignStateThenOwnMessageThenSync() {
    EngineStage stage = new EngineStage(4, 3).ready().hearsProposal(0, BODY_A);
    stage.hearsVotes(VoteType.PREVOTE, 0, VALUE_A, 0);
    stage.order.clear();
    stage.hearsVotes(VoteType.PREVOTE, 0, VALUE_A, 1, 2);
    assertThat(stage.order).containsExactly("append input", "store", "append own", "sync");
    assertThat(stage.votesSaid()).extracting(Vote::type).containsExactly(VoteType.PRECOMMIT);
  }

  @Test
  void rule19_thePolkaComesBackFromTheLog() {
    EngineStage stage = new EngineStage(4, 1).ready().hearsProposal(0, BODY_A);
    stage
        .hearsVotes(VoteType.PREVOTE, 0, VALUE_A, 0, 2, 3)
        .powerLoss()
        .ready()
        .elapses(TimeoutKind.PRECOMMIT, 0);
    assertThat(stage.broadcasts())
        .anySatisfy(
            m ->
                assertThat(m)
                    .isInstanceOfSatisfying(
                        ConsensusMessage.ProposalMessage.class,
                        p -> {
                          assertThat(p.proposal().proposal().validRound()).contains(0);
                          assertThat(p.proposal().polka()).isPresent();
                          assertThat(p.body()).contains(BODY_A);
                        }));
  }

  @Test
  void rule20_aFailedWriteEndsSigningForGood() {
    EngineStage stage = new EngineStage(4, 3).ready();
    stage.failingDisk().elapses(TimeoutKind.PROPOSE, 0).stops("no space left");
    stage.elapses(TimeoutKind.PROPOSE, 0);
    assertThat(stage.effects()).isEmpty();
  }

  @Test
  void rule21_theSameStepTwiceGivesTheSameSignature() {
    EngineStage stage = new EngineStage(4, 3).ready().elapses(TimeoutKind.PROPOSE, 0);
    ConsensusMessage first = stage.broadcasts().getFirst();
    stage.powerLoss().ready();
    assertThat(stage.broadcasts()).contains(first);
    stage.hearsProposal(0, BODY_A);
    assertThat(stage.votesSaid()).isEmpty();
  }

  @Test
  void rule22_replaySaysNothing() {
    EngineStage stage = new EngineStage(4, 3).ready().hearsProposal(0, BODY_A);
    stage.hearsVotes(VoteType.PREVOTE, 0, VALUE_A, 0, 1, 2).powerLoss().start(1);
    assertThat(stage.broadcasts()).containsExactly(new ConsensusMessage.HeightQuery(1));
    assertThat(stage.current().view().orElseThrow().step()).isEqualTo(Step.PRECOMMIT);
  }

  /**
   * The inputs of a precommit were synced by a query's answer, the precommit itself was never made.
   */
  @Test
  void rule22_whatTheReplayWantedToSayIsSaidAfterTheExchange() {
    EngineStage stage = new EngineStage(4, 3).ready().hearsProposal(0, BODY_A);
    int before = stage.durable.size();
    stage.hearsVotes(VoteType.PREVOTE, 0, VALUE_A, 0, 1, 2);
    int precommit = stage.durable.size() - 1;
    assertThat(precommit).isGreaterThan(before);
    SignRecord prevoted =
        SignRecord.fresh(EngineStage.CHAIN, stage.keys.get(3))
            .signed(
                ((LogEntry.Own)
                        stage.durable.stream()
                            .filter(e -> e instanceof LogEntry.Own)
                            .findFirst()
                            .orElseThrow())
                    .message());
    stage.logCutTo(precommit).withRecord(Optional.of(prevoted)).powerLoss().start(1);
    assertThat(stage.votesSaid()).isEmpty();
    stage.answers(1, 0, List.of()).answers(1, 1, List.of());
    assertThat(stage.votesSaid()).extracting(Vote::type).contains(VoteType.PRECOMMIT);
  }

  @Test
  void rule23_theBuiltValueIsDurableBeforeItsProposalIsSigned() {
    EngineStage stage = new EngineStage(4, 0).start(1);
    stage.answers(1, 1, List.of()).answers(1, 2, List.of());
    assertThat(stage.effects()).contains(new Effect.BuildBlock(1, 0));
    stage.order.clear();
    stage.on(new EngineInput.ValueBuilt(1, 0, A, BODY_A));
    assertThat(stage.order.subList(0, 4))
        .containsExactly("append input", "sync", "store", "append own");
    assertThat(stage.broadcasts().getFirst()).isInstanceOf(ConsensusMessage.ProposalMessage.class);
    assertThat(stage.order.getLast()).isEqualTo("sync");
  }

  @Test
  void rule24_aSignStateOneAheadIsRestoredWithItsLock() {
    EngineStage stage = new EngineStage(4, 3).ready().hearsProposal(0, BODY_A);
    int before = stage.durable.size();
    stage.hearsVotes(VoteType.PREVOTE, 0, VALUE_A, 0, 1, 2);
    assertThat(stage.votesSaid()).hasSize(1);
    stage.logCutTo(before).powerLoss().ready().doesNotStop();
    assertThat(stage.current().view().orElseThrow().step()).isEqualTo(Step.PRECOMMIT);
    assertThat(stage.votesSaid()).extracting(Vote::value).contains(VALUE_A);
    stage.elapses(TimeoutKind.PRECOMMIT, 0).hearsProposal(1, BODY_B);
    assertThat(stage.votesSaid()).extracting(Vote::value).containsExactly(NIL);
    stage.powerLoss().start(1).doesNotStop();
  }

  @Test
  void rule24_aGapBetweenSignStateAndLogStops() {
    EngineStage stage = new EngineStage(4, 3).ready().hearsProposal(0, BODY_A);
    stage.hearsVotes(VoteType.PREVOTE, 0, VALUE_A, 0, 1, 2);
    stage.logCutTo(1).powerLoss().start(1).stops("log and sign-state disagree");
  }

  @Test
  void rule24_aLogAheadOfTheSignStateStops() {
    EngineStage stage = new EngineStage(4, 3).ready().elapses(TimeoutKind.PROPOSE, 0);
    stage
        .withRecord(Optional.of(SignRecord.fresh(EngineStage.CHAIN, stage.keys.get(3))))
        .powerLoss()
        .start(1)
        .stops("log and sign-state disagree");
  }

  @Test
  void rule25_nothingIsSignedBeforeMoreThanAThirdAnswered() {
    EngineStage stage = new EngineStage(4, 3).start(1);
    assertThat(stage.broadcasts()).containsExactly(new ConsensusMessage.HeightQuery(1));
    stage.hearsProposal(0, BODY_A);
    assertThat(stage.votesSaid()).isEmpty();
    stage.answers(1, 0, List.of());
    assertThat(stage.votesSaid()).isEmpty();
    stage.answers(1, 0, List.of());
    assertThat(stage.votesSaid()).isEmpty();
    stage.answers(1, 1, List.of());
    assertThat(stage.votesSaid()).extracting(Vote::value).containsExactly(VALUE_A);
  }

  /** Who passed a height without a word of its own has still to ask about the one it speaks at. */
  @Test
  void rule25_theExchangeIsOfTheHeightThatIsSigned() {
    EngineStage stage = new EngineStage(4, 3).ready();
    stage.on(new EngineInput.HeightSynced(1)).start(2);
    assertThat(stage.broadcasts()).containsExactly(new ConsensusMessage.HeightQuery(2));
    stage.on(new EngineInput.Elapse(new Timeout(2, 0, TimeoutKind.PROPOSE)));
    assertThat(stage.votesSaid()).isEmpty();
    stage.answers(2, 0, List.of()).answers(2, 1, List.of());
    assertThat(stage.current().view().orElseThrow().exchanging()).isFalse();
    stage.on(new EngineInput.Elapse(new Timeout(2, 0, TimeoutKind.PROPOSE)));
    assertThat(stage.votesSaid()).hasSize(1);
    stage.on(new EngineInput.HeightSynced(2)).start(3);
    assertThat(stage.current().view().orElseThrow().exchanging())
        .as("it has signed since its start")
        .isFalse();
  }

  @Test
  void rule25_aQueryIsAnsweredWhileOwnAnswersAreMissing() {
    EngineStage stage = new EngineStage(4, 3).start(1);
    stage.hears(0, new ConsensusMessage.HeightQuery(1));
    assertThat(answer(stage).height()).isEqualTo(1);
    assertThat(stage.current().view().orElseThrow().exchanging()).isTrue();
  }

  @Test
  void rule25_aSoleMemberAsksNobody() {
    EngineStage stage = new EngineStage(1, 0).start(1);
    assertThat(stage.effects()).contains(new Effect.BuildBlock(1, 0));
    stage.on(new EngineInput.ValueBuilt(1, 0, A, BODY_A));
    assertThat(decisions(stage)).containsExactly(A);
  }

  @Test
  void rule25_aLaterSignatureOfOurOwnStops() {
    EngineStage stage = new EngineStage(4, 3).start(1);
    stage.answers(1, 0, List.of(stage.vote(VoteType.PREVOTE, 1, 2, VALUE_A, 3))).stops("not ours");
  }

  @Test
  void rule25_whoAsksAboutAHeightBehindUsHasToSync() {
    EngineStage stage = new EngineStage(4, 3).start(5);
    stage.hears(1, new ConsensusMessage.HeightQuery(4));
    assertThat(stage.effects()).isEmpty();
    stage.hears(1, new ConsensusMessage.HeightQuery(6));
    assertThat(answer(stage).votes()).isEmpty();
  }

  @Test
  void rule25_anOwnSignatureInALaterCertificateStops() {
    EngineStage stage = new EngineStage(4, 3).start(1);
    stage
        .on(new EngineInput.SeeOwn(stage.vote(VoteType.PRECOMMIT, 9, 0, VALUE_A, 3)))
        .stops("not ours");
    assertThat(stage.start(10).effects()).isEmpty();
  }

  @Test
  void rule25_ownSignaturesUpToTheSignStateAreOurs() {
    EngineStage stage = new EngineStage(4, 3).ready().elapses(TimeoutKind.PROPOSE, 0);
    assertThat(stage.record().watermark()).isEqualTo(new Position(1, 0, SigningStep.PREVOTE));
    stage.on(new EngineInput.SeeOwn(stage.vote(VoteType.PREVOTE, 1, 0, NIL, 3))).doesNotStop();
    stage
        .withRecord(Optional.of(stage.record().raisedTo(new Position(9, 3, SigningStep.PRECOMMIT))))
        .restart();
    for (long height : new long[] {1, 4, 9}) {
      stage
          .on(new EngineInput.SeeOwn(stage.vote(VoteType.PRECOMMIT, height, 3, VALUE_A, 3)))
          .doesNotStop();
    }
    stage.start(1).doesNotStop();
  }

  @Test
  void rule25_otherBytesOfOurOwnAtTheSameStepStop() {
    EngineStage stage = new EngineStage(4, 3).ready().elapses(TimeoutKind.PROPOSE, 0);
    stage
        .hears(1, new ConsensusMessage.VoteMessage(stage.vote(VoteType.PREVOTE, 1, 0, VALUE_A, 3)))
        .stops("not ours");
  }

  @Test
  void rule25_aMissingSignStateStops() {
    new EngineStage(4, 3).withRecord(Optional.empty()).start(1).stops("sign-state");
  }

  @Test
  void rule25_anOldSignStateStops() {
    EngineStage stage = new EngineStage(4, 3).ready().elapses(TimeoutKind.PROPOSE, 0);
    SignRecord old = stage.record();
    stage.hearsVotes(VoteType.PREVOTE, 0, NIL, 0, 1, 2);
    assertThat(stage.votesSaid()).extracting(Vote::type).contains(VoteType.PRECOMMIT);
    stage.withRecord(Optional.of(old)).powerLoss().start(1).stops("log and sign-state disagree");
  }
}
