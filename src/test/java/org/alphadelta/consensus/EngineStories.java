package org.alphadelta.consensus;

import static org.alphadelta.consensus.EngineStage.A;
import static org.alphadelta.consensus.EngineStage.B;
import static org.alphadelta.consensus.EngineStage.BODY_A;
import static org.alphadelta.consensus.EngineStage.BODY_B;
import static org.alphadelta.consensus.Said.answer;
import static org.alphadelta.consensus.Said.decisions;
import static org.alphadelta.consensus.Said.refusals;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Decoded;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Signature;
import org.junit.jupiter.api.Test;

/** Storyboards of the engine: what a peer can and cannot do, and what it gets. */
class EngineStories {
  private static final Optional<Hash> VALUE_A = Optional.of(A);
  private static final Optional<Hash> NIL = Optional.empty();

  @Test
  void rule13_aVoteOfNoMemberIsRefusedAndNotLogged() {
    EngineStage stage = new EngineStage(4, 3).ready();
    stage.order.clear();
    stage.hears(0, new ConsensusMessage.VoteMessage(stage.vote(VoteType.PREVOTE, 1, 0, NIL, 4)));
    assertThat(refusals(stage)).containsExactly("not-a-member");
    assertThat(stage.order).isEmpty();
  }

  @Test
  void rule13_aVoteWithABadSignatureIsRefusedAndNotLogged() {
    EngineStage stage = new EngineStage(4, 3).ready();
    stage.order.clear();
    SignedVote good = stage.vote(VoteType.PREVOTE, 1, 0, NIL, 1);
    Vote other = new Vote(VoteType.PREVOTE, 1, 0, VALUE_A, stage.keys.get(1));
    stage.hears(0, new ConsensusMessage.VoteMessage(new SignedVote(other, good.signature())));
    assertThat(refusals(stage)).containsExactly("bad-signature");
    assertThat(stage.order).isEmpty();
  }

  @Test
  void rule13_aProposalOfAnotherMemberIsRefused() {
    EngineStage stage = new EngineStage(4, 3).ready();
    stage.hears(
        2, new ConsensusMessage.ProposalMessage(stage.proposal(0, A, 2), Optional.of(BODY_A)));
    assertThat(refusals(stage)).containsExactly("not-the-proposer");
  }

  @Test
  void rule13_aFloodOfLaterRoundsDoesNotFillTheLog() {
    EngineStage stage = new EngineStage(4, 3).ready();
    int before = logged(stage);
    for (int i = 0; i < 500; i++) {
      stage.hearsVotes(VoteType.PREVOTE, 1_000_000_000 + i, NIL, 0);
    }
    assertThat(logged(stage) - before).isEqualTo(PeerLimits.MAX_FUTURE_MESSAGES);
    assertThat(stage.current().view().orElseThrow().round()).contains(0);
  }

  @Test
  void rule13_aFloodOfLaterRoundsCostsFewSignatures() {
    EngineStage stage = new EngineStage(4, 3).ready();
    floods(stage, 0);
    Vote vote = new Vote(VoteType.PREVOTE, 1, 900, NIL, stage.keys.get(0));
    SignedVote forged =
        new SignedVote(vote, stage.vote(VoteType.PREVOTE, 1, 0, NIL, 1).signature());
    stage.hears(0, new ConsensusMessage.VoteMessage(forged));
    assertThat(refusals(stage)).as("its signature is not even looked at").isEmpty();
  }

  @Test
  void rule13_whoIsNoMemberSaysNothingAboutLaterRounds() {
    EngineStage stage = new EngineStage(4, 3).ready();
    int before = logged(stage);
    stage.hears(4, new ConsensusMessage.VoteMessage(stage.vote(VoteType.PREVOTE, 1, 7, NIL, 0)));
    assertThat(logged(stage)).isEqualTo(before);
    stage.hears(4, new ConsensusMessage.VoteMessage(stage.vote(VoteType.PREVOTE, 1, 0, NIL, 0)));
    assertThat(logged(stage)).isEqualTo(before + 1);
  }

  /** What the first member says of the second's old rounds does not shut the second's mouth. */
  @Test
  void rule13_nobodyUsesUpWhatAnotherMaySayAboutLaterRounds() {
    EngineStage stage = new EngineStage(4, 3).ready();
    for (int round = 1; round < 100; round++) {
      stage.hears(
          0, new ConsensusMessage.VoteMessage(stage.vote(VoteType.PREVOTE, 1, round, NIL, 1)));
    }
    stage.hearsVotes(VoteType.PREVOTE, 110, NIL, 1, 2);
    assertThat(stage.current().view().orElseThrow().round()).contains(110);
  }

