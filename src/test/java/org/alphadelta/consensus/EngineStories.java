package org.alphadelta.consensus;

import static org.alphadelta.consensus.EngineStage.A;
import static org.alphadelta.consensus.EngineStage.B;
import static org.alphadelta.consensus.EngineStage.BODY_A;
import static org.alphadelta.consensus.EngineStage.BODY_B;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alphadelta.core.Hash;

/**
 * Storyboards of the engine: what is durable when, what a start says, what a peer can and cannot
 * do.
 */
final class EngineStories {
  private static final Optional<Hash> VALUE_A = Optional.of(A);
  private static final Optional<Hash> NIL = Optional.empty();

  private EngineStories() {}

  static List<Storyboard> all() {
    return List.of(
        new Storyboard("rule13_aVoteOfNoMemberIsRefusedAndNotLogged", EngineStories::strangersVote),
        new Storyboard(
            "rule13_aVoteWithABadSignatureIsRefusedAndNotLogged", EngineStories::badSignature),
        new Storyboard("rule13_aProposalOfAnotherMemberIsRefused", EngineStories::notTheProposer),
        new Storyboard(
            "rule13_messagesOfTheNextHeightWaitAndFartherOnesDoNot", EngineStories::nextHeight),
        new Storyboard("rule13_aFloodOfLaterRoundsDoesNotFillTheLog", EngineStories::floodOfRounds),
        new Storyboard(
            "rule13_aFloodOfLaterRoundsCostsFewSignatures", EngineStories::floodIsNotVerified),
        new Storyboard(
            "rule13_whoIsNoMemberSaysNothingAboutLaterRounds", EngineStories::strangersLaterRounds),
        new Storyboard(
            "rule13_nobodyUsesUpWhatAnotherMaySayAboutLaterRounds", EngineStories::floodOfRelays),
        new Storyboard(
            "rule13_whoHeardTooMuchOfLaterRoundsListensAgainAfterItsQuestion",
            EngineStories::roomAgain),
        new Storyboard("rule13_whoIsFarBehindSkipsAllTheSame", EngineStories::laggardSkips),
        new Storyboard(
            "rule13_whoIsFarBehindSkipsByOneAnswer", EngineStories::laggardSkipsByAnswer),
        new Storyboard(
            "rule27_aFloodOfLaterRoundsHidesNoDoubleVote", EngineStories::evidenceUnderFlood),
        new Storyboard(
            "rule15_aBodyThatTheIdDoesNotNameIsRefusedAndStainsNothing", EngineStories::falseBody),
        new Storyboard("rule16_aProposalWithAForgedPolkaIsRefused", EngineStories::forgedPolka),
        new Storyboard("rule16_aPolkaOfOneSignerManyTimesIsRefused", EngineStories::oneSigner),
        new Storyboard("rule18_aHeightQueryIsAnsweredFromWhatIsHeld", EngineStories::answersQuery),
        new Storyboard("rule19_inputThenSignStateThenOwnMessageThenSync", EngineStories::order),
        new Storyboard("rule19_thePolkaComesBackFromTheLog", EngineStories::replayKeepsPolka),
        new Storyboard("rule20_aFailedWriteEndsSigningForGood", EngineStories::failedWrite),
        new Storyboard(
            "rule21_theSameStepTwiceGivesTheSameSignature", EngineStories::sameSignature),
        new Storyboard("rule22_replaySaysNothing", EngineStories::replayIsSilent),
        new Storyboard(
            "rule22_whatTheReplayWantedToSayIsSaidAfterTheExchange",
            EngineStories::saysAfterExchange),
        new Storyboard(
            "rule23_theBuiltValueIsDurableBeforeItsProposalIsSigned",
            EngineStories::builtIsDurable),
        new Storyboard("rule24_aSignStateOneAheadIsRestoredWithItsLock", EngineStories::oneAhead),
        new Storyboard("rule24_aGapBetweenSignStateAndLogStops", EngineStories::gap),
        new Storyboard("rule24_aLogAheadOfTheSignStateStops", EngineStories::logAhead),
        new Storyboard(
            "rule25_nothingIsSignedBeforeMoreThanAThirdAnswered", EngineStories::exchange),
        new Storyboard(
            "rule25_theExchangeIsOfTheHeightThatIsSigned", EngineStories::exchangesWhatItSigns),
        new Storyboard(
            "rule25_aQueryIsAnsweredWhileOwnAnswersAreMissing", EngineStories::answersWhileWaiting),
        new Storyboard("rule25_aSoleMemberAsksNobody", EngineStories::soleMember),
        new Storyboard("rule25_aLaterSignatureOfOurOwnStops", EngineStories::ownFromElsewhere),
        new Storyboard(
            "rule25_whoAsksAboutAHeightBehindUsHasToSync", EngineStories::silentAboutThePast),
        new Storyboard(
            "rule25_anOwnSignatureInALaterCertificateStops", EngineStories::ownInCertificate),
        new Storyboard("rule25_ownSignaturesUpToTheSignStateAreOurs", EngineStories::ownRemembered),
        new Storyboard("rule25_otherBytesOfOurOwnAtTheSameStepStop", EngineStories::ownOtherBytes),
        new Storyboard("rule25_aMissingSignStateStops", EngineStories::missingSignState),
        new Storyboard("rule25_anOldSignStateStops", EngineStories::oldSignState),
        new Storyboard("rule27_aDoubleVoteIsReportedOnce", EngineStories::evidenceOnce),
        new Storyboard("rule27_aDoubleProposalIsReportedOnce", EngineStories::doubleProposal),
        new Storyboard("rule28_afterTheMarkNothingIsSigned", EngineStories::terminalMark),
        new Storyboard("aDecisionComesWithBodyAndCertificate", EngineStories::decides),
        new Storyboard("aDecisionIsToldOnce", EngineStories::decidesOnce),
        new Storyboard("aQuorumForAnUnknownValueAsksItsVoters", EngineStories::asksVoters),
        new Storyboard("aStuckRoundSaysItsWordsAgainAndAsks", EngineStories::repairs),
        new Storyboard("aBodyGoesOutOnRequestAFewTimesARound", EngineStories::servesBody),
        new Storyboard("anObserverFollowsAndSignsNothing", EngineStories::observer),
        new Storyboard("anAbandonedHeightIsLeftAlone", EngineStories::abandoned));
  }

