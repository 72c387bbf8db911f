package org.alphadelta.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Signature;
import org.junit.jupiter.api.Test;

/** Four validators; number 1 has left the chain with block 5. */
class DepartedKeysTest {
  private static final int DEPARTED = 1;
  private static final Optional<Hash> VALUE = Optional.of(EngineStage.A);

  private final EngineStage stage = new EngineStage(4, 4);

  private void split() {
    stage.on(new EngineInput.CommitteeSplit(5, new TreeSet<>(List.of(stage.keys.get(DEPARTED)))));
  }

  private List<Evidence> found(SignedVote vote) {
    return stage.hears(0, new ConsensusMessage.VoteMessage(vote)).effects().stream()
        .filter(Effect.EvidenceFound.class::isInstance)
        .map(effect -> ((Effect.EvidenceFound) effect).evidence())
        .toList();
  }

  private SignedVote vote(long height, int round, int validator) {
    return stage.vote(VoteType.PRECOMMIT, height, round, VALUE, validator);
  }

  @Test
  void aVoteOfADepartedKeyAboveTheSplitIsEvidenceThoughNoHeightIsAgreedOn() {
    SignedVote late = vote(6, 0, DEPARTED);
    assertThat(found(late)).isEmpty();
    split();
    assertThat(found(late))
        .containsExactly(new Evidence.DepartedSignature(EngineStage.CHAIN, late, 5));
    assertThat(found(late)).isEmpty();
  }

  @Test
  void aVoteBelowOrOfAStayerOrThatDoesNotVerifyIsNone() {
    split();
    assertThat(found(vote(5, 0, DEPARTED))).isEmpty();
    assertThat(found(vote(6, 0, 2))).isEmpty();
    Signature foreign = vote(7, 0, DEPARTED).signature();
    assertThat(found(new SignedVote(vote(6, 0, DEPARTED).vote(), foreign))).isEmpty();
  }

  @Test
  void soManyOfOneKeyAreShownAndNoMoreAreChecked() {
    split();
    for (int round = 0; round < Evidence.MAX_PER_OFFENDER; round++) {
      assertThat(found(vote(6, round, DEPARTED))).hasSize(1);
    }
    stage.verified.clear();
    assertThat(found(vote(6, Evidence.MAX_PER_OFFENDER, DEPARTED))).isEmpty();
    assertThat(stage.verified).isEmpty();
  }
}
