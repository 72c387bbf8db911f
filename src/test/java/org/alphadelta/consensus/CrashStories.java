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

/**
 * Storyboards of the engine: what is durable when, what a start says, and when it stops (rules 19
 * to 25).
 */
final class CrashStories {
  private static final Optional<Hash> VALUE_A = Optional.of(A);
  private static final Optional<Hash> NIL = Optional.empty();

  private CrashStories() {}

  static List<Storyboard> all() {
    return List.of(
        new Storyboard("rule19_inputThenSignStateThenOwnMessageThenSync", CrashStories::order),
        new Storyboard("rule19_thePolkaComesBackFromTheLog", CrashStories::replayKeepsPolka),
        new Storyboard("rule20_aFailedWriteEndsSigningForGood", CrashStories::failedWrite),
        new Storyboard("rule21_theSameStepTwiceGivesTheSameSignature", CrashStories::sameSignature),
        new Storyboard("rule22_replaySaysNothing", CrashStories::replayIsSilent),
        new Storyboard(
            "rule22_whatTheReplayWantedToSayIsSaidAfterTheExchange",
            CrashStories::saysAfterExchange),
        new Storyboard(
            "rule23_theBuiltValueIsDurableBeforeItsProposalIsSigned", CrashStories::builtIsDurable),
        new Storyboard("rule24_aSignStateOneAheadIsRestoredWithItsLock", CrashStories::oneAhead),
        new Storyboard("rule24_aGapBetweenSignStateAndLogStops", CrashStories::gap),
        new Storyboard("rule24_aLogAheadOfTheSignStateStops", CrashStories::logAhead),
        new Storyboard(
            "rule25_nothingIsSignedBeforeMoreThanAThirdAnswered", CrashStories::exchange),
        new Storyboard(
            "rule25_theExchangeIsOfTheHeightThatIsSigned", CrashStories::exchangesWhatItSigns),
        new Storyboard(
            "rule25_aQueryIsAnsweredWhileOwnAnswersAreMissing", CrashStories::answersWhileWaiting),
        new Storyboard("rule25_aSoleMemberAsksNobody", CrashStories::soleMember),
        new Storyboard("rule25_aLaterSignatureOfOurOwnStops", CrashStories::ownFromElsewhere),
        new Storyboard(
            "rule25_whoAsksAboutAHeightBehindUsHasToSync", CrashStories::silentAboutThePast),
        new Storyboard(
            "rule25_anOwnSignatureInALaterCertificateStops", CrashStories::ownInCertificate),
        new Storyboard("rule25_ownSignaturesUpToTheSignStateAreOurs", CrashStories::ownRemembered),
        new Storyboard("rule25_otherBytesOfOurOwnAtTheSameStepStop", CrashStories::ownOtherBytes),
        new Storyboard("rule25_aMissingSignStateStops", CrashStories::missingSignState),
        new Storyboard("rule25_anOldSignStateStops", CrashStories::oldSignState));
  }

  private static void order(Rules rules) {
    EngineStage stage = new EngineStage(4, 3, rules).ready().hearsProposal(0, BODY_A);
    stage.hearsVotes(VoteType.PREVOTE, 0, VALUE_A, 0);
    stage.order.clear();
    stage.hearsVotes(VoteType.PREVOTE, 0, VALUE_A, 1, 2);
    assertThat(stage.order).containsExactly("append input", "store", "append own", "sync");
    assertThat(stage.votesSaid()).extracting(Vote::type).containsExactly(VoteType.PRECOMMIT);
  }

