package org.alphadelta.consensus;

import static org.alphadelta.consensus.EngineStage.A;
import static org.alphadelta.consensus.EngineStage.B;
import static org.alphadelta.consensus.EngineStage.BODY_A;
import static org.alphadelta.consensus.EngineStage.BODY_B;
import static org.alphadelta.consensus.Said.decisions;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.alphadelta.core.Hash;
import org.junit.jupiter.api.Test;

/** Storyboards of the engine: how a height ends, and what the next one begins with. */
class HeightStories {
  private static final Optional<Hash> VALUE_A = Optional.of(A);
  private static final Optional<Hash> VALUE_B = Optional.of(B);
  private static final Optional<Hash> NIL = Optional.empty();

  @Test
  void rule13_messagesOfTheNextHeightWaitAndFartherOnesDoNot() {
    EngineStage stage = new EngineStage(4, 3).ready();
    stage
        .hears(0, new ConsensusMessage.VoteMessage(stage.vote(VoteType.PREVOTE, 2, 1, NIL, 0)))
        .hears(1, new ConsensusMessage.VoteMessage(stage.vote(VoteType.PREVOTE, 2, 1, NIL, 1)))
        .hears(2, new ConsensusMessage.VoteMessage(stage.vote(VoteType.PREVOTE, 9, 0, NIL, 2)));
    assertThat(stage.effects()).isEmpty();
    for (int i = 0; i < 1000; i++) {
      stage.hears(
          2, new ConsensusMessage.VoteMessage(stage.vote(VoteType.PREVOTE, 2, 100 + i, NIL, 2)));
    }
    stage.on(new EngineInput.HeightSynced(1)).start(2);
    stage.answers(2, 0, List.of()).answers(2, 1, List.of());
    assertThat(stage.current().view().orElseThrow().round()).contains(1);
    assertThat(stage.durable.size() + stage.buffered.size()).isLessThan(100);
  }

