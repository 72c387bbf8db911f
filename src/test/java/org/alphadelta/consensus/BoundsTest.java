package org.alphadelta.consensus;

import static org.alphadelta.consensus.EngineStage.BODY_A;
import static org.alphadelta.consensus.EngineStage.BODY_B;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Sha256;
import org.junit.jupiter.api.Test;

/**
 * Whatever a peer can make longer has an end (rule 13). Votes of later rounds, messages about them,
 * double votes and messages of the next height have stories; the other lists are here.
 */
class BoundsTest {
  private static final int MANY = 1_000;

  @Test
  void aRoundHoldsTwoProposalsThatNoQuorumNames() {
    Stage stage = Stage.ofFour();
    for (int i = 0; i < MANY; i++) {
      stage.proposal(0, value(i));
    }
    assertThat(stage.driver().proposals.of(0)).hasSize(ProposalKeeper.MAX_PER_ROUND);
  }

  @Test
  void aProposerFillsAFewLaterRounds() {
    Stage stage = Stage.ofFour();
    for (int i = 1; i < MANY; i++) {
      stage.proposal(4 * i, value(i));
    }
    assertThat(stage.driver().proposals.rounds())
        .hasSize(VoteKeeper.MAX_FUTURE_ROUNDS)
        .containsKey(4 * (MANY - 1));
  }

  @Test
  void aRoundHoldsTwoPolkas() {
    Stage stage = Stage.ofFour();
    for (int i = 0; i < MANY; i++) {
      stage.polka(0, value(i), 0, 1, 2);
    }
    assertThat(stage.driver().polkas.getOrDefault(0, List.of()))
        .hasSize(Driver.MAX_POLKAS_PER_ROUND);
  }

  @Test
  void aBodyThatNobodyProposedIsNotKept() {
    EngineStage stage = new EngineStage(4, 3).ready();
    int before = stage.durable.size() + stage.buffered.size();
    stage.hears(0, new ConsensusMessage.ValueResponse(1, EngineStage.A, BODY_A));
    assertThat(stage.durable.size() + stage.buffered.size()).isEqualTo(before);
    assertThat(stage.effects()).isEmpty();
  }

  @Test
  void anAnswerWithTooManyEntriesIsRefusedWhole() {
    EngineStage stage = new EngineStage(4, 3).start(1);
    SignedVote vote = stage.vote(VoteType.PREVOTE, 1, 0, Optional.empty(), 1);
    stage.answers(1, 0, Collections.nCopies(MessageValidator.MAX_ANSWER_VOTES + 1, vote));
    assertThat(Said.refusals(stage)).containsExactly("answer-too-long");
    assertThat(stage.buffered).doesNotContain(new LogEntry.VoteReceived(vote));
  }

  @Test
  void aPeerAnswersOneQueryOnce() {
    EngineStage stage = new EngineStage(4, 3).start(1).answers(1, 0, List.of());
    SignedVote vote = stage.vote(VoteType.PREVOTE, 1, 0, Optional.empty(), 1);
    stage.answers(1, 0, List.of(vote));
    assertThat(stage.buffered).doesNotContain(new LogEntry.VoteReceived(vote));
  }

  @Test
  void aMemberKeepsOneBodyOfTheNextHeightHere() {
    EngineStage stage = new EngineStage(4, 3).ready();
    NextHeight next = new NextHeight();
    for (int i = 0; i < MANY; i++) {
      next.keep(proposalWithBody(stage, i % 2 == 0 ? BODY_A : BODY_B), stage.committee);
    }
    assertThat(next.take(1)).hasSize(NextHeight.MAX_BODIES_PER_PEER);
  }

  @Test
  void aClosedConnectionLeavesNothingOfTheNextHeight() {
    EngineStage stage = new EngineStage(4, 3).ready();
    NextHeight next = new NextHeight();
    EngineInput.Receive kept = proposalWithBody(stage, BODY_A);
    next.keep(kept, stage.committee);
    next.forget(kept.peer().name());
    assertThat(next.take(1)).isEmpty();
  }

