package org.alphadelta.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alphadelta.consensus.BlockProposal;
import org.alphadelta.consensus.ConsensusMessage;
import org.alphadelta.consensus.OwnMessage;
import org.alphadelta.consensus.PolkaCertificate;
import org.alphadelta.consensus.Proposers;
import org.alphadelta.consensus.SignedProposal;
import org.alphadelta.consensus.SignedVote;
import org.alphadelta.consensus.Vote;
import org.alphadelta.consensus.VoteSignature;
import org.alphadelta.consensus.VoteType;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Sha256;
import org.alphadelta.core.Signer;
import org.alphadelta.crypto.Ed25519;
import org.junit.jupiter.api.Test;

/**
 * What the observer holds against an honest validator's signature. Four validators agree on height
 * 1; number 1 proposes in round 0, number 2 in round 1 and so on; the suspect is number 0 unless
 * said.
 */
class ConductOracleTest {
  private static final ChainId CHAIN =
      new ChainId(NetworkId.DEVNET, 0, ChainKind.ALPHA, Sha256.tagged("conduct/chain"));
  private static final Hash A = Sha256.tagged("conduct/a");
  private static final Hash B = Sha256.tagged("conduct/b");
  private static final Optional<Hash> NIL = Optional.empty();

  private final List<String> wrong = new ArrayList<>();
  private final Committee committee = World.committee(4);
  private final ConductOracle conductOracle =
      new ConductOracle(
          new BlockOracle.OneHeight(CHAIN, committee, Ed25519.verifier()),
          Proposers.ROTATING,
          Ed25519.verifier(),
          wrong::add);

  ConductOracleTest() {
    for (int i = 0; i < 4; i++) {
      answers(i, (i + 1) % 4);
      answers(i, (i + 2) % 4);
    }
  }

  @Test
  void aWholeHeightOfHonestVotesIsRight() {
    proposes(1, 0, A, -1);
    prevotes(0, A, 0, 1, 2);
    precommits(0, Optional.of(A), 0, 1, 2);
    assertThat(wrong).isEmpty();
  }

  @Test
  void aValueProposedAgainWithItsPolkaIsRightAlsoForWhoIsLocked() {
    lockOnA();
    precommits(0, NIL, 1, 2, 3);
    proposes(2, 1, A, 0);
    prevotes(1, A, 0, 1, 2, 3);
    assertThat(wrong).isEmpty();
  }

  @Test
  void aPrevoteForWhatNobodyProposed() {
    prevotes(0, A, 0);
    assertThat(wrong).singleElement().asString().contains("nobody proposed");
  }

  @Test
  void aPrevoteForWhatSomebodyElseProposed() {
    hear(proposal(3, 0, A, -1, Optional.empty()));
    prevotes(0, A, 0);
    assertThat(wrong).singleElement().asString().contains("nobody proposed");
  }

  @Test
  void aPrevoteAgainstTheLock() {
    lockOnA();
    precommits(0, NIL, 1, 2, 3);
    hear(proposal(2, 1, B, -1, Optional.empty()));
    prevotes(1, B, 0);
    assertThat(wrong).singleElement().asString().contains("it is locked on");
  }

  @Test
  void aPrevoteForAValidRoundWithoutItsPolka() {
    precommits(0, NIL, 0, 1, 2);
    hear(proposal(2, 1, B, 0, Optional.empty()));
    prevotes(1, B, 0);
    assertThat(wrong).singleElement().asString().contains("nothing frees it");
  }

  @Test
  void aPrevoteForAPolkaOlderThanTheLock() {
    hearVotes(VoteType.PREVOTE, 0, Optional.of(B), 1, 2, 3);
    precommits(0, NIL, 0, 1, 2);
    hear(proposal(2, 1, A, -1, Optional.empty()));
    prevotes(1, A, 0, 2);
    hearVotes(VoteType.PREVOTE, 1, Optional.of(A), 1);
    precommits(1, Optional.of(A), 0);
    hearVotes(VoteType.PRECOMMIT, 1, NIL, 1, 2, 3);
    says(0, new ConsensusMessage.PolkaMessage(polka(1, A, 0, 1, 2)));
    hear(proposal(3, 2, B, 0, Optional.empty()));
    prevotes(2, B, 0);
    assertThat(wrong).singleElement().asString().contains("it is locked on");
  }

  @Test
  void aPrecommitWithoutAPolka() {
    proposes(1, 0, A, -1);
    prevotes(0, A, 0, 1);
    precommits(0, Optional.of(A), 0);
    assertThat(wrong).singleElement().asString().contains("there is no polka");
  }

