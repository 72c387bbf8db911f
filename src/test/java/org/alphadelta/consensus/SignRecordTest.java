package org.alphadelta.consensus;

import static org.alphadelta.consensus.Stage.A;
import static org.alphadelta.consensus.Stage.B;
import static org.alphadelta.consensus.Stage.NIL;
import static org.alphadelta.consensus.Stage.VALUE_A;
import static org.alphadelta.consensus.Stage.VALUE_B;
import static org.alphadelta.consensus.VoteType.PRECOMMIT;
import static org.alphadelta.consensus.VoteType.PREVOTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Optional;
import java.util.stream.Stream;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Signature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a key may sign after what it has signed, row by row (rules 21, 24 and 28). */
class SignRecordTest {
  private static final PublicKey KEY = KeeperTraces.key("signer");
  private static final PublicKey OTHER = KeeperTraces.key("another");
  private static final Signature SIGNATURE = EngineStage.sign(KEY, Bytes.utf8("any"));

  private static final SignRecord FRESH = SignRecord.fresh(EngineStage.CHAIN, KEY);

  /** It has prevoted A in round 2 of height 5. */
  private static final SignRecord PREVOTED = FRESH.signed(vote(PREVOTE, 5, 2, VALUE_A));

  static Stream<Arguments> table() {
    return Stream.of(
        row("a first proposal", FRESH, proposal(1, 0, A), "fresh"),
        row("a first precommit anywhere", FRESH, vote(PRECOMMIT, 9, 4, NIL), "fresh"),

        // Height, then round, then proposal, prevote, precommit.
        row("a lower height", PREVOTED, vote(PRECOMMIT, 4, 9, VALUE_A), "sign-below-watermark"),
        row("a lower round", PREVOTED, vote(PRECOMMIT, 5, 1, VALUE_A), "sign-below-watermark"),
        row("an earlier step", PREVOTED, proposal(5, 2, A), "sign-below-watermark"),
        row("the next step", PREVOTED, vote(PRECOMMIT, 5, 2, VALUE_A), "fresh"),
        row("the next round", PREVOTED, proposal(5, 3, A), "fresh"),
        row("the next height", PREVOTED, proposal(6, 0, A), "fresh"),

        // The same step: the same message again, and no other.
        row("the same vote", PREVOTED, vote(PREVOTE, 5, 2, VALUE_A), "repeat"),
        row(
            "the vote for another value",
            PREVOTED,
            vote(PREVOTE, 5, 2, VALUE_B),
            "sign-other-content"),
        row("the vote for nil", PREVOTED, vote(PREVOTE, 5, 2, NIL), "sign-other-content"),
        row("the same proposal", FRESH.signed(proposal(5, 2, A)), proposal(5, 2, A), "repeat"),
        row(
            "the proposal of another value",
            FRESH.signed(proposal(5, 2, A)),
            proposal(5, 2, B),
            "sign-other-content"),
        row(
            "the proposal with another valid round",
            FRESH.signed(proposal(5, 2, A)),
            again(5, 2, A, 1),
            "sign-other-content"),

        // A raised watermark has no message to repeat.
        row(
            "at a raised watermark, an earlier step",
            raised(),
            vote(PREVOTE, 7, 0, VALUE_A),
            "sign-below-watermark"),
        row(
            "at a raised watermark, its step",
            raised(),
            vote(PRECOMMIT, 7, 0, VALUE_A),
            "sign-below-watermark"),
        row("above a raised watermark", raised(), proposal(7, 1, A), "fresh"),

        // The terminal mark is the last height, which may still be signed.
        row("at the mark", PREVOTED.stoppedAfter(6), vote(PRECOMMIT, 6, 8, VALUE_A), "fresh"),
        row(
            "one height above the mark",
            PREVOTED.stoppedAfter(6),
            proposal(7, 0, A),
            "sign-past-mark"),
        row(
            "at the mark, in the height worked on",
            PREVOTED.stoppedAfter(5),
            vote(PRECOMMIT, 5, 2, VALUE_A),
            "fresh"),
        row("at the mark, again", PREVOTED.stoppedAfter(5), vote(PREVOTE, 5, 2, VALUE_A), "repeat"),
        row(
            "one height above the mark worked on",
            PREVOTED.stoppedAfter(5),
            proposal(6, 0, A),
            "sign-past-mark"),
        row(
            "a mark below the watermark",
            PREVOTED.stoppedAfter(4),
            vote(PREVOTE, 5, 2, VALUE_A),
            "sign-past-mark"),
        row(
            "a mark before the first height",
            FRESH.stoppedAfter(0),
            proposal(1, 0, A),
            "sign-past-mark"),
        row(
            "far above the mark",
            PREVOTED.stoppedAfter(6),
            vote(PREVOTE, Long.MAX_VALUE, 0, NIL),
            "sign-past-mark"),

        // A mark only falls.
        row(
            "a second mark that is higher",
            PREVOTED.stoppedAfter(6).stoppedAfter(8),
            proposal(7, 0, A),
            "sign-past-mark"),
        row(
            "a second mark that is lower",
            PREVOTED.stoppedAfter(8).stoppedAfter(6),
            proposal(7, 0, A),
            "sign-past-mark"),

        // Somebody else's message is not this key's to sign.
        row("another key", FRESH, vote(PREVOTE, 5, 2, VALUE_A, OTHER), "sign-other-identity"),
        row(
            "another key above the mark",
            PREVOTED.stoppedAfter(1),
            vote(PREVOTE, 9, 2, NIL, OTHER),
            "sign-other-identity"));
  }