  @Test
  void aPeerShowsALimitedNumberOfCertificates() {
    PeerLimits limits = new PeerLimits(Stage.committee(4));
    long verified =
        IntStream.range(0, MANY).filter(i -> limits.firstShown(stranger(0), i, value(i))).count();
    assertThat(verified).isEqualTo(PeerLimits.MAX_SHOWN);
    assertThat(limits.shown).hasSize(PeerLimits.MAX_SHOWN);
  }

  @Test
  void aPeerGetsAFewAnswersOfAKind() {
    PeerLimits limits = new PeerLimits(Stage.committee(4));
    long answers = IntStream.range(0, MANY).filter(i -> limits.servesHeight(stranger(0))).count();
    assertThat(answers).isEqualTo(PeerLimits.MAX_ANSWERS);
    assertThat(limits.served).hasSize(1);
  }

  @Test
  void onlyMembersCountForLaterRounds() {
    Committee committee = Stage.committee(4);
    PeerLimits limits = new PeerLimits(committee);
    for (int i = 0; i < MANY; i++) {
      for (PublicKey author : committee.keys()) {
        assertThat(limits.hasRoomFor(stranger(i), author)).isFalse();
        limits.hasRoomFor(member(committee, i), author);
      }
    }
    assertThat(limits.later).hasSize(committee.size() * committee.size());
  }

  @Test
  void namesThatComeAndGoLeaveNothing() {
    PeerLimits limits = new PeerLimits(Stage.committee(4));
    for (int i = 0; i < MANY; i++) {
      limits.servesHeight(stranger(i));
      limits.firstShown(stranger(i), 0, value(0));
      limits.forget(stranger(i).name());
    }
    assertThat(limits.served).isEmpty();
    assertThat(limits.shown).isEmpty();
  }

  @Test
  void answersOfAFewOutsidersAreRemembered() {
    HeightState height = height();
    height.exchange();
    List<PublicKey> outsiders = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      outsiders.add(KeeperTraces.key("outsider " + i));
      height.answered(outsiders.getLast());
    }
    height.committee.keys().forEach(height::answered);
    assertThat(outsiders).filteredOn(k -> !height.awaitsAnswer(k)).hasSizeLessThan(MANY / 10);
    assertThat(height.committee.keys()).noneMatch(height::awaitsAnswer);
  }

  @Test
  void aFewDoubleVotesOfOneValidatorAreEvidence() {
    EngineStage stage = new EngineStage(4, 3).ready();
    long evidence = 0;
    for (int round = 0; round < 50; round++) {
      stage.hearsVotes(VoteType.PREVOTE, round, Optional.empty(), 0);
      stage.hearsVotes(VoteType.PREVOTE, round, Optional.of(EngineStage.A), 0);
      evidence += stage.effects().stream().filter(Effect.EvidenceFound.class::isInstance).count();
      stage.elapses(TimeoutKind.PRECOMMIT, round);
    }
    assertThat(evidence).isEqualTo(HeightState.MAX_ACCUSATIONS);
  }

  /** A height of four validators. */
  static HeightState height() {
    Committee committee = Stage.committee(4);
    Driver.Setup setup = new Driver.Setup(1, committee, Proposers.ROTATING, Optional.empty());
    return new HeightState(1, committee, Driver.of(setup));
  }

  private static EngineInput.Receive proposalWithBody(EngineStage stage, Bytes body) {
    return new EngineInput.Receive(
        stage.peer(0),
        new ConsensusMessage.ProposalMessage(
            stage.proposal(0, Sha256.plain(body), 0), Optional.of(body)));
  }

  private static PeerIdentity member(Committee committee, int name) {
    return new PeerIdentity(
        "member " + name, Optional.of(committee.keys().get(name % committee.size())));
  }

  private static PeerIdentity stranger(int name) {
    return new PeerIdentity("stranger " + name, Optional.of(KeeperTraces.key("stranger " + name)));
  }

  private static Hash value(int of) {
    return Sha256.plain(Bytes.utf8("value " + of));
  }
}