  @Test
  void aPrecommitForAForgedPolka() {
    proposes(1, 0, A, -1);
    prevotes(0, A, 0);
    SignedVote mine = vote(VoteType.PREVOTE, 0, Optional.of(A), 3);
    List<VoteSignature> names =
        committee.keys().stream().map(k -> new VoteSignature(k, mine.signature())).toList();
    hear(new ConsensusMessage.PolkaMessage(PolkaCertificate.of(1, 0, A, names)));
    precommits(0, Optional.of(A), 0);
    assertThat(wrong).singleElement().asString().contains("there is no polka");
  }

  @Test
  void aPrecommitBeforeThePrevote() {
    proposes(1, 0, A, -1);
    hearVotes(VoteType.PREVOTE, 0, Optional.of(A), 1, 2, 3);
    precommits(0, Optional.of(A), 0);
    assertThat(wrong).singleElement().asString().contains("had not prevoted");
  }

  @Test
  void aProposalOutOfTurn() {
    proposes(0, 0, A, -1);
    assertThat(wrong).singleElement().asString().contains("not its turn");
  }

  @Test
  void aProposalOfAValidRoundThatHadNoPolka() {
    precommits(0, NIL, 0, 1, 2);
    proposes(2, 1, A, 0);
    assertThat(wrong).singleElement().asString().contains("there is no polka in round 0");
  }

  @Test
  void aFreshProposalOfWhoIsLocked() {
    lockOnA();
    precommits(0, NIL, 1, 3);
    proposes(1, 0, A, -1);
    wrong.clear();
    precommits(0, Optional.of(A), 2);
    hearVotes(VoteType.PRECOMMIT, 0, NIL, 1, 3);
    proposes(2, 1, B, -1);
    assertThat(wrong).singleElement().asString().contains("it is locked on");
  }

  @Test
  void aProposalThatDoesNotCarryItsPolka() {
    hearVotes(VoteType.PREVOTE, 0, Optional.of(A), 1, 2, 3);
    precommits(0, NIL, 0, 1, 2);
    says(2, proposal(2, 1, A, 0, Optional.empty()));
    assertThat(wrong).singleElement().asString().contains("does not carry its polka");
  }

  @Test
  void aLaterRoundForNoReason() {
    hearVotes(VoteType.PREVOTE, 5, NIL, 3);
    sign(vote(VoteType.PREVOTE, 5, NIL, 0));
    assertThat(wrong).singleElement().asString().contains("no reason to be in this round");
  }

  @Test
  void aLaterRoundBecauseMoreThanAThirdIsThere() {
    hearVotes(VoteType.PREVOTE, 5, NIL, 2, 3);
    sign(vote(VoteType.PREVOTE, 5, NIL, 0));
    assertThat(wrong).isEmpty();
  }

  @Test
  void twoVotesOfOneAreNotTwo() {
    hearVotes(VoteType.PREVOTE, 5, NIL, 3);
    hearVotes(VoteType.PRECOMMIT, 5, NIL, 3);
    sign(vote(VoteType.PREVOTE, 5, NIL, 0));
    assertThat(wrong).singleElement().asString().contains("no reason to be in this round");
  }

  @Test
  void aSignatureBelowAnotherOne() {
    sign(vote(VoteType.PRECOMMIT, 0, NIL, 0));
    sign(vote(VoteType.PREVOTE, 0, NIL, 0));
    assertThat(wrong).singleElement().asString().contains("had signed 1/0/precommit");
  }

  @Test
  void aSignatureAtAStoredHeight() {
    conductOracle.stored(key(0), 1);
    sign(vote(VoteType.PREVOTE, 0, NIL, 0));
    assertThat(wrong).singleElement().asString().contains("has stored 1");
  }

  @Test
  void aSignatureBeforeMoreThanAThirdAnswered() {
    conductOracle.started(key(0), 0, Optional.empty());
    answers(0, 3);
    sign(vote(VoteType.PREVOTE, 0, NIL, 0));
    assertThat(wrong).singleElement().asString().contains("has heard from 1");
  }

  @Test
  void anAnswerAboutAnotherHeightIsNone() {
    conductOracle.started(key(0), 0, Optional.empty());
    answers(0, 3);
    conductOracle.delivered(
        key(0), key(2), new ConsensusMessage.HeightAnswer(2, List.of(), List.of(), List.of()));
    sign(vote(VoteType.PREVOTE, 0, NIL, 0));
    assertThat(wrong).singleElement().asString().contains("has heard from 1");
  }