  @ParameterizedTest(name = "{0}: {3}")
  @MethodSource("table")
  void judges(String what, SignRecord record, OwnMessage wanted, String expected) {
    SigningVerdict verdict = record.judge(wanted);
    assertThat(word(verdict)).isEqualTo(expected);
    if (verdict instanceof SigningVerdict.Repeat(Signature again)) {
      assertThat(again).isEqualTo(record.last().orElseThrow().signature());
    }
  }

  @ParameterizedTest(name = "{0}: {3}")
  @MethodSource("table")
  void signsWhatIsFreshAndNothingElse(
      String what, SignRecord record, OwnMessage wanted, String expected) {
    if (expected.equals("fresh")) {
      SignRecord after = record.signed(wanted);
      assertThat(after.watermark()).isEqualTo(wanted.position());
      assertThat(after.last()).contains(wanted);
      assertThat(after.lastHeight()).isEqualTo(record.lastHeight());
    } else {
      assertThatIllegalStateException().isThrownBy(() -> record.signed(wanted));
    }
  }

  @Test
  void countsTheMessagesOfItsHeight() {
    SignRecord twice = PREVOTED.signed(vote(PRECOMMIT, 5, 2, VALUE_A));
    assertThat(PREVOTED.ordinal()).isEqualTo(1);
    assertThat(twice.ordinal()).isEqualTo(2);
    assertThat(twice.signed(proposal(6, 0, A)).ordinal()).isEqualTo(1);
  }

  /** Above the watermark, or at it with other content. */
  @Test
  void isContradictedByWhatItHasNotSigned() {
    assertThat(PREVOTED.contradicts(vote(PRECOMMIT, 5, 2, VALUE_A))).isTrue();
    assertThat(PREVOTED.contradicts(vote(PREVOTE, 5, 2, VALUE_B))).isTrue();
    assertThat(PREVOTED.contradicts(vote(PREVOTE, 5, 2, VALUE_A))).isFalse();
    assertThat(PREVOTED.contradicts(vote(PRECOMMIT, 5, 1, VALUE_B))).isFalse();
    assertThat(raised().contradicts(vote(PRECOMMIT, 7, 0, VALUE_A))).isFalse();
  }

  @Test
  void aWatermarkOnlyRises() {
    assertThatIllegalArgumentException().isThrownBy(() -> PREVOTED.raisedTo(PREVOTED.watermark()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PREVOTED.raisedTo(new Position(5, 2, SigningStep.PROPOSAL)));
    assertThat(PREVOTED.raisedTo(new Position(5, 2, SigningStep.PRECOMMIT)).ordinal())
        .isEqualTo(PREVOTED.ordinal());
    assertThat(raised().ordinal()).isZero();
  }

  private static SignRecord raised() {
    return PREVOTED.raisedTo(new Position(7, 0, SigningStep.PRECOMMIT));
  }

  private static String word(SigningVerdict verdict) {
    return switch (verdict) {
      case SigningVerdict.Fresh fresh -> "fresh";
      case SigningVerdict.Repeat repeat -> "repeat";
      case SigningVerdict.Refused refused -> refused.reason().code();
    };
  }

  private static Arguments row(String what, SignRecord record, OwnMessage wanted, String expected) {
    return Arguments.of(what, record, wanted, expected);
  }

  private static OwnMessage vote(VoteType type, long height, int round, Optional<Hash> value) {
    return vote(type, height, round, value, KEY);
  }

  private static OwnMessage vote(
      VoteType type, long height, int round, Optional<Hash> value, PublicKey author) {
    return new OwnMessage.OfVote(
        new SignedVote(new Vote(type, height, round, value, author), SIGNATURE));
  }

  private static OwnMessage proposal(long height, int round, Hash value) {
    return new OwnMessage.OfProposal(
        new BlockProposal(height, round, value, Optional.empty(), KEY), SIGNATURE);
  }

  private static OwnMessage again(long height, int round, Hash value, int validRound) {
    return new OwnMessage.OfProposal(
        new BlockProposal(height, round, value, Optional.of(validRound), KEY), SIGNATURE);
  }
}