  @Test
  void rule13_whoHeardTooMuchOfLaterRoundsListensAgainAfterItsQuestion() {
    EngineStage stage = new EngineStage(4, 3).ready();
    for (int round = 1; round < 50; round++) {
      stage.hearsVotes(VoteType.PREVOTE, round, NIL, 1);
    }
    stage.hearsVotes(VoteType.PREVOTE, 50, NIL, 1, 2);
    assertThat(stage.current().view().orElseThrow().round()).contains(0);
    stage.elapses(TimeoutKind.REPAIR, 0);
    stage.hearsVotes(VoteType.PREVOTE, 50, NIL, 1);
    assertThat(stage.current().view().orElseThrow().round()).contains(50);
  }

  @Test
  void rule13_whoIsFarBehindSkipsAllTheSame() {
    EngineStage stage = new EngineStage(4, 3).ready();
    floods(stage, 0);
    stage.hearsVotes(VoteType.PRECOMMIT, 4_000, NIL, 1);
    assertThat(stage.current().view().orElseThrow().round()).contains(0);
    stage.hearsVotes(VoteType.PREVOTE, 4_000, NIL, 2);
    assertThat(stage.current().view().orElseThrow().round()).contains(4_000);
  }

  @Test
  void rule13_whoIsFarBehindSkipsByOneAnswer() {
    EngineStage stage = new EngineStage(4, 3).ready();
    floods(stage, 0);
    stage.elapses(TimeoutKind.REPAIR, 0);
    List<SignedVote> latestFirst = new ArrayList<>();
    for (int round = 1_000; round > 900; round--) {
      for (int validator = 0; validator < 3; validator++) {
        latestFirst.add(stage.vote(VoteType.PREVOTE, 1, round, NIL, validator));
      }
    }
    stage.answers(1, 1, latestFirst);
    assertThat(stage.current().view().orElseThrow().round()).contains(1_000);
  }

  @Test
  void rule27_aFloodOfLaterRoundsHidesNoDoubleVote() {
    EngineStage stage = new EngineStage(4, 3).ready();
    floods(stage, 0);
    stage.hearsVotes(VoteType.PREVOTE, 0, NIL, 0);
    stage.hearsVotes(VoteType.PREVOTE, 0, VALUE_A, 0);
    assertThat(stage.effects()).filteredOn(e -> e instanceof Effect.EvidenceFound).hasSize(1);
  }

  /** One member says more about ever later rounds than anybody listens to. */
  private static void floods(EngineStage stage, int validator) {
    for (int i = 0; i < 10 * PeerLimits.MAX_FUTURE_MESSAGES; i++) {
      stage.hearsVotes(VoteType.PREVOTE, 10_000 + i, NIL, validator);
    }
  }

  private static int logged(EngineStage stage) {
    return stage.durable.size() + stage.buffered.size();
  }

  @Test
  void rule15_aBodyThatTheIdDoesNotNameIsRefusedAndStainsNothing() {
    EngineStage stage = new EngineStage(4, 3).ready();
    stage.hears(
        0, new ConsensusMessage.ProposalMessage(stage.proposal(0, A, 0), Optional.of(BODY_B)));
    assertThat(refusals(stage)).containsExactly("body-mismatch");
    stage.hears(1, new ConsensusMessage.ValueResponse(1, A, BODY_A));
    assertThat(stage.effects()).contains(new Effect.ValidateBlock(1, A, BODY_A));
    stage.on(new EngineInput.ValueValidated(1, A, Optional.empty()));
    assertThat(stage.votesSaid()).extracting(Vote::value).containsExactly(VALUE_A);
  }