  private static void strangersVote(Rules rules) {
    EngineStage stage = new EngineStage(4, 3, rules).ready();
    stage.order.clear();
    stage.hears(0, new ConsensusMessage.VoteMessage(stage.vote(VoteType.PREVOTE, 1, 0, NIL, 4)));
    assertThat(refusals(stage)).containsExactly("not-a-member");
    assertThat(stage.order).isEmpty();
  }

  private static void badSignature(Rules rules) {
    EngineStage stage = new EngineStage(4, 3, rules).ready();
    stage.order.clear();
    SignedVote good = stage.vote(VoteType.PREVOTE, 1, 0, NIL, 1);
    Vote other = new Vote(VoteType.PREVOTE, 1, 0, VALUE_A, stage.keys.get(1));
    stage.hears(0, new ConsensusMessage.VoteMessage(new SignedVote(other, good.signature())));
    assertThat(refusals(stage)).containsExactly("bad-signature");
    assertThat(stage.order).isEmpty();
  }

  private static void notTheProposer(Rules rules) {
    EngineStage stage = new EngineStage(4, 3, rules).ready();
    stage.hears(
        2, new ConsensusMessage.ProposalMessage(stage.proposal(0, A, -1, 2), Optional.of(BODY_A)));
    assertThat(refusals(stage)).containsExactly("not-the-proposer");
  }