  @Test
  void aDecisionComesWithBodyAndCertificate() {
    EngineStage stage = new EngineStage(4, 3).ready().hearsProposal(0, BODY_A);
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

  @Test
  void aDecisionIsToldOnce() {
    EngineStage stage = new EngineStage(4, 3).ready().hearsProposal(0, BODY_A);
    stage.hearsVotes(VoteType.PRECOMMIT, 0, VALUE_A, 0, 1, 2);
    assertThat(decisions(stage)).containsExactly(A);
    stage.hearsVotes(VoteType.PRECOMMIT, 0, NIL, 1);
    assertThat(stage.effects()).isEmpty();
    stage.elapses(TimeoutKind.PRECOMMIT, 0);
    assertThat(stage.effects()).isEmpty();
  }

  @Test
  void anAbandonedHeightIsLeftAlone() {
    EngineStage stage = new EngineStage(4, 3).ready().on(new EngineInput.HeightSynced(1));
    stage.elapses(TimeoutKind.PROPOSE, 0);
    assertThat(stage.effects()).isEmpty();
    stage.hearsProposal(0, BODY_A);
    assertThat(stage.effects()).isEmpty();
  }

  /** Four validators, this one is number 3: A was proposed, and is invalid here. */
  private static EngineStage refusedA() {
    EngineStage stage = new EngineStage(4, 3).ready();
    stage.hears(
        0, new ConsensusMessage.ProposalMessage(stage.proposal(0, A, 0), Optional.of(BODY_A)));
    stage.on(
        new EngineInput.ValueValidated(
            1, A, Optional.of(ConsensusRejections.foreignCertificate())));
    return stage;
  }

  /** Four validators, this one is number 3: it has locked A, and decided it in round 0. */
  private static EngineStage decidedA() {
    EngineStage stage = new EngineStage(4, 3).ready().hearsProposal(0, BODY_A);
    stage.hearsVotes(VoteType.PREVOTE, 0, VALUE_A, 0, 1, 2);
    assertThat(stage.votesSaid()).extracting(Vote::value).containsExactly(VALUE_A);
    stage.hearsVotes(VoteType.PRECOMMIT, 0, VALUE_A, 0, 1, 2);
    assertThat(decisions(stage)).containsExactly(A);
    return stage;
  }

  @Test
  void L50_aQuorumForAnInvalidValueStops() {
    EngineStage stage = refusedA();
    stage.hearsVotes(VoteType.PRECOMMIT, 0, VALUE_A, 0, 1);
    stage
        .doesNotStop()
        .hearsVotes(VoteType.PRECOMMIT, 0, VALUE_A, 2)
        .stops("invalid here: foreign-certificate");
  }

  @Test
  void L50_aQuorumForAValueRefusedBeforeTheRestartStops() {
    EngineStage stage = refusedA();
    stage.restart().ready().hearsVotes(VoteType.PRECOMMIT, 0, VALUE_A, 0, 1);
    stage
        .doesNotStop()
        .hearsVotes(VoteType.PRECOMMIT, 0, VALUE_A, 2)
        .stops("invalid here: refused-before");
  }

  @Test
  void L51_theDecisionIsStillTheSameAfterAKill() {
    EngineStage stage = decidedA().restart().start(1);
    assertThat(decisions(stage)).containsExactly(A);
    assertThat(stage.current().view().orElseThrow().decided()).isTrue();
    assertThat(stage.votesSaid()).isEmpty();
  }

  /** More than a third lie, so there is a second quorum. The first decision stands. */
  @Test
  void L51_anotherQuorumChangesNoDecision() {
    EngineStage stage = decidedA();
    stage.hears(
        1, new ConsensusMessage.ProposalMessage(stage.proposal(1, B, 1), Optional.of(BODY_B)));
    stage.on(new EngineInput.ValueValidated(1, B, Optional.empty()));
    stage.hearsVotes(VoteType.PRECOMMIT, 1, VALUE_B, 0, 1, 2);
    assertThat(stage.effects()).isEmpty();
    assertThat(decisions(stage.restart().start(1))).containsExactly(A);
  }

  @Test
  void L52L54_theNextHeightBeginsInRoundZero() {
    EngineStage stage = new EngineStage(4, 3).ready();
    stage.hearsVotes(VoteType.PRECOMMIT, 5, VALUE_A, 0, 1).hearsProposal(5, BODY_A);
    stage.hearsVotes(VoteType.PRECOMMIT, 5, VALUE_A, 2);
    assertThat(decisions(stage)).containsExactly(A);
    assertThat(stage.current().view().orElseThrow().round()).contains(5);
    stage.start(2);
    assertThat(stage.current().view())
        .contains(new Engine.View(2, Optional.of(0), Step.PROPOSE, false, false));
    assertThat(timers(stage)).contains(new Timeout(2, 0, TimeoutKind.PROPOSE));
  }

  /** With the old lock, B would get nil. */
  @Test
  void L53_theNextHeightBeginsUnlocked() {
    EngineStage stage = decidedA().start(2).hearsProposal(0, BODY_B);
    assertThat(stage.votesSaid())
        .containsExactly(new Vote(VoteType.PREVOTE, 2, 0, VALUE_B, stage.keys.get(3)));
  }

  /** With the old valid value, the proposer would not ask for one. */
  @Test
  void L53_theNextHeightBeginsWithoutValidValue() {
    EngineStage stage = new EngineStage(4, 0).ready();
    stage
        .on(new EngineInput.ValueBuilt(1, 0, A, BODY_A))
        .on(new EngineInput.ValueValidated(1, A, Optional.empty()));
    stage.hearsVotes(VoteType.PREVOTE, 0, VALUE_A, 1, 2, 3);
    stage.hearsVotes(VoteType.PRECOMMIT, 0, VALUE_A, 1, 2, 3);
    assertThat(decisions(stage)).containsExactly(A);
    stage.start(2);
    assertThat(stage.effects()).contains(new Effect.BuildBlock(2, 0));
    assertThat(stage.broadcasts()).isEmpty();
  }

  @Test
  void L53_messagesOfTheOldHeightChangeNothing() {
    EngineStage stage = decidedA();
    PolkaCertificate polka = PolkaCertificate.of(1, 2, B, signatures(stage, 2, VALUE_B));
    SignedVote late = stage.vote(VoteType.PRECOMMIT, 1, 0, VALUE_A, 3);
    List<EngineInput> old = new ArrayList<>();
    for (ConsensusMessage message :
        List.of(
            new ConsensusMessage.VoteMessage(stage.vote(VoteType.PRECOMMIT, 1, 0, VALUE_A, 2)),
            new ConsensusMessage.VoteMessage(stage.vote(VoteType.PRECOMMIT, 1, 7, VALUE_B, 1)),
            new ConsensusMessage.VoteMessage(stage.vote(VoteType.PREVOTE, 1, 0, NIL, 0)),
            new ConsensusMessage.VoteMessage(late),
            new ConsensusMessage.ProposalMessage(stage.proposal(1, B, 1), Optional.of(BODY_B)),
            new ConsensusMessage.PolkaMessage(polka),
            new ConsensusMessage.ValueResponse(1, B, BODY_B),
            new ConsensusMessage.ValueRequest(1, A),
            new ConsensusMessage.HeightQuery(1),
            new ConsensusMessage.HeightAnswer(1, List.of(), List.of(late), List.of(polka)))) {
      old.add(new EngineInput.Receive(stage.peer(1), message));
    }
    for (TimeoutKind kind : TimeoutKind.values()) {
      old.add(new EngineInput.Elapse(new Timeout(1, 0, kind)));
    }
    old.add(new EngineInput.ValueValidated(1, B, Optional.empty()));
    old.add(new EngineInput.ValueBuilt(1, 0, B, BODY_B));
    old.add(new EngineInput.HeightSynced(1));
    stage.start(2);
    int logged = stage.durable.size() + stage.buffered.size();
    Optional<Engine.View> before = stage.current().view();
    for (EngineInput input : old) {
      stage.on(input);
      assertThat(stage.effects()).as("%s", input).isEmpty();
      assertThat(stage.durable.size() + stage.buffered.size()).as("%s", input).isEqualTo(logged);
      assertThat(stage.current().view()).as("%s", input).isEqualTo(before);
    }
    stage.hearsProposal(0, BODY_B);
    assertThat(stage.votesSaid()).extracting(Vote::height).containsExactly(2L);
  }

  @Test
  void L53_theLogOfTheNextHeightBeginsEmpty() {
    EngineStage stage = decidedA();
    assertThat(stage.durable).hasSizeGreaterThan(1);
    stage.start(2);
    List<LogEntry> begun = new ArrayList<>(stage.durable);
    begun.addAll(stage.buffered);
    assertThat(begun).containsExactly(new LogEntry.Acting(true));
    stage.restart().start(2).doesNotStop();
    assertThat(stage.current().view().orElseThrow().round()).contains(0);
    assertThat(decisions(stage)).isEmpty();
  }

  @Test
  void L54_whatCameEarlyCountsWhenTheHeightBegins() {
    EngineStage stage = decidedA();
    for (int i = 0; i < 3; i++) {
      stage.hears(i, new ConsensusMessage.VoteMessage(stage.vote(VoteType.PREVOTE, 2, 0, NIL, i)));
      assertThat(stage.effects()).isEmpty();
    }
    stage.start(2).elapses(TimeoutKind.PROPOSE, 0);
    assertThat(stage.votesSaid())
        .containsExactly(
            new Vote(VoteType.PREVOTE, 2, 0, NIL, stage.keys.get(3)),
            new Vote(VoteType.PRECOMMIT, 2, 0, NIL, stage.keys.get(3)));
  }

  @Test
  void L54_noHeightIsStartedTwiceOrAgain() {
    EngineStage stage = decidedA().start(2).hearsProposal(0, BODY_B);
    Optional<Engine.View> before = stage.current().view();
    for (long height : new long[] {2, 1}) {
      assertThat(stage.start(height).effects()).isEmpty();
      assertThat(stage.current().view()).isEqualTo(before);
    }
  }

  private static List<Timeout> timers(EngineStage stage) {
    return stage.effects().stream()
        .filter(e -> e instanceof Effect.Schedule)
        .map(e -> ((Effect.Schedule) e).timeout())
        .toList();
  }

  /** The prevotes of the first three, of height 1. */
  private static List<VoteSignature> signatures(
      EngineStage stage, int round, Optional<Hash> value) {
    return IntStream.range(0, 3)
        .mapToObj(i -> stage.vote(VoteType.PREVOTE, 1, round, value, i))
        .map(v -> new VoteSignature(v.vote().validator(), v.signature()))
        .toList();
  }
}
