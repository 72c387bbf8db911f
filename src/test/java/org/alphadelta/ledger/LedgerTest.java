package org.alphadelta.ledger;

import static org.alphadelta.governance.Actors.committee;
import static org.alphadelta.governance.Actors.pair;
import static org.alphadelta.governance.Actors.v;
import static org.alphadelta.ledger.TestChains.certify;
import static org.alphadelta.ledger.TestChains.commit;
import static org.alphadelta.ledger.TestChains.pay;
import static org.alphadelta.ledger.TestChains.sign;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.alphadelta.consensus.SignedVote;
import org.alphadelta.consensus.Vote;
import org.alphadelta.consensus.VoteType;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Sha256;
import org.alphadelta.governance.Actors;
import org.alphadelta.governance.TermsBuilder;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final Hash OTHER = Sha256.plain(Bytes.utf8("other"));

  private final TestChains chains = new TestChains(committee(4, 1), 0);

  @Test
  void theNextCertifiedBlockIsApplied() {
    Block block = chains.build(chains.alpha, sign(chains.alpha, pair(1), pay(v(9), 5)));
    LedgerStep step = apply(certify(chains.alpha, block));
    LedgerStep.Applied applied = (LedgerStep.Applied) step;
    assertThat(applied.head().height()).isEqualTo(1);
    assertThat(applied.head().hash()).isEqualTo(block.hash());
    assertThat(applied.head().state().root()).isEqualTo(block.header().stateRoot());
    assertThat(applied.executed().changes()).hasSize(2);
  }

  @Test
  void heightsThatPeersClaimCountForNothing() {
    chains.alphaTo(2);
    assertThat(refusal(chains.alphaBlocks.get(1))).isEqualTo("sync-wrong-height");
    assertThat(refusal(chains.alphaBlocks.get(0))).isEqualTo("sync-wrong-height");
  }

  @Test
  void aCertificateIsForThisBlockByThisCommitteeOnThisChain() {
    Block block = chains.build(chains.alpha);
    Hash hash = block.hash();
    List<PublicKey> all = chains.alpha.committee().keys();
    assertThat(refusal(new CertifiedBlock(block, commit(chains.alpha.chain(), 1, 0, OTHER, all))))
        .isEqualTo("sync-foreign-certificate");
    assertThat(refusal(new CertifiedBlock(block, commit(chains.alpha.chain(), 2, 0, hash, all))))
        .isEqualTo("sync-wrong-height");
    assertThat(refusal(new CertifiedBlock(block, commit(chains.delta.chain(), 1, 0, hash, all))))
        .isEqualTo("certificate-bad-signature");
    assertThat(refusal(certify(chains.alpha.chain(), block, all.subList(0, 3))))
        .isEqualTo("certificate-too-little-weight");
    assertThat(refusal(certify(chains.alpha.chain(), block, List.of(v(6), v(7), v(8), v(9)))))
        .isEqualTo("certificate-unknown-signer");
  }

  @Test
  void otherTransactionsUnderACertifiedHeaderAreThePeersFault() {
    Block block = chains.build(chains.alpha, sign(chains.alpha, pair(1), pay(v(9), 5)));
    CertifiedBlock good = certify(chains.alpha, block);
    assertThat(
            refusal(new CertifiedBlock(new Block(block.header(), List.of()), good.certificate())))
        .isEqualTo("sync-foreign-transactions");
  }

  @Test
  void aCertifiedBlockThatBreaksOurRulesIsNobodysNormalCase() {
    Block wrong = Headers.edit(chains.build(chains.alpha), h -> h.stateRoot = OTHER);
    LedgerStep step = apply(certify(chains.alpha, wrong));
    assertThat(((LedgerStep.Contradicted) step).rejection().code()).isEqualTo("wrong-state-root");
  }

  @Test
  void aDeltaBlockWaitsForItsAnchor() {
    TestChains ahead = new TestChains(committee(4, 1), 0);
    ahead.alphaTo(3);
    CertifiedBlock block = ahead.deltaBlock();
    chains.alphaTo(2);
    assertThat(Ledger.apply(chains.delta, block, chains.view, TestChains.VERIFIER))
        .isEqualTo(new LedgerStep.Waits(3));
    chains.alphaTo(3);
    assertThat(Ledger.apply(chains.delta, block, chains.view, TestChains.VERIFIER))
        .isInstanceOf(LedgerStep.Applied.class);
  }

  @Test
  void departedKeysAreRefusedOnAlphaAboveTheActivationAndKeptAsEvidence() {
    split();
    Block block = chains.build(chains.alpha);
    List<PublicKey> old = List.of(v(1), v(2), v(3), v(4), v(5));
    LedgerStep step = apply(certify(chains.alpha.chain(), block, old));
    LedgerStep.Refused refused = (LedgerStep.Refused) step;
    assertThat(refused.rejection().code()).isEqualTo("departed-signer");
    assertThat(refused.evidence()).hasSize(4);
    assertThat(refused.evidence().stream().map(e -> e.vote().vote().validator()))
        .containsExactlyInAnyOrder(v(1), v(2), v(3), v(5));
    assertThat(refused.evidence().get(0).lastHeight()).isEqualTo(20);
  }

  @Test
  void departedKeysAreRefusedOnDeltaAboveTheClosingBlock() {
    split();
    chains.deltaBlock();
    Block block = chains.build(chains.delta);
    CertifiedBlock old =
        certify(chains.delta.chain(), block, List.of(v(1), v(2), v(3), v(4), v(5)));
    LedgerStep step = Ledger.apply(chains.delta, old, chains.view, TestChains.VERIFIER);
    assertThat(((LedgerStep.Refused) step).rejection().code()).isEqualTo("departed-signer");
  }

  @Test
  void forgedSignaturesOfDepartedKeysAreNoEvidence() {
    split();
    Vote vote = new Vote(VoteType.PREVOTE, 21, 0, Optional.empty(), v(1));
    SignedVote forged = new SignedVote(vote, pair(4).sign(vote.signingBytes(chains.alpha.chain())));
    SignedVote real = new SignedVote(vote, pair(1).sign(vote.signingBytes(chains.alpha.chain())));
    assertThat(SyncRule.evidence(chains.alpha, forged, TestChains.VERIFIER)).isEmpty();
    assertThat(SyncRule.evidence(chains.alpha, real, TestChains.VERIFIER)).isPresent();
  }

  @Test
  void signaturesOfLeaversUpToTheSplitAndOfStayersAboveAreNoEvidence() {
    split();
    for (Vote vote :
        List.of(
            new Vote(VoteType.PREVOTE, 20, 3, Optional.empty(), v(1)),
            new Vote(VoteType.PREVOTE, 21, 0, Optional.empty(), v(4)))) {
      SignedVote signed =
          new SignedVote(
              vote, Actors.pair(vote.validator()).sign(vote.signingBytes(chains.alpha.chain())));
      assertThat(SyncRule.evidence(chains.alpha, signed, TestChains.VERIFIER)).isEmpty();
    }
  }

  @Test
  void aHeadIsRestoredFromItsStore() {
    split();
    chains.alphaTo(23);
    MemoryStore store = stored();
    ChainHead restored = ChainHead.restore(chains.alpha.origin(), store);
    assertThat(restored).isEqualTo(chains.alpha);
    assertThat(restored.split()).hasValue(20);
  }

  @Test
  void anEmptyStoreGivesTheGenesis() {
    MemoryStore store = new MemoryStore();
    store.initialize(chains.alpha.origin());
    assertThat(ChainHead.restore(chains.alpha.origin(), store))
        .isEqualTo(ChainHead.genesis(chains.alpha.origin()));
  }

  @Test
  void aStoreWhoseStateDoesNotLeadToItsHeadIsDamaged() {
    chains.alphaBlock(sign(chains.alpha, pair(1), pay(v(9), 5)));
    MemoryStore store = new MemoryStore();
    store.initialize(chains.alpha.origin());
    store.append(chains.alphaBlocks.get(0), chains.alpha.committee(), List.of());
    assertThatThrownBy(() -> ChainHead.restore(chains.alpha.origin(), store))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("state root");
  }

  @Test
  void theStoredViewAnswersAsTheExecutedChainDid() {
    split();
    chains.alphaTo(60);
    MemoryStore store = stored();
    StoredAlphaView view = new StoredAlphaView(chains.alpha.origin(), store);
    for (long height = -1; height <= 61; height++) {
      assertThat(view.at(height)).isEqualTo(chains.view.at(height));
    }
    assertThat(view.newest()).isEqualTo(chains.view.newest());
    store.headersRead = 0;
    assertThat(view.activation()).hasValue(20);
    assertThat(store.headersRead).isLessThan(10);
  }

  @Test
  void beforeTheSplitTheStoredViewKnowsNoActivation() {
    chains.alphaTo(10);
    assertThat(new StoredAlphaView(chains.alpha.origin(), stored()).activation()).isEmpty();
  }

  private MemoryStore stored() {
    MemoryStore store = new MemoryStore();
    store.initialize(chains.alpha.origin());
    ChainHead head = ChainHead.genesis(chains.alpha.origin());
    for (CertifiedBlock block : chains.alphaBlocks) {
      LedgerStep.Applied applied =
          (LedgerStep.Applied) Ledger.apply(head, block, chains.view, TestChains.VERIFIER);
      store.append(block, applied.executed().nextCommittee(), applied.executed().changes());
      head = applied.head();
    }
    return store;
  }

  private void split() {
    chains.upgrade(
        TermsBuilder.from(chains.alpha.chain(), committee(List.of(1, 2, 3, 5), List.of(6)))
            .activation(20)
            .build(),
        List.of(1, 2, 3, 5));
  }

  private LedgerStep apply(CertifiedBlock block) {
    return Ledger.apply(chains.alpha, block, chains.view, TestChains.VERIFIER);
  }

  private String refusal(CertifiedBlock block) {
    LedgerStep step = apply(block);
    assertThat(step).isInstanceOf(LedgerStep.Refused.class);
    return ((LedgerStep.Refused) step).rejection().code();
  }
}