  private static void nextHeight(Rules rules) {
    EngineStage stage = new EngineStage(4, 3, rules).ready();
    stage
        .hears(0, new ConsensusMessage.VoteMessage(stage.vote(VoteType.PREVOTE, 2, 1, NIL, 0)))
        .hears(1, new ConsensusMessage.VoteMessage(stage.vote(VoteType.PREVOTE, 2, 1, NIL, 1)))
        .hears(2, new ConsensusMessage.VoteMessage(stage.vote(VoteType.PREVOTE, 9, 0, NIL, 2)));
    assertThat(stage.effects()).isEmpty();
    for (int i = 0; i < 1000; i++) {
      stage.hears(
          2, new ConsensusMessage.VoteMessage(stage.vote(VoteType.PREVOTE, 2, 100 + i, NIL, 2)));
    }
    stage.on(new EngineInput.Abandon(1)).start(2);
    stage.answers(2, 0, List.of()).answers(2, 1, List.of());
    assertThat(stage.current().view().orElseThrow().round()).isEqualTo(1);
    assertThat(stage.durable.size() + stage.buffered.size()).isLessThan(100);
  }

  private static void floodOfRounds(Rules rules) {
    EngineStage stage = new EngineStage(4, 3, rules).ready();
    int before = logged(stage);
    for (int i = 0; i < 500; i++) {
      stage.hearsVotes(VoteType.PREVOTE, 1_000_000_000 + i, NIL, 0);
    }
    assertThat(logged(stage) - before).isEqualTo(HeightRun.MAX_FUTURE_MESSAGES);
    assertThat(stage.current().view().orElseThrow().round()).isZero();
  }

  private static void floodIsNotVerified(Rules rules) {
    EngineStage stage = new EngineStage(4, 3, rules).ready();
    floods(stage, 0);
    Vote vote = new Vote(VoteType.PREVOTE, 1, 900, NIL, stage.keys.get(0));
    SignedVote forged =
        new SignedVote(vote, stage.vote(VoteType.PREVOTE, 1, 0, NIL, 1).signature());
    stage.hears(0, new ConsensusMessage.VoteMessage(forged));
    assertThat(refusals(stage)).as("its signature is not even looked at").isEmpty();
  }

  private static void strangersLaterRounds(Rules rules) {
    EngineStage stage = new EngineStage(4, 3, rules).ready();
    int before = logged(stage);
    stage.hears(4, new ConsensusMessage.VoteMessage(stage.vote(VoteType.PREVOTE, 1, 7, NIL, 0)));
    assertThat(logged(stage)).isEqualTo(before);
    stage.hears(4, new ConsensusMessage.VoteMessage(stage.vote(VoteType.PREVOTE, 1, 0, NIL, 0)));
    assertThat(logged(stage)).isEqualTo(before + 1);
  }

  /** What the first member says of the second's old rounds does not shut the second's mouth. */
  private static void floodOfRelays(Rules rules) {
    EngineStage stage = new EngineStage(4, 3, rules).ready();
    for (int round = 1; round < 100; round++) {
      stage.hears(
          0, new ConsensusMessage.VoteMessage(stage.vote(VoteType.PREVOTE, 1, round, NIL, 1)));
    }
    stage.hearsVotes(VoteType.PREVOTE, 110, NIL, 1, 2);
    assertThat(stage.current().view().orElseThrow().round()).isEqualTo(110);
  }

  private static void roomAgain(Rules rules) {
    EngineStage stage = new EngineStage(4, 3, rules).ready();
    for (int round = 1; round < 50; round++) {
      stage.hearsVotes(VoteType.PREVOTE, round, NIL, 1);
    }
    stage.hearsVotes(VoteType.PREVOTE, 50, NIL, 1, 2);
    assertThat(stage.current().view().orElseThrow().round()).isZero();
    stage.elapses(TimeoutKind.REPAIR, 0);
    stage.hearsVotes(VoteType.PREVOTE, 50, NIL, 1);
    assertThat(stage.current().view().orElseThrow().round()).isEqualTo(50);
  }

  private static void laggardSkips(Rules rules) {
    EngineStage stage = new EngineStage(4, 3, rules).ready();
    floods(stage, 0);
    stage.hearsVotes(VoteType.PRECOMMIT, 4_000, NIL, 1);
    assertThat(stage.current().view().orElseThrow().round()).isZero();
    stage.hearsVotes(VoteType.PREVOTE, 4_000, NIL, 2);
    assertThat(stage.current().view().orElseThrow().round()).isEqualTo(4_000);
  }