  @Test
  void aPolkaOfALaterRoundThatWasNotShown() {
    precommits(0, NIL, 0, 1, 2);
    hear(proposal(2, 1, A, -1, Optional.empty()));
    prevotes(1, A, 0, 1, 2);
    precommits(1, Optional.of(A), 0);
    hearVotes(VoteType.PRECOMMIT, 1, NIL, 1, 2, 3);
    sign(vote(VoteType.PREVOTE, 2, NIL, 0));
    assertThat(wrong).singleElement().asString().contains("has not shown the polka of round 1");
  }

  @Test
  void anOldSignStateThatWalksOverItsOwnSteps() {
    sign(vote(VoteType.PREVOTE, 0, NIL, 0));
    conductOracle.started(key(0), 0, Optional.empty());
    answers(0, 2);
    answers(0, 3);
    conductOracle.signed(new OwnMessage.OfVote(vote(VoteType.PREVOTE, 0, NIL, 0)), false);
    assertThat(wrong).singleElement().asString().contains("before its start");
  }

  @Test
  void aSignatureOfWhoIsNoMember() {
    conductOracle.signed(new OwnMessage.OfVote(vote(VoteType.PREVOTE, 0, NIL, 9)), true);
    assertThat(wrong).singleElement().asString().contains("no member");
  }

  /** Numbers 0 and 2 precommit A in round 0; number 0 is locked. */
  private void lockOnA() {
    proposes(1, 0, A, -1);
    prevotes(0, A, 0, 1, 2);
    precommits(0, Optional.of(A), 0);
  }

  private void proposes(int who, int round, Hash value, int validRound) {
    Optional<PolkaCertificate> polka =
        validRound < 0 ? Optional.empty() : Optional.of(polka(validRound, value, 0, 1, 2));
    ConsensusMessage.ProposalMessage message = proposal(who, round, value, validRound, polka);
    conductOracle.signed(
        new OwnMessage.OfProposal(message.proposal().proposal(), message.proposal().signature()),
        true);
    says(who, message);
  }

  /** Each of them honest, and one after the other. */
  private void prevotes(int round, Hash value, int... who) {
    for (int one : who) {
      sign(vote(VoteType.PREVOTE, round, Optional.of(value), one));
    }
  }

  private void precommits(int round, Optional<Hash> value, int... who) {
    for (int one : who) {
      sign(vote(VoteType.PRECOMMIT, round, value, one));
    }
  }

  private void sign(SignedVote vote) {
    conductOracle.signed(new OwnMessage.OfVote(vote), true);
    hear(new ConsensusMessage.VoteMessage(vote));
  }

  private void says(int who, ConsensusMessage message) {
    hear(message);
    conductOracle.says(key(who), message);
  }

  private void hear(ConsensusMessage message) {
    conductOracle.onWire(message);
  }

  /** Of whoever sends them: nobody asks what entitles a Byzantine validator. */
  private void hearVotes(VoteType type, int round, Optional<Hash> value, int... who) {
    for (int one : who) {
      hear(new ConsensusMessage.VoteMessage(vote(type, round, value, one)));
    }
  }

  private void answers(int to, int from) {
    conductOracle.delivered(
        key(to), key(from), new ConsensusMessage.HeightAnswer(1, List.of(), List.of(), List.of()));
  }

  private PolkaCertificate polka(int round, Hash value, int... who) {
    List<VoteSignature> signatures = new ArrayList<>();
    for (int one : who) {
      SignedVote vote = vote(VoteType.PREVOTE, round, Optional.of(value), one);
      signatures.add(new VoteSignature(vote.vote().validator(), vote.signature()));
    }
    return PolkaCertificate.of(1, round, value, signatures);
  }

  private SignedVote vote(VoteType type, int round, Optional<Hash> value, int who) {
    Vote vote = new Vote(type, 1, round, value, key(who));
    return new SignedVote(vote, signer(who).sign(vote.signingBytes(CHAIN)));
  }

  private ConsensusMessage.ProposalMessage proposal(
      int who, int round, Hash value, int validRound, Optional<PolkaCertificate> polka) {
    BlockProposal proposal =
        new BlockProposal(1, round, value, Optional.of(validRound).filter(vr -> vr >= 0), key(who));
    return new ConsensusMessage.ProposalMessage(
        new SignedProposal(proposal, signer(who).sign(proposal.signingBytes(CHAIN)), polka),
        Optional.of(Bytes.utf8("body")));
  }

  private PublicKey key(int who) {
    return signer(who).publicKey();
  }

  /** In the order of their keys, the order of turns; numbers above 3 are no members. */
  private Signer signer(int who) {
    if (who > 3) {
      return World.pair(who);
    }
    PublicKey key = committee.keys().get(who);
    for (int i = 0; ; i++) {
      if (World.pair(i).publicKey().equals(key)) {
        return World.pair(i);
      }
    }
  }
}
