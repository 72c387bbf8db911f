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
import java.util.SortedMap;
import java.util.TreeMap;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Hash;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Rejection;
import org.alphadelta.core.Sha256;
import org.alphadelta.core.Signature;
import org.alphadelta.core.SignatureVerifier;
import org.alphadelta.governance.Ballot;
import org.alphadelta.governance.ProposalTerms;
import org.alphadelta.governance.TermsBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecutionTest {
  private static final Hash OTHER = Sha256.plain(Bytes.utf8("other"));

  private final TestChains chains = new TestChains(committee(4, 1), 0);
  private final ChainHead head = chains.alpha;

  @ParameterizedTest
  @CsvSource({"999,", "1000,insufficient-balance", "9223372036854775807,insufficient-balance"})
  void aTransferCostsAmountAndFee(long amount, String code) {
    Optional<Rejection> refused = check(head, sign(head, pair(1), pay(v(9), amount)));
    assertThat(refused.map(Rejection::code)).isEqualTo(Optional.ofNullable(code));
  }

  @Test
  void aTransferMovesTheAmountAndDestroysTheFee() {
    chains.alphaBlock(sign(head, pair(1), pay(v(9), 10)));
    assertThat(chains.alpha.state().account(v(1))).isEqualTo(new Account(989, 1));
    assertThat(chains.alpha.state().account(v(9))).isEqualTo(new Account(10, 0));
  }

  @Test
  void aTransferToOneselfCostsTheFee() {
    chains.alphaBlock(sign(head, pair(1), pay(v(1), 10)));
    assertThat(chains.alpha.state().account(v(1))).isEqualTo(new Account(999, 1));
  }

  @Test
  void aBalanceDoesNotOverflow() {
    SortedMap<PublicKey, Account> accounts = new TreeMap<>();
    accounts.put(v(1), new Account(100, 0));
    accounts.put(v(2), new Account(Long.MAX_VALUE - 5, 0));
    ChainState rich = ChainState.of(NetworkId.TESTNET, ChainKind.ALPHA, accounts);
    BlockContext context = head.next(Optional.empty());
    assertThat(
            Execution.check(rich, context, sign(head.chain(), pair(1), 0, pay(v(2), 6)), verifier())
                .map(Rejection::code))
        .contains("balance-overflow");
    assertThat(
            Execution.check(
                rich, context, sign(head.chain(), pair(1), 0, pay(v(2), 5)), verifier()))
        .isEmpty();
  }

  @Test
  void onlyTheExactNextSequenceIsTaken() {
    chains.alphaBlock(sign(head, pair(1), pay(v(9), 1)));
    for (long sequence : new long[] {0, 2, Long.MAX_VALUE}) {
      Rejection refused =
          check(chains.alpha, sign(head.chain(), pair(1), sequence, pay(v(9), 1))).orElseThrow();
      assertThat(refused).isEqualTo(LedgerRejections.wrongSequence(v(1), sequence, 1));
    }
    assertThat(check(chains.alpha, sign(head.chain(), pair(1), 1, pay(v(9), 1)))).isEmpty();
  }

  @Test
  void everyPayloadIsBoundToItsChainAndSequence() {
    ProposalTerms terms = terms(20);
    List<Payload> payloads =
        List.of(
            pay(v(2), 1),
            new Payload.SubmitProposal(terms),
            new Payload.WithdrawProposal(OTHER),
            new Payload.CastVote(OTHER, Ballot.YES),
            new Payload.AttestReadiness(OTHER, OTHER, OTHER));
    ChainId own = head.chain();
    List<ChainId> others =
        List.of(
            chains.delta.chain(),
            new ChainId(NetworkId.DEVNET, 0, ChainKind.ALPHA, own.genesis()),
            new ChainId(NetworkId.TESTNET, 1, ChainKind.ALPHA, own.genesis()),
            new ChainId(NetworkId.TESTNET, 0, ChainKind.ALPHA, OTHER));
    for (Payload payload : payloads) {
      for (ChainId other : others) {
        assertThat(check(head, sign(other, pair(1), 0, payload)).orElseThrow().code())
            .isEqualTo("wrong-chain");
        SignedTransaction foreign = sign(other, pair(1), 0, payload);
        Transaction moved = new Transaction(own, v(1), 0, payload);
        assertThat(
                check(head, new SignedTransaction(moved, foreign.signature())).orElseThrow().code())
            .isEqualTo("bad-signature");
      }
      assertThat(check(head, sign(own, pair(1), 1, payload)).orElseThrow().code())
          .isEqualTo("wrong-sequence");
    }
  }

  @Test
  void aSignatureCountsOnlyForItsContentAndSender() {
    SignedTransaction good = sign(head, pair(1), pay(v(9), 1));
    SignedTransaction other =
        new SignedTransaction(
            new Transaction(head.chain(), v(1), 0, pay(v(9), 2)), good.signature());
    assertThat(check(head, other).orElseThrow().code()).isEqualTo("bad-signature");
    SignedTransaction framed =
        new SignedTransaction(
            new Transaction(head.chain(), v(2), 0, pay(v(9), 1)), good.signature());
    assertThat(check(head, framed).orElseThrow().code()).isEqualTo("bad-signature");
    SignedTransaction zero =
        new SignedTransaction(good.transaction(), Signature.of(new byte[Signature.LENGTH]));
    assertThat(check(head, zero).orElseThrow().code()).isEqualTo("bad-signature");
  }

  @Test
  void aTransactionReplayedOnItsOwnChainIsRefused() {
    SignedTransaction once = sign(head, pair(1), pay(v(9), 1));
    chains.alphaBlock(once);
    assertThat(check(chains.alpha, once).orElseThrow().code()).isEqualTo("wrong-sequence");
  }

  @Test
  void governanceIsFreeAndCostsASequenceNumber() {
    SignedTransaction submit = sign(head, pair(1), new Payload.SubmitProposal(terms(20)));
    CertifiedBlock block = chains.alphaBlock(submit);
    assertThat(block.block().transactions()).containsExactly(submit);
    assertThat(chains.alpha.state().account(v(1))).isEqualTo(new Account(1000, 1));
  }

  @Test
  void deltaTakesTransfersAlone() {
    ChainHead delta = chains.delta;
    BlockContext context = delta.next(chains.view.at(0));
    for (Payload payload :
        List.of(
            new Payload.SubmitProposal(terms(20)),
            new Payload.WithdrawProposal(OTHER),
            new Payload.CastVote(OTHER, Ballot.YES),
            new Payload.AttestReadiness(OTHER, OTHER, OTHER))) {
      assertThat(
              Execution.check(delta.state(), context, sign(delta, pair(1), payload), verifier())
                  .orElseThrow()
                  .code())
          .isEqualTo("not-alpha");
    }
    assertThat(
            Execution.check(delta.state(), context, sign(delta, pair(1), pay(v(2), 1)), verifier()))
        .isEmpty();
  }

  @Test
  void oneBadTransactionMakesTheBlockInvalidAndNamesIt() {
    SignedTransaction good = sign(head, pair(1), pay(v(9), 1));
    SignedTransaction bad = sign(head.chain(), pair(2), 7, pay(v(9), 1));
    ExecutionResult result =
        Execution.execute(
            head.state(), head.next(Optional.empty()), List.of(good, bad), verifier());
    assertThat(result)
        .isEqualTo(
            new ExecutionResult.Refused(
                LedgerRejections.badTransaction(
                    1, bad.id(), LedgerRejections.wrongSequence(v(2), 7, 0))));
  }

  @Test
  void aProposerTakesWhatAppliesInOrder() {
    SignedTransaction first = sign(head.chain(), pair(1), 0, pay(v(9), 1));
    SignedTransaction second = sign(head.chain(), pair(1), 1, pay(v(9), 1));
    SignedTransaction gap = sign(head.chain(), pair(2), 1, pay(v(9), 1));
    SignedTransaction spent = sign(head.chain(), pair(9), 0, pay(v(1), 2));
    SignedTransaction fits = sign(head.chain(), pair(9), 0, pay(v(1), 1));
    Selection selection =
        Execution.select(
            head.state(),
            head.next(Optional.empty()),
            List.of(second, first, second, gap, first, spent, fits),
            verifier());
    assertThat(selection.transactions()).containsExactly(first, second, fits);
    assertThat(selection.refused().get(gap.id()).code()).isEqualTo("wrong-sequence");
    assertThat(selection.refused().get(spent.id()).code()).isEqualTo("insufficient-balance");
    ExecutionResult executed =
        Execution.execute(
            head.state(), head.next(Optional.empty()), selection.transactions(), verifier());
    assertThat(executed).isEqualTo(new ExecutionResult.Done(selection.executed()));
  }

  @Test
  void aBlockIsBounded() {
    BlockContext context = head.next(Optional.empty());
    List<SignedTransaction> transfers = transfers(BlockLimits.MAX_TRANSACTIONS + 1);
    assertThat(Execution.select(richly(), context, transfers, (k, m, s) -> true).transactions())
        .hasSizeLessThanOrEqualTo(BlockLimits.MAX_TRANSACTIONS)
        .hasSizeGreaterThan(5_000);
    ExecutionResult tooMany = Execution.execute(richly(), context, transfers, (k, m, s) -> true);
    assertThat(((ExecutionResult.Refused) tooMany).rejection().code()).isEqualTo("block-too-large");
  }

  @Test
  void effectsSayWhatEachTransactionDid() {
    SignedTransaction transfer = sign(head, pair(1), pay(v(9), 10));
    ExecutionResult result =
        Execution.execute(head.state(), head.next(Optional.empty()), List.of(transfer), verifier());
    assertThat(((ExecutionResult.Done) result).executed().effects())
        .containsExactly(new TransactionEffect.Transferred(transfer.id(), v(1), v(9), 10, 1));
  }

  private List<SignedTransaction> transfers(int count) {
    List<SignedTransaction> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(
          new SignedTransaction(
              new Transaction(head.chain(), v(1), i, pay(v(2), 1)),
              Signature.of(new byte[Signature.LENGTH])));
    }
    return all;
  }

  private static ChainState richly() {
    SortedMap<PublicKey, Account> accounts = new TreeMap<>();
    accounts.put(v(1), new Account(1_000_000, 0));
    return ChainState.of(NetworkId.TESTNET, ChainKind.ALPHA, accounts);
  }

  private ProposalTerms terms(long activation) {
    return TermsBuilder.from(head.chain(), committee(List.of(1, 2, 3, 5), List.of(6)))
        .activation(activation)
        .build();
  }

  private static Optional<Rejection> check(ChainHead at, SignedTransaction one) {
    return Execution.check(at.state(), at.next(Optional.empty()), one, verifier());
  }

  private static SignatureVerifier verifier() {
    return TestChains.VERIFIER;
  }
}