  private static void laggardSkipsByAnswer(Rules rules) {
    EngineStage stage = new EngineStage(4, 3, rules).ready();
    floods(stage, 0);
    stage.elapses(TimeoutKind.REPAIR, 0);
    List<SignedVote> latestFirst = new ArrayList<>();
    for (int round = 1_000; round > 900; round--) {
      for (int validator = 0; validator < 3; validator++) {
        latestFirst.add(stage.vote(VoteType.PREVOTE, 1, round, NIL, validator));
      }
    }
    stage.answers(1, 1, latestFirst);
    assertThat(stage.current().view().orElseThrow().round()).isEqualTo(1_000);
  }

  private static void evidenceUnderFlood(Rules rules) {
    EngineStage stage = new EngineStage(4, 3, rules).ready();
    floods(stage, 0);
    stage.hearsVotes(VoteType.PREVOTE, 0, NIL, 0);
    stage.hearsVotes(VoteType.PREVOTE, 0, VALUE_A, 0);
    assertThat(stage.effects()).filteredOn(e -> e instanceof Effect.EvidenceFound).hasSize(1);
  }

  /** One member says more about ever later rounds than anybody listens to. */
  private static void floods(EngineStage stage, int validator) {
    for (int i = 0; i < 10 * HeightRun.MAX_FUTURE_MESSAGES; i++) {
      stage.hearsVotes(VoteType.PREVOTE, 10_000 + i, NIL, validator);
    }
  }

  private static int logged(EngineStage stage) {
    return stage.durable.size() + stage.buffered.size();
  }

  private static void falseBody(Rules rules) {
    EngineStage stage = new EngineStage(4, 3, rules).ready();
    stage.hears(
        0, new ConsensusMessage.ProposalMessage(stage.proposal(0, A, -1, 0), Optional.of(BODY_B)));
    assertThat(refusals(stage)).containsExactly("body-mismatch");
    stage.hears(1, new ConsensusMessage.ValueResponse(1, A, BODY_A));
    assertThat(stage.effects()).contains(new Effect.JudgeValue(1, A, BODY_A));
    stage.on(new EngineInput.Judge(1, A, true));
    assertThat(stage.votesSaid()).extracting(Vote::value).containsExactly(VALUE_A);
  }

