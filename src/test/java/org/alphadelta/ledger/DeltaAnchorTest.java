package org.alphadelta.ledger;

import static org.alphadelta.governance.Actors.committee;
import static org.alphadelta.governance.Actors.pair;
import static org.alphadelta.governance.Actors.v;
import static org.alphadelta.ledger.TestChains.pay;
import static org.alphadelta.ledger.TestChains.sign;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.alphadelta.core.Anchor;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Header;
import org.alphadelta.core.Sha256;
import org.alphadelta.governance.ProposalTerms;
import org.alphadelta.governance.TermsBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeltaAnchorTest {
  private static final Committee C = committee(4, 1);

  private TestChains chains = new TestChains(C, 0);

  @Test
  void aProposerTakesTheNewestExecutedAlphaBlock() {
    chains.alphaTo(3);
    assertThat(chains.deltaBlock().block().header().anchor())
        .contains(chains.view.at(3).orElseThrow().anchor());
  }

  @Test
  void anchorsMayRepeatSoAHaltedAlphaDoesNotHaltDelta() {
    chains.alphaTo(2);
    chains.deltaBlock();
    chains.deltaBlock();
    chains.deltaBlock(sign(chains.delta, pair(1), pay(v(9), 3)));
    assertThat(chains.delta.height()).isEqualTo(3);
    assertThat(chains.delta.anchor().orElseThrow().height()).isEqualTo(2);
  }

  @Test
  void anOldAnchorIsValidFreshnessIsNot() {
    chains.alphaTo(5);
    assertThat(verdictAnchoredAt(1)).isInstanceOf(BlockVerdict.Valid.class);
  }

  @Test
  void anchorsNeverFall() {
    chains.alphaTo(4);
    chains.deltaBlock();
    assertThat(code(anchoredAt(3))).isEqualTo("anchor-falls");
  }

  @Test
  void anAnchorIsAnExecutedAlphaBlockWithThatHash() {
    chains.alphaTo(2);
    Block block = chains.build(chains.delta);
    Block forged =
        Headers.edit(
            block, h -> h.anchor = Optional.of(new Anchor(2, Sha256.plain(Bytes.utf8("forged")))));
    assertThat(code(forged)).isEqualTo("anchor-unknown");
    Block future =
        Headers.edit(
            block, h -> h.anchor = Optional.of(new Anchor(3, Sha256.plain(Bytes.utf8("future")))));
    assertThat(verdict(future)).isEqualTo(new BlockVerdict.Waits(3));
  }

  @Test
  void whatIsWrongAnywayIsNotWaitedFor() {
    chains.alphaTo(2);
    Block future =
        Headers.edit(
            chains.build(chains.delta),
            h -> {
              h.anchor = Optional.of(new Anchor(9, h.previous));
              h.proposer = v(9);
            });
    assertThat(code(future)).isEqualTo("proposer-not-a-member");
  }

  @Test
  void theFirstBlockStandsAboveTheGate() {
    chains = new TestChains(C, 3);
    chains.alphaTo(2);
    BuiltBlock early =
        BlockBuilder.build(chains.delta, chains.view, v(1), 1000, List.of(), TestChains.VERIFIER);
    assertThat(early).isEqualTo(new BuiltBlock.BeforeGate(3));
    chains.alphaTo(4);
    assertThat(code(anchoredAt(2))).isEqualTo("anchor-below-gate");
    assertThat(verdictAnchoredAt(3)).isInstanceOf(BlockVerdict.Valid.class);
    chains.deltaBlock();
    assertThat(chains.delta.height()).isEqualTo(1);
  }

  @Test
  void aPeerThatClaimsAnAlphaHeightIsWaitedForNotBelieved() {
    chains = new TestChains(C, 3);
    chains.alphaTo(2);
    Block lie =
        Headers.edit(
            anchored(chains.delta, chains.view.at(2).orElseThrow()),
            h -> h.anchor = Optional.of(new Anchor(3, h.previous)));
    assertThat(verdict(lie)).isEqualTo(new BlockVerdict.Waits(3));
    chains.alphaTo(3);
    assertThat(code(lie)).isEqualTo("anchor-unknown");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5})
  void noAnchorPassesAnApprovedHeightBeforeTheClosingBlock(int deltaBlocksBefore) {
    for (int i = 0; i < deltaBlocksBefore; i++) {
      chains.alphaBlock();
      chains.deltaBlock();
    }
    chains.upgrade(terms(30), List.of(1, 2, 3, 5));
    chains.alphaTo(33);
    assertThat(code(anchoredAt(31))).isEqualTo("anchor-passes-activation");
    assertThat(code(anchoredAt(33))).isEqualTo("anchor-passes-activation");
    assertThat(verdictAnchoredAt(29)).isInstanceOf(BlockVerdict.Valid.class);
    Block closing = chains.deltaBlock().block();
    assertThat(closing.header().anchor().orElseThrow().height()).isEqualTo(30);
    assertThat(closing.header().committee()).isEqualTo(C.hash());
    assertThat(closing.header().nextCommittee()).isEqualTo(committee(List.of(4), List.of()).hash());
    assertThat(chains.delta.split()).hasValue(deltaBlocksBefore + 1L);
    Block next = chains.deltaBlock().block();
    assertThat(next.header().anchor().orElseThrow().height()).isEqualTo(33);
    assertThat(next.header().committee()).isEqualTo(committee(List.of(4), List.of()).hash());
  }

  /**
   * A leaver never executes Alpha above H: it must be able to refuse without waiting for what it
   * will never have.
   */
  @Test
  void aLeaverRefusesAnAnchorAboveTheActivationWithoutExecutingIt() {
    chains.upgrade(terms(30), List.of(1, 2, 3, 5));
    Block beyond =
        Headers.edit(
            anchored(chains.delta, chains.view.at(30).orElseThrow()),
            h -> h.anchor = Optional.of(new Anchor(31, h.previous)));
    assertThat(code(beyond)).isEqualTo("anchor-passes-activation");
  }

  @Test
  void oldAnchorsAfterTheActivationOnlyDelayTheClosingBlock() {
    chains.upgrade(terms(30), List.of(1, 2, 3, 5));
    for (long anchor : new long[] {5, 5, 29}) {
      Block block = anchoredAt(anchor);
      chains.acceptDelta(TestChains.certify(chains.delta, block));
      assertThat(chains.delta.split()).isEmpty();
    }
    chains.deltaBlock();
    assertThat(chains.delta.split()).hasValue(4);
  }

  @Test
  void afterTheClosingBlockAnchorsMayStayAtTheActivation() {
    chains.upgrade(terms(30), List.of(1, 2, 3, 5));
    chains.deltaBlock();
    chains.deltaBlock();
    assertThat(chains.delta.split()).hasValue(1);
    assertThat(chains.delta.height()).isEqualTo(2);
  }

  @Test
  void withNobodyLeftTheClosingBlockIsDeltasLast() {
    chains.upgrade(terms(30), List.of(1, 2, 3, 4, 5));
    assertThat(chains.alpha.concluded()).isTrue();
    assertThat(chains.delta.concluded()).isFalse();
    chains.deltaBlock();
    assertThat(chains.delta.concluded()).isTrue();
    assertThat(chains.delta.split()).hasValue(1);
  }

  @Test
  void theCommitteeOfEachHeightIsTheNextCommitteeOfTheOneBefore() {
    chains.upgrade(terms(30), List.of(1, 2, 3, 5));
    chains.alphaTo(32);
    for (int i = 0; i < 3; i++) {
      chains.deltaBlock();
    }
    for (int d = 1; d < 3; d++) {
      assertThat(chains.deltaBlocks.get(d).block().header().committee())
          .isEqualTo(chains.deltaBlocks.get(d - 1).block().header().nextCommittee());
    }
  }

  /**
   * Random proposers of any anchor they like: exactly one closing block, anchors never fall,
   * committees follow.
   */
  @Test
  void anyChoiceOfValidAnchorsLeadsThroughExactlyOneClosingBlock() {
    chains.upgrade(terms(30), List.of(1, 2, 3, 5));
    chains.alphaTo(40);
    for (long seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      ChainHead head = chains.delta;
      int closing = 0;
      for (int step = 0; step < 2000 && head.anchor().orElseThrow().height() < 38; step++) {
        Block block = anchored(head, chains.view.at(random.nextInt(41)).orElseThrow());
        BlockVerdict verdict = BlockRules.check(head, block, chains.view, TestChains.VERIFIER);
        if (verdict instanceof BlockVerdict.Valid valid) {
          long before = head.anchor().orElseThrow().height();
          head = head.after(block.header(), valid.executed());
          long now = head.anchor().orElseThrow().height();
          assertThat(now).isGreaterThanOrEqualTo(before);
          closing += before < 30 && now == 30 ? 1 : 0;
          assertThat(before < 30 && now > 30).isFalse();
          assertThat(head.committee().equals(C)).isEqualTo(now < 30);
        }
      }
      assertThat(closing).as("seed %d", seed).isEqualTo(1);
    }
  }

  private ProposalTerms terms(long activation) {
    return TermsBuilder.from(chains.alpha.chain(), committee(List.of(1, 2, 3, 5), List.of(6)))
        .activation(activation)
        .build();
  }

  /** The block that a proposer of this head makes when it sees no further than this Alpha block. */
  private Block anchored(ChainHead head, AlphaBlock alpha) {
    Selection selection =
        Execution.select(
            head.state(), head.next(Optional.of(alpha)), List.of(), TestChains.VERIFIER);
    return new Block(
        new Header(
            head.chain(),
            head.nextHeight(),
            head.timeMillis() + 1,
            head.hash(),
            Block.transactionRoot(List.of()),
            selection.executed().state().root(),
            head.committee().hash(),
            selection.executed().nextCommittee().hash(),
            head.committee().keys().get(0),
            Optional.empty(),
            Optional.of(alpha.anchor())),
        List.of());
  }

  private Block anchoredAt(long height) {
    return anchored(chains.delta, chains.view.at(height).orElseThrow());
  }

  private BlockVerdict verdictAnchoredAt(long height) {
    return verdict(anchoredAt(height));
  }

  private BlockVerdict verdict(Block block) {
    return BlockRules.check(chains.delta, block, chains.view, TestChains.VERIFIER);
  }

  private String code(Block block) {
    BlockVerdict verdict = verdict(block);
    assertThat(verdict).isInstanceOf(BlockVerdict.Invalid.class);
    return ((BlockVerdict.Invalid) verdict).rejection().code();
  }
}