  @Test
  void rule16_aProposalWithAForgedPolkaIsRefused() {
    EngineStage stage = new EngineStage(4, 3).ready().elapses(TimeoutKind.PRECOMMIT, 0);
    List<VoteSignature> signatures = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      SignedVote nil = stage.vote(VoteType.PREVOTE, 1, 0, NIL, i);
      signatures.add(new VoteSignature(nil.vote().validator(), nil.signature()));
    }
    PolkaCertificate forged = PolkaCertificate.of(1, 0, A, signatures);
    SignedProposal plain = stage.proposedAgain(1, A, 0, 1);
    stage.hears(
        1,
        new ConsensusMessage.ProposalMessage(
            new SignedProposal(plain.proposal(), plain.signature(), Optional.of(forged)),
            Optional.of(BODY_A)));
    assertThat(refusals(stage)).containsExactly("certificate-bad-signature");
    assertThat(stage.votesSaid()).isEmpty();
  }

  @Test
  void rule16_aPolkaOfOneSignerManyTimesIsRefused() {
    EngineStage stage = new EngineStage(4, 3).ready();
    SignedVote one = stage.vote(VoteType.PREVOTE, 1, 0, VALUE_A, 1);
    VoteSignature same = new VoteSignature(one.vote().validator(), one.signature());
    assertThatThrownBy(() -> PolkaCertificate.of(1, 0, A, List.of(same, same, same)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a certificate names each signer once");
    Bytes once = PolkaCertificate.of(1, 0, A, List.of(same)).canonical();
    Bytes signature = once.slice(once.length() - same.canonical().length() - 2, once.length());
    Bytes thrice = Bytes.ofHex(once.hex() + signature.hex() + signature.hex());
    assertThat(PolkaCertificate.CODEC.decode(thrice))
        .isInstanceOfSatisfying(
            Decoded.Malformed.class,
            refused -> assertThat(refused.rejection().code()).isEqualTo("impossible-value"));
  }

  @Test
  void rule17_aVoteThatIsHeldIsNotVerifiedAgain() {
    EngineStage stage = new EngineStage(4, 3).ready();
    stage.hearsVotes(VoteType.PREVOTE, 0, VALUE_A, 0, 1);
    stage.verified.clear();
    stage.hears(2, new ConsensusMessage.PolkaMessage(polka(stage, A, 0, 0, 1, 2)));
    assertThat(stage.verified).containsExactly(stage.keys.get(2));
    assertThat(refusals(stage)).isEmpty();
    stage.verified.clear();
    stage.hearsVotes(VoteType.PREVOTE, 0, VALUE_A, 0);
    assertThat(stage.verified).isEmpty();
  }

  /** Votes of 0 and 1 are held; each certificate differs from what they prove in one thing. */
  @Test
  void rule17_aHeldVoteVouchesForNoOtherKeyBytesOrSignature() {
    EngineStage stage = new EngineStage(4, 3).ready();
    stage.hearsVotes(VoteType.PREVOTE, 0, VALUE_A, 0, 1);
    PolkaCertificate good = polka(stage, A, 0, 0, 1, 2);
    List<VoteSignature> held = good.signatures();
    List<VoteSignature> otherSignature =
        List.of(
            new VoteSignature(held.get(0).validator(), held.get(2).signature()),
            held.get(1),
            held.get(2));
    List<VoteSignature> otherKey =
        List.of(
            held.get(0),
            held.get(1),
            new VoteSignature(held.get(2).validator(), held.get(0).signature()));
    refusesPolka(stage, 0, PolkaCertificate.of(1, 0, A, otherSignature));
    refusesPolka(stage, 1, PolkaCertificate.of(1, 0, A, otherKey));
    refusesPolka(stage, 0, PolkaCertificate.of(1, 0, B, held));
    refusesPolka(stage, 0, PolkaCertificate.of(1, 1, A, held));
    stage.hears(2, new ConsensusMessage.PolkaMessage(good));
    assertThat(refusals(stage)).isEmpty();
  }

  private static void refusesPolka(EngineStage stage, int from, PolkaCertificate forged) {
    stage.hears(from, new ConsensusMessage.PolkaMessage(forged));
    assertThat(refusals(stage)).as("%s", forged).containsExactly("certificate-bad-signature");
  }

  /** Its certificate need not be verified again, but the proposal's own signature must. */
  @Test
  void rule17_aKnownPolkaVouchesForNoOtherProposal() {
    EngineStage stage = new EngineStage(4, 3).ready().elapses(TimeoutKind.PRECOMMIT, 0);
    PolkaCertificate known = polka(stage, A, 0, 0, 1, 2);
    stage.hears(0, new ConsensusMessage.PolkaMessage(known));
    SignedProposal again = stage.proposedAgain(1, A, 0, 1);
    stage.hears(1, proposal(again.proposal(), stage.proposedAgain(1, B, 0, 1).signature(), known));
    assertThat(refusals(stage)).containsExactly("bad-signature");
    SignedProposal other = stage.proposedAgain(1, B, 0, 1);
    PolkaCertificate stolen = PolkaCertificate.of(1, 0, B, known.signatures());
    stage.hears(1, proposal(other.proposal(), other.signature(), stolen));
    assertThat(refusals(stage)).containsExactly("certificate-bad-signature");
    stage.verified.clear();
    stage.hears(1, proposal(again.proposal(), again.signature(), known));
    assertThat(refusals(stage)).isEmpty();
    assertThat(stage.verified).containsExactly(stage.keys.get(1));
  }

  private static ConsensusMessage proposal(
      BlockProposal proposal, Signature signature, PolkaCertificate polka) {
    return new ConsensusMessage.ProposalMessage(
        new SignedProposal(proposal, signature, Optional.of(polka)), Optional.empty());
  }

  private static PolkaCertificate polka(
      EngineStage stage, Hash value, int round, int... validators) {
    List<VoteSignature> signatures = new ArrayList<>();
    for (int i : validators) {
      SignedVote one = stage.vote(VoteType.PREVOTE, 1, round, Optional.of(value), i);
      signatures.add(new VoteSignature(one.vote().validator(), one.signature()));
    }
    return PolkaCertificate.of(1, round, value, signatures);
  }

  @Test
  void rule18_aHeightQueryIsAnsweredFromWhatIsHeld() {
    EngineStage stage = new EngineStage(4, 3).ready().hearsProposal(0, BODY_A);
    stage.hears(1, new ConsensusMessage.HeightQuery(1));
    ConsensusMessage.HeightAnswer answer = answer(stage);
    assertThat(answer.proposals()).hasSize(1);
    assertThat(answer.votes())
        .extracting(v -> v.vote().validator())
        .containsExactly(stage.keys.get(3));
    stage.hears(1, new ConsensusMessage.HeightQuery(7));
    assertThat(answer(stage).votes()).isEmpty();
  }

  @Test
  void rule27_aDoubleVoteIsReportedOnce() {
    EngineStage stage = new EngineStage(4, 3).ready();
    stage.hearsVotes(VoteType.PREVOTE, 0, NIL, 0);
    stage.hearsVotes(VoteType.PREVOTE, 0, VALUE_A, 0);
    assertThat(stage.effects()).filteredOn(e -> e instanceof Effect.EvidenceFound).hasSize(1);
    stage.order.clear();
    stage.hearsVotes(VoteType.PREVOTE, 0, VALUE_A, 0);
    assertThat(stage.effects()).isEmpty();
    assertThat(stage.order).isEmpty();
  }

  @Test
  void rule27_aDoubleProposalIsReportedOnce() {
    EngineStage stage = new EngineStage(4, 3).ready().hearsProposal(0, BODY_A);
    ConsensusMessage second =
        new ConsensusMessage.ProposalMessage(stage.proposal(0, B, 0), Optional.empty());
    stage.hears(1, second);
    assertThat(stage.effects()).filteredOn(e -> e instanceof Effect.EvidenceFound).hasSize(1);
    stage.hears(2, second);
    assertThat(stage.effects()).noneMatch(e -> e instanceof Effect.EvidenceFound);
  }

  @Test
  void rule28_afterTheMarkNothingIsSigned() {
    EngineStage stage = new EngineStage(4, 3).on(new EngineInput.StopAfter(1)).ready();
    stage.elapses(TimeoutKind.PROPOSE, 0);
    assertThat(stage.votesSaid()).hasSize(1);
    stage
        .on(new EngineInput.HeightSynced(1))
        .start(2)
        .answers(2, 0, List.of())
        .answers(2, 1, List.of());
    stage.on(new EngineInput.Elapse(new Timeout(2, 0, TimeoutKind.PROPOSE)));
    assertThat(stage.votesSaid()).isEmpty();
    assertThat(stage.record().stoppedAfter(5).lastHeight()).contains(1L);
  }

  @Test
  void aQuorumForAnUnknownValueAsksItsVoters() {
    EngineStage stage = new EngineStage(4, 3).ready();
    stage.hearsVotes(VoteType.PRECOMMIT, 0, VALUE_A, 0, 1, 2);
    assertThat(stage.effects())
        .contains(
            new Effect.SendToMembers(
                stage.keys.subList(0, 3), new ConsensusMessage.ValueRequest(1, A)));
  }

  @Test
  void aStuckRoundSaysItsWordsAgainAndAsks() {
    EngineStage stage = new EngineStage(4, 3).ready().elapses(TimeoutKind.PROPOSE, 0);
    ConsensusMessage said = stage.broadcasts().getFirst();
    stage.elapses(TimeoutKind.REPAIR, 0);
    assertThat(stage.broadcasts()).containsExactly(said, new ConsensusMessage.HeightQuery(1));
    assertThat(stage.effects())
        .anyMatch(e -> e instanceof Effect.Schedule s && s.timeout().kind() == TimeoutKind.REPAIR);
  }

  @Test
  void aBodyGoesOutOnRequestAFewTimesARound() {
    EngineStage stage = new EngineStage(4, 3).ready().hearsProposal(0, BODY_A);
    int served = 0;
    for (int i = 0; i < 20; i++) {
      stage.hears(1, new ConsensusMessage.ValueRequest(1, A));
      served += stage.effects().size();
    }
    assertThat(served).isEqualTo(PeerLimits.MAX_ANSWERS);
  }

  @Test
  void anObserverFollowsAndSignsNothing() {
    EngineStage stage = new EngineStage(4, 4).start(1).hearsProposal(0, BODY_A);
    stage.hearsVotes(VoteType.PREVOTE, 0, VALUE_A, 0, 1, 2);
    assertThat(stage.broadcasts()).isEmpty();
    stage.hearsVotes(VoteType.PRECOMMIT, 0, VALUE_A, 0, 1, 2);
    assertThat(decisions(stage)).containsExactly(A);
  }
}