  private static void replayKeepsPolka(Rules rules) {
    EngineStage stage = new EngineStage(4, 1, rules).ready().hearsProposal(0, BODY_A);
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
                          assertThat(p.proposal().proposal().validRound()).isZero();
                          assertThat(p.proposal().polka()).isPresent();
                          assertThat(p.body()).contains(BODY_A);
                        }));
  }

  private static void failedWrite(Rules rules) {
    EngineStage stage = new EngineStage(4, 3, rules).ready();
    stage.failingDisk().elapses(TimeoutKind.PROPOSE, 0).stops("no space left");
    stage.elapses(TimeoutKind.PROPOSE, 0);
    assertThat(stage.effects()).isEmpty();
  }

  private static void sameSignature(Rules rules) {
    EngineStage stage = new EngineStage(4, 3, rules).ready().elapses(TimeoutKind.PROPOSE, 0);
    ConsensusMessage first = stage.broadcasts().getFirst();
    stage.powerLoss().ready();
    assertThat(stage.broadcasts()).contains(first);
    stage.hearsProposal(0, BODY_A);
    assertThat(stage.votesSaid()).isEmpty();
  }

  private static void replayIsSilent(Rules rules) {
    EngineStage stage = new EngineStage(4, 3, rules).ready().hearsProposal(0, BODY_A);
    stage.hearsVotes(VoteType.PREVOTE, 0, VALUE_A, 0, 1, 2).powerLoss().start(1);
    assertThat(stage.broadcasts()).containsExactly(new ConsensusMessage.HeightQuery(1));
    assertThat(stage.current().view().orElseThrow().step()).isEqualTo(Step.PRECOMMIT);
  }

  /**
   * The inputs of a precommit were synced by a query's answer, the precommit itself was never made.
   */
  private static void saysAfterExchange(Rules rules) {
    EngineStage stage = new EngineStage(4, 3, rules).ready().hearsProposal(0, BODY_A);
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

  private static void builtIsDurable(Rules rules) {
    EngineStage stage = new EngineStage(4, 0, rules).start(1);
    stage.answers(1, 1, List.of()).answers(1, 2, List.of());
    assertThat(stage.effects()).contains(new Effect.BuildBlock(1, 0));
    stage.order.clear();
    stage.on(new EngineInput.ValueBuilt(1, 0, A, BODY_A));
    assertThat(stage.order.subList(0, 4))
        .containsExactly("append input", "sync", "store", "append own");
    assertThat(stage.broadcasts().getFirst()).isInstanceOf(ConsensusMessage.ProposalMessage.class);
    assertThat(stage.order.getLast()).isEqualTo("sync");
  }

  private static void oneAhead(Rules rules) {
    EngineStage stage = new EngineStage(4, 3, rules).ready().hearsProposal(0, BODY_A);
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

  private static void gap(Rules rules) {
    EngineStage stage = new EngineStage(4, 3, rules).ready().hearsProposal(0, BODY_A);
    stage.hearsVotes(VoteType.PREVOTE, 0, VALUE_A, 0, 1, 2);
    stage.logCutTo(1).powerLoss().start(1).stops("log and sign-state disagree");
  }

  private static void logAhead(Rules rules) {
    EngineStage stage = new EngineStage(4, 3, rules).ready().elapses(TimeoutKind.PROPOSE, 0);
    stage
        .withRecord(Optional.of(SignRecord.fresh(EngineStage.CHAIN, stage.keys.get(3))))
        .powerLoss()
        .start(1)
        .stops("log and sign-state disagree");
  }

  private static void exchange(Rules rules) {
    EngineStage stage = new EngineStage(4, 3, rules).start(1);
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
  private static void exchangesWhatItSigns(Rules rules) {
    EngineStage stage = new EngineStage(4, 3, rules).ready();
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

  private static void answersWhileWaiting(Rules rules) {
    EngineStage stage = new EngineStage(4, 3, rules).start(1);
    stage.hears(0, new ConsensusMessage.HeightQuery(1));
    assertThat(answer(stage).height()).isEqualTo(1);
    assertThat(stage.current().view().orElseThrow().exchanging()).isTrue();
  }

  private static void soleMember(Rules rules) {
    EngineStage stage = new EngineStage(1, 0, rules).start(1);
    assertThat(stage.effects()).contains(new Effect.BuildBlock(1, 0));
    stage.on(new EngineInput.ValueBuilt(1, 0, A, BODY_A));
    assertThat(decisions(stage)).containsExactly(A);
  }

  private static void ownFromElsewhere(Rules rules) {
    EngineStage stage = new EngineStage(4, 3, rules).start(1);
    stage.answers(1, 0, List.of(stage.vote(VoteType.PREVOTE, 1, 2, VALUE_A, 3))).stops("not ours");
  }

  private static void silentAboutThePast(Rules rules) {
    EngineStage stage = new EngineStage(4, 3, rules).start(5);
    stage.hears(1, new ConsensusMessage.HeightQuery(4));
    assertThat(stage.effects()).isEmpty();
    stage.hears(1, new ConsensusMessage.HeightQuery(6));
    assertThat(answer(stage).votes()).isEmpty();
  }

  private static void ownInCertificate(Rules rules) {
    EngineStage stage = new EngineStage(4, 3, rules).start(1);
    stage
        .on(new EngineInput.SeeOwn(stage.vote(VoteType.PRECOMMIT, 9, 0, VALUE_A, 3)))
        .stops("not ours");
    assertThat(stage.start(10).effects()).isEmpty();
  }

  private static void ownRemembered(Rules rules) {
    EngineStage stage = new EngineStage(4, 3, rules).ready().elapses(TimeoutKind.PROPOSE, 0);
    assertThat(stage.record().watermark()).isEqualTo(new Position(1, 0, 2));
    stage.on(new EngineInput.SeeOwn(stage.vote(VoteType.PREVOTE, 1, 0, NIL, 3))).doesNotStop();
    stage.withRecord(Optional.of(stage.record().raisedTo(new Position(9, 3, 3)))).restart();
    for (long height : new long[] {1, 4, 9}) {
      stage
          .on(new EngineInput.SeeOwn(stage.vote(VoteType.PRECOMMIT, height, 3, VALUE_A, 3)))
          .doesNotStop();
    }
    stage.start(1).doesNotStop();
  }

  private static void ownOtherBytes(Rules rules) {
    EngineStage stage = new EngineStage(4, 3, rules).ready().elapses(TimeoutKind.PROPOSE, 0);
    stage
        .hears(1, new ConsensusMessage.VoteMessage(stage.vote(VoteType.PREVOTE, 1, 0, VALUE_A, 3)))
        .stops("not ours");
  }

  private static void missingSignState(Rules rules) {
    new EngineStage(4, 3, rules).withRecord(Optional.empty()).start(1).stops("sign-state");
  }

  private static void oldSignState(Rules rules) {
    EngineStage stage = new EngineStage(4, 3, rules).ready().elapses(TimeoutKind.PROPOSE, 0);
    SignRecord old = stage.record();
    stage.hearsVotes(VoteType.PREVOTE, 0, NIL, 0, 1, 2);
    assertThat(stage.votesSaid()).extracting(Vote::type).contains(VoteType.PRECOMMIT);
    stage.withRecord(Optional.of(old)).powerLoss().start(1).stops("log and sign-state disagree");
  }
}
