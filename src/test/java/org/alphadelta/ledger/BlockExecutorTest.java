package org.alphadelta.ledger;

import static org.alphadelta.governance.Actors.committee;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.alphadelta.consensus.CommitCertificate;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Sha256;
import org.alphadelta.ledger.BlockExecutor.Candidate;
import org.alphadelta.ledger.BlockExecutor.Verdict;
import org.junit.jupiter.api.Test;

class BlockExecutorTest {
  private static final long NOW = 1_000_000;
  private static final long DRIFT = 10_000;

  private final TestChains chains = new TestChains(committee(4, 1), 0);
  private final BlockExecutor executor = new BlockExecutor(chains.view, TestChains.VERIFIER);

  @Test
  void ofMoreThanEightThatWaitTheEarliestGivesWay() {
    List<Candidate> all = new ArrayList<>();
    for (int i = 1; i <= 11; i++) {
      Candidate future = candidate(NOW + DRIFT + i);
      all.add(future);
      assertThat(judge(future, NOW)).isInstanceOf(Verdict.Later.class);
    }
    assertThat(executor.held()).containsExactlyElementsOf(all.subList(3, 11));
  }

  @Test
  void whatWaitsIsHandedOutOnceAndJudgedWhenItsTimeHasCome() {
    Candidate future = candidate(NOW + DRIFT + 1);
    assertThat(judge(future, NOW)).isInstanceOf(Verdict.Later.class);
    assertThat(executor.held()).containsExactly(future);
    assertThat(executor.held()).isEmpty();
    assertThat(judge(future, NOW + 1)).isInstanceOf(Verdict.Valid.class);
    assertThat(executor.held()).isEmpty();
  }

  @Test
  void theLeastPossibleTimeIsJudgedWhateverTheClockSays() {
    Candidate least = candidate(0);
    assertThat(judge(least, -10 * DRIFT)).isInstanceOf(Verdict.Valid.class);
  }

  @Test
  void aDeltaBlockWaitsUntilItsAnchorIsExecutedHere() {
    chains.alphaBlock();
    Block block = chains.build(chains.delta);
    TestChains behind = new TestChains(committee(4, 1), 0);
    BlockExecutor executor = new BlockExecutor(behind.view, TestChains.VERIFIER);
    Candidate candidate = candidate(block);
    assertThat(executor.judge(candidate, behind.delta, NOW)).isInstanceOf(Verdict.Later.class);
    assertThat(executor.held()).containsExactly(candidate);
    behind.acceptAlpha(chains.alphaBlocks.getFirst());
    assertThat(executor.judge(candidate, behind.delta, NOW)).isInstanceOf(Verdict.Valid.class);
  }

  @Test
  void anotherFinalBlockForgetsWhatWaitedForTheHeightBefore() {
    Candidate old = candidate(NOW + DRIFT + 1);
    assertThat(judge(old, NOW)).isInstanceOf(Verdict.Later.class);
    chains.alphaBlock();
    Candidate next = candidate(NOW + DRIFT + 2);
    assertThat(judge(next, NOW)).isInstanceOf(Verdict.Later.class);
    executor.advanced(chains.alpha);
    assertThat(executor.held()).containsExactly(next);
  }

  @Test
  void whatWasJudgedOrBuiltIsNotExecutedAgainUntilAnotherBlockIsFinal() {
    ChainHead head = chains.alpha;
    Block judged = built(NOW);
    assertThat(judge(candidate(judged), NOW)).isInstanceOf(Verdict.Valid.class);
    Block own = ((BuiltBlock.Built) executor.build(head, self(), List.of(), NOW + 1)).block();
    for (Block block : List.of(judged, own)) {
      LedgerStep.Applied step = executor.known(head, certificate(block)).orElseThrow();
      assertThat(step.head().hash()).isEqualTo(block.hash());
      assertThat(step.head().height()).isEqualTo(1);
    }
    assertThat(executor.known(head, certificate(built(NOW + 2)))).isEmpty();
    executor.advanced(head);
    assertThat(executor.known(head, certificate(judged))).isEmpty();
  }

  /** More of one height are judged as well, and executed again if decided. */
  @Test
  void sixtyFourExecutedBlocksAreRemembered() {
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < 70; i++) {
      Block block = built(NOW + i);
      blocks.add(block);
      assertThat(judge(candidate(block), NOW)).isInstanceOf(Verdict.Valid.class);
    }
    assertThat(
            blocks.stream().filter(b -> executor.known(chains.alpha, certificate(b)).isPresent()))
        .hasSize(64);
  }

  @Test
  void whatIsNoBlockOrNoneOfThisHeightIsInvalidAndDoesNotWait() {
    Bytes noise = Bytes.utf8("no block");
    assertThat(judge(new Candidate(1, Sha256.plain(noise), noise), NOW))
        .isInstanceOf(Verdict.Invalid.class);
    Block old = built(NOW);
    chains.alphaBlock();
    assertThat(judge(candidate(old), NOW)).isInstanceOf(Verdict.Invalid.class);
    assertThat(executor.held()).isEmpty();
    assertThat(executor.known(chains.alpha, certificate(old))).isEmpty();
  }

  private Verdict judge(Candidate candidate, long now) {
    return executor.judge(candidate, chains.alpha, now);
  }

  private Candidate candidate(long timeMillis) {
    return candidate(built(timeMillis));
  }

  private static Candidate candidate(Block block) {
    return new Candidate(block.height(), block.hash(), block.canonical());
  }

  /** A block for Alpha's next height, of this time or the least possible one. */
  private Block built(long timeMillis) {
    return ((BuiltBlock.Built)
            BlockBuilder.build(
                chains.alpha, chains.view, self(), timeMillis, List.of(), TestChains.VERIFIER))
        .block();
  }

  private PublicKey self() {
    return chains.alpha.committee().keys().getFirst();
  }

  private CommitCertificate certificate(Block block) {
    CertifiedBlock certified = TestChains.certify(chains.alpha, block);
    Hash value = certified.certificate().value();
    assertThat(value).isEqualTo(block.hash());
    return certified.certificate();
  }
}
