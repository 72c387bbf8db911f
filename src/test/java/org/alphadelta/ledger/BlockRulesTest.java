package org.alphadelta.ledger;

import static org.alphadelta.governance.Actors.committee;
import static org.alphadelta.governance.Actors.pair;
import static org.alphadelta.governance.Actors.v;
import static org.alphadelta.ledger.TestChains.pay;
import static org.alphadelta.ledger.TestChains.sign;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Sha256;
import org.alphadelta.governance.ProposalTerms;
import org.alphadelta.governance.TermsBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BlockRulesTest {
  private static final Hash OTHER = Sha256.plain(Bytes.utf8("other"));

  private final TestChains chains = new TestChains(committee(4, 1), 0);

  record Wrong(String code, Consumer<Headers> change) {
    @Override
    public String toString() {
      return code;
    }
  }

  static Stream<Wrong> wrongHeaders() {
    return Stream.of(
        new Wrong("wrong-chain", h -> h.chain = other(h)),
        new Wrong("wrong-height", h -> h.height = 4),
        new Wrong("wrong-height", h -> h.height = 2),
        new Wrong("wrong-previous", h -> h.previous = OTHER),
        new Wrong("time-not-after-parent", h -> h.timeMillis = 1400),
        new Wrong("wrong-committee", h -> h.committee = OTHER),
        new Wrong("proposer-not-a-member", h -> h.proposer = v(6)),
        new Wrong("wrong-transaction-root", h -> h.transactionRoot = OTHER),
        new Wrong("wrong-upgrade", h -> h.upgrade = Optional.of(OTHER)),
        new Wrong("wrong-next-committee", h -> h.nextCommittee = Committee.EMPTY.hash()),
        new Wrong("wrong-state-root", h -> h.stateRoot = OTHER));
  }

  private static ChainId other(Headers h) {
    return new ChainId(h.chain.network(), 1, h.chain.kind(), h.chain.genesis());
  }

  @ParameterizedTest
  @MethodSource("wrongHeaders")
  void everyFieldOfAHeaderIsChecked(Wrong wrong) {
    chains.alphaTo(2);
    Block good = chains.build(chains.alpha, sign(chains.alpha, pair(1), pay(v(9), 1)));
    assertThat(verdict(good)).isInstanceOf(BlockVerdict.Valid.class);
    BlockVerdict verdict = verdict(Headers.edit(good, wrong.change()));
    assertThat(verdict).isInstanceOf(BlockVerdict.Invalid.class);
    assertThat(((BlockVerdict.Invalid) verdict).rejection().code()).isEqualTo(wrong.code());
  }

  @Test
  void aMissingOrAddedTransactionIsSeen() {
    Block good = chains.build(chains.alpha, sign(chains.alpha, pair(1), pay(v(9), 1)));
    assertThat(code(new Block(good.header(), List.of()))).isEqualTo("wrong-transaction-root");
    List<SignedTransaction> twice = new ArrayList<>(good.transactions());
    twice.addAll(good.transactions());
    assertThat(code(new Block(good.header(), twice))).isEqualTo("wrong-transaction-root");
  }

  @Test
  void anotherMembersBlockProposedAgainIsJustAsValid() {
    Block block = chains.build(chains.alpha);
    Block others = Headers.edit(block, h -> h.proposer = v(5));
    assertThat(verdict(others)).isInstanceOf(BlockVerdict.Valid.class);
  }

  @ParameterizedTest
  @CsvSource({"1000,true", "1100,true", "1101,false"})
  void driftIsForFreshProposalsAndNoPartOfValidity(long time, boolean fresh) {
    Block block = Headers.edit(chains.build(chains.alpha), h -> h.timeMillis = time);
    assertThat(BlockRules.checkDrift(block.header(), 1000, 100).isEmpty()).isEqualTo(fresh);
    assertThat(verdict(block)).isInstanceOf(BlockVerdict.Valid.class);
  }

  @Test
  void aBuilderWithASlowClockStaysAfterItsParent() {
    chains.alphaTo(3);
    BuiltBlock built =
        BlockBuilder.build(chains.alpha, chains.view, v(1), 0, List.of(), TestChains.VERIFIER);
    Block block = ((BuiltBlock.Built) built).block();
    assertThat(block.header().timeMillis()).isEqualTo(chains.alpha.timeMillis() + 1);
    assertThat(verdict(block)).isInstanceOf(BlockVerdict.Valid.class);
  }

  @Test
  void strangersBuildNothing() {
    BuiltBlock built =
        BlockBuilder.build(chains.alpha, chains.view, v(6), 0, List.of(), TestChains.VERIFIER);
    assertThat(((BuiltBlock.Refused) built).rejection().code()).isEqualTo("proposer-not-a-member");
  }

  @Test
  void theActivationBlockNamesTheProposalAndTheStayers() {
    Hash id = chains.upgrade(terms(20), List.of(1, 2, 3, 5));
    Block h = chains.alphaBlocks.get(19).block();
    assertThat(h.height()).isEqualTo(20);
    assertThat(h.header().upgrade()).contains(id);
    assertThat(h.header().committee()).isEqualTo(committee(4, 1).hash());
    assertThat(h.header().nextCommittee()).isEqualTo(committee(List.of(4), List.of()).hash());
    assertThat(chains.alpha.split()).hasValue(20);
    assertThat(chains.alpha.departed(v(1))).isTrue();
    assertThat(chains.alpha.departed(v(4))).isFalse();
    assertThat(chains.alpha.departed(v(6))).isFalse();
    chains.alphaBlocks.stream()
        .filter(b -> b.block().height() != 20)
        .forEach(b -> assertThat(b.block().header().upgrade()).isEmpty());
  }

  @Test
  void anActivationBlockThatHidesTheUpgradeIsInvalid() {
    chains.upgrade(terms(20), List.of(1, 2, 3, 5));
    ChainHead before = chains.alphaHeads.get(19);
    Block h = chains.alphaBlocks.get(19).block();
    assertThat(code(before, Headers.edit(h, x -> x.upgrade = Optional.empty())))
        .isEqualTo("wrong-upgrade");
    assertThat(code(before, Headers.edit(h, x -> x.nextCommittee = x.committee)))
        .isEqualTo("wrong-next-committee");
  }

  @Test
  void theStayersGoOnAlone() {
    chains.upgrade(terms(20), List.of(1, 2, 3, 5));
    chains.alphaBlock(sign(chains.alpha, pair(4), pay(v(9), 1)));
    chains.alphaTo(25);
    assertThat(chains.alpha.committee()).isEqualTo(committee(List.of(4), List.of()));
    Block by1 = Headers.edit(chains.build(chains.alpha), h -> h.proposer = v(1));
    assertThat(code(by1)).isEqualTo("proposer-not-a-member");
  }

  @Test
  void aRejectedProposalChangesNothing() {
    chains.upgrade(terms(20), List.of(1, 2, 5));
    assertThat(chains.alpha.height()).isEqualTo(20);
    assertThat(chains.alpha.split()).isEmpty();
    assertThat(chains.alpha.committee()).isEqualTo(committee(4, 1));
    assertThat(chains.alphaBlocks.get(19).block().header().upgrade()).isEmpty();
  }

  @Test
  void withNobodyLeftTheChainIsConcluded() {
    chains.upgrade(terms(20), List.of(1, 2, 3, 4, 5));
    assertThat(chains.alpha.concluded()).isTrue();
    Block last = chains.alphaBlocks.get(19).block();
    Block next =
        Headers.edit(
            last,
            h -> {
              h.height = 21;
              h.previous = last.hash();
            });
    assertThat(code(next)).isEqualTo("chain-concluded");
    assertThat(
            BlockBuilder.build(chains.alpha, chains.view, v(1), 0, List.of(), TestChains.VERIFIER))
        .isInstanceOf(BuiltBlock.Refused.class);
  }

  private ProposalTerms terms(long activation) {
    return TermsBuilder.from(chains.alpha.chain(), committee(List.of(1, 2, 3, 5), List.of(6)))
        .activation(activation)
        .build();
  }

  private BlockVerdict verdict(Block block) {
    return BlockRules.check(chains.alpha, block, chains.view, TestChains.VERIFIER);
  }

  private String code(Block block) {
    return code(chains.alpha, block);
  }

  private String code(ChainHead head, Block block) {
    BlockVerdict verdict = BlockRules.check(head, block, chains.view, TestChains.VERIFIER);
    assertThat(verdict).isInstanceOf(BlockVerdict.Invalid.class);
    return ((BlockVerdict.Invalid) verdict).rejection().code();
  }
}