  private static void forgedPolka(Rules rules) {
    EngineStage stage = new EngineStage(4, 3, rules).ready().elapses(TimeoutKind.PRECOMMIT, 0);
    List<VoteSignature> signatures = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      SignedVote nil = stage.vote(VoteType.PREVOTE, 1, 0, NIL, i);
      signatures.add(new VoteSignature(nil.vote().validator(), nil.signature()));
    }
    PolkaCertificate forged = new PolkaCertificate(1, 0, A, signatures);
    SignedProposal plain = stage.proposal(1, A, 0, 1);
    stage.hears(
        1,
        new ConsensusMessage.ProposalMessage(
            new SignedProposal(plain.proposal(), plain.signature(), Optional.of(forged)),
            Optional.of(BODY_A)));
    assertThat(refusals(stage)).containsExactly("certificate-bad-signature");
    assertThat(stage.votesSaid()).isEmpty();
  }

  private static void oneSigner(Rules rules) {
    EngineStage stage = new EngineStage(4, 3, rules).ready();
    SignedVote one = stage.vote(VoteType.PREVOTE, 1, 0, VALUE_A, 1);
    VoteSignature same = new VoteSignature(one.vote().validator(), one.signature());
    stage.hears(
        1,
        new ConsensusMessage.PolkaMessage(
            new PolkaCertificate(1, 0, A, List.of(same, same, same))));
    assertThat(refusals(stage)).containsExactly("certificate-duplicate-signer");
  }

  private static void answersQuery(Rules rules) {
    EngineStage stage = new EngineStage(4, 3, rules).ready().hearsProposal(0, BODY_A);
    stage.hears(1, new ConsensusMessage.HeightQuery(1));
    ConsensusMessage.HeightAnswer answer = answer(stage);
    assertThat(answer.proposals()).hasSize(1);
    assertThat(answer.votes())
        .extracting(v -> v.vote().validator())
        .containsExactly(stage.keys.get(3));
    stage.hears(1, new ConsensusMessage.HeightQuery(7));
    assertThat(answer(stage).votes()).isEmpty();
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
    assertThat(stage.effects()).contains(new Effect.BuildValue(1, 0));
    stage.order.clear();
    stage.on(new EngineInput.OfferValue(1, 0, A, BODY_A));
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
    stage.on(new EngineInput.Abandon(1)).start(2);
    assertThat(stage.broadcasts()).containsExactly(new ConsensusMessage.HeightQuery(2));
    stage.on(new EngineInput.Elapse(new Timeout(2, 0, TimeoutKind.PROPOSE)));
    assertThat(stage.votesSaid()).isEmpty();
    stage.answers(2, 0, List.of()).answers(2, 1, List.of());
    assertThat(stage.current().view().orElseThrow().exchanging()).isFalse();
    stage.on(new EngineInput.Elapse(new Timeout(2, 0, TimeoutKind.PROPOSE)));
    assertThat(stage.votesSaid()).hasSize(1);
    stage.on(new EngineInput.Abandon(2)).start(3);
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
    assertThat(stage.effects()).contains(new Effect.BuildValue(1, 0));
    stage.on(new EngineInput.OfferValue(1, 0, A, BODY_A));
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

  private static void evidenceOnce(Rules rules) {
    EngineStage stage = new EngineStage(4, 3, rules).ready();
    stage.hearsVotes(VoteType.PREVOTE, 0, NIL, 0);
    stage.hearsVotes(VoteType.PREVOTE, 0, VALUE_A, 0);
    assertThat(stage.effects()).filteredOn(e -> e instanceof Effect.EvidenceFound).hasSize(1);
    stage.order.clear();
    stage.hearsVotes(VoteType.PREVOTE, 0, VALUE_A, 0);
    assertThat(stage.effects()).isEmpty();
    assertThat(stage.order).isEmpty();
  }

  private static void doubleProposal(Rules rules) {
    EngineStage stage = new EngineStage(4, 3, rules).ready().hearsProposal(0, BODY_A);
    ConsensusMessage second =
        new ConsensusMessage.ProposalMessage(stage.proposal(0, B, -1, 0), Optional.empty());
    stage.hears(1, second);
    assertThat(stage.effects()).filteredOn(e -> e instanceof Effect.EvidenceFound).hasSize(1);
    stage.hears(2, second);
    assertThat(stage.effects()).noneMatch(e -> e instanceof Effect.EvidenceFound);
  }

  private static void terminalMark(Rules rules) {
    EngineStage stage = new EngineStage(4, 3, rules).on(new EngineInput.StopAfter(1)).ready();
    stage.elapses(TimeoutKind.PROPOSE, 0);
    assertThat(stage.votesSaid()).hasSize(1);
    stage.on(new EngineInput.Abandon(1)).start(2).answers(2, 0, List.of()).answers(2, 1, List.of());
    stage.on(new EngineInput.Elapse(new Timeout(2, 0, TimeoutKind.PROPOSE)));
    assertThat(stage.votesSaid()).isEmpty();
    assertThat(stage.record().stoppedAfter(5).lastHeight()).contains(1L);
  }

  private static void decides(Rules rules) {
    EngineStage stage = new EngineStage(4, 3, rules).ready().hearsProposal(0, BODY_A);
    stage.hearsVotes(VoteType.PRECOMMIT, 0, VALUE_A, 0, 1, 2);
    assertThat(stage.effects())
        .anySatisfy(
            e ->
                assertThat(e)
                    .isInstanceOfSatisfying(
                        Effect.Decided.class,
                        d -> {
                          assertThat(d.body()).isEqualTo(BODY_A);
                          assertThat(
                                  Certificates.verify(
                                      d.certificate(),
                                      EngineStage.CHAIN,
                                      stage.committee,
                                      EngineStage.VERIFIER))
                              .isEmpty();
                        }));
  }

  private static void decidesOnce(Rules rules) {
    EngineStage stage = new EngineStage(4, 3, rules).ready().hearsProposal(0, BODY_A);
    stage.hearsVotes(VoteType.PRECOMMIT, 0, VALUE_A, 0, 1, 2);
    assertThat(decisions(stage)).containsExactly(A);
    stage.hearsVotes(VoteType.PRECOMMIT, 0, NIL, 1);
    assertThat(stage.effects()).isEmpty();
    stage.elapses(TimeoutKind.PRECOMMIT, 0);
    assertThat(stage.effects()).isEmpty();
  }

  private static void asksVoters(Rules rules) {
    EngineStage stage = new EngineStage(4, 3, rules).ready();
    stage.hearsVotes(VoteType.PRECOMMIT, 0, VALUE_A, 0, 1, 2);
    assertThat(stage.effects())
        .contains(
            new Effect.SendToMembers(
                stage.keys.subList(0, 3), new ConsensusMessage.ValueRequest(1, A)));
  }

  private static void repairs(Rules rules) {
    EngineStage stage = new EngineStage(4, 3, rules).ready().elapses(TimeoutKind.PROPOSE, 0);
    ConsensusMessage said = stage.broadcasts().getFirst();
    stage.elapses(TimeoutKind.REPAIR, 0);
    assertThat(stage.broadcasts()).containsExactly(said, new ConsensusMessage.HeightQuery(1));
    assertThat(stage.effects())
        .anyMatch(e -> e instanceof Effect.Schedule s && s.timeout().kind() == TimeoutKind.REPAIR);
  }

  private static void servesBody(Rules rules) {
    EngineStage stage = new EngineStage(4, 3, rules).ready().hearsProposal(0, BODY_A);
    int served = 0;
    for (int i = 0; i < 20; i++) {
      stage.hears(1, new ConsensusMessage.ValueRequest(1, A));
      served += stage.effects().size();
    }
    assertThat(served).isEqualTo(HeightRun.MAX_ANSWERS);
  }

  private static void observer(Rules rules) {
    EngineStage stage = new EngineStage(4, 4, rules).start(1).hearsProposal(0, BODY_A);
    stage.hearsVotes(VoteType.PREVOTE, 0, VALUE_A, 0, 1, 2);
    assertThat(stage.broadcasts()).isEmpty();
    stage.hearsVotes(VoteType.PRECOMMIT, 0, VALUE_A, 0, 1, 2);
    assertThat(decisions(stage)).containsExactly(A);
  }

  private static void abandoned(Rules rules) {
    EngineStage stage = new EngineStage(4, 3, rules).ready().on(new EngineInput.Abandon(1));
    stage.elapses(TimeoutKind.PROPOSE, 0);
    assertThat(stage.effects()).isEmpty();
    stage.hearsProposal(0, BODY_A);
    assertThat(stage.effects()).isEmpty();
  }

  private static List<String> refusals(EngineStage stage) {
    return stage.effects().stream()
        .filter(e -> e instanceof Effect.PeerRefused)
        .map(e -> ((Effect.PeerRefused) e).reason().code())
        .toList();
  }

  private static List<Hash> decisions(EngineStage stage) {
    return stage.effects().stream()
        .filter(e -> e instanceof Effect.Decided)
        .map(e -> ((Effect.Decided) e).value())
        .toList();
  }

  private static ConsensusMessage.HeightAnswer answer(EngineStage stage) {
    return stage.effects().stream()
        .filter(e -> e instanceof Effect.Send)
        .map(e -> ((Effect.Send) e).message())
        .filter(m -> m instanceof ConsensusMessage.HeightAnswer)
        .map(m -> (ConsensusMessage.HeightAnswer) m)
        .findFirst()
        .orElseThrow();
  }
}
