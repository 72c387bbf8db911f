package org.alphadelta.ledger;

import static org.alphadelta.governance.Actors.committee;
import static org.alphadelta.governance.Actors.v;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.alphadelta.core.PublicKey;
import org.alphadelta.governance.TermsBuilder;
import org.junit.jupiter.api.Test;

class BlockSyncTest {
  private static final long FAR = Long.MAX_VALUE;
  private static final long START = 1_000;

  private final TestChains chains = new TestChains(committee(4, 1), 0);
  private final BlockSync<String> sync = new BlockSync<>(Optional.empty(), 0);
  private final ChainHead genesis = chains.alpha;

  @Test
  void nobodyIsAskedWhoDoesNotClaimToBeAhead() {
    sync.joined("a");
    assertThat(due(genesis, START)).isEmpty();
    sync.claimed("a", 1);
    assertThat(sync.due(genesis, START)).contains(new BlockSync.Ask<>("a", 1, 50));
  }

  @Test
  void aClaimOfSomebodyWhoIsNotConnectedCountsForNothing() {
    sync.claimed("a", 5);
    assertThat(due(genesis, START)).isEmpty();
  }

  @Test
  void oneBlockBehindAgreementIsGivenAWhileFirst() {
    joined("a", 1);
    assertThat(due(genesis, BlockSync.PATIENCE_MILLIS - 1)).isEmpty();
    assertThat(due(genesis, BlockSync.PATIENCE_MILLIS)).contains("a");
  }

  @Test
  void twoBlocksBehindNothingIsWaitedFor() {
    joined("a", 2);
    assertThat(due(genesis, 0)).contains("a");
  }

  @Test
  void oneIsAskedAtATime() {
    joined("a", 9);
    joined("b", 9);
    assertThat(due(genesis, START)).contains("a");
    assertThat(due(genesis, START + 1)).isEmpty();
  }

  @Test
  void claimantsTakeTurns() {
    chains.alphaTo(2);
    joined("a", 9);
    joined("b", 9);
    assertThat(due(genesis, START)).contains("a");
    sync.answered("a", chains.alphaBlocks.subList(0, 1), genesis, START);
    sync.advanced(chains.alphaHeads.get(1), START);
    assertThat(due(chains.alphaHeads.get(1), START)).contains("b");
  }

  @Test
  void whoClaimsEverythingAndStallsIsNotAskedAgainWhileAnotherCanHelp() {
    chains.alphaTo(3);
    joined("liar", FAR);
    joined("b", 3);
    assertThat(due(genesis, START)).contains("liar");
    long late = START + BlockSync.ANSWER_MILLIS;
    assertThat(due(genesis, late - 1)).isEmpty();
    assertThat(due(genesis, late)).contains("b");
    sync.answered("b", chains.alphaBlocks.subList(0, 1), genesis, late);
    sync.advanced(chains.alphaHeads.get(1), late);
    assertThat(due(chains.alphaHeads.get(1), late)).contains("b");
    sync.answered("b", chains.alphaBlocks.subList(1, 2), chains.alphaHeads.get(1), late);
    sync.advanced(chains.alphaHeads.get(2), late);
    assertThat(due(chains.alphaHeads.get(2), late + BlockSync.PATIENCE_MILLIS)).contains("b");
  }

  @Test
  void whoComesAgainAfterStallingIsLastInTheLine() {
    joined("liar", FAR);
    joined("b", 9);
    assertThat(due(genesis, START)).contains("liar");
    sync.left("liar");
    joined("liar again", FAR);
    assertThat(due(genesis, START)).contains("b");
  }

  @Test
  void anEmptyAnswerCostsTheClaimAndTheTurn() {
    joined("liar", FAR);
    joined("b", 9);
    assertThat(due(genesis, START)).contains("liar");
    sync.answered("liar", List.of(), genesis, START);
    sync.claimed("liar", FAR);
    assertThat(due(genesis, START)).contains("b");
  }

  @Test
  void blocksThatDoNotFollowAreNoAnswer() {
    chains.alphaTo(3);
    joined("liar", FAR);
    joined("b", 9);
    due(genesis, START);
    sync.answered("liar", chains.alphaBlocks.subList(1, 3), genesis, START);
    assertThat(sync.next(genesis)).isEmpty();
    assertThat(due(genesis, START)).contains("b");
  }

  @Test
  void aStallingPeerRestsTwiceAsLongEachTime() {
    joined("liar", FAR);
    long now = START;
    assertThat(due(genesis, now)).contains("liar");
    now += BlockSync.ANSWER_MILLIS;
    assertThat(due(genesis, now)).isEmpty();
    now += BlockSync.PAUSE_MILLIS;
    assertThat(due(genesis, now)).as("there is nobody else").contains("liar");
    now += BlockSync.ANSWER_MILLIS;
    joined("b", 9);
    assertThat(due(genesis, now)).contains("b");
    sync.left("b");
    joined("c", 0);
    now += 2 * BlockSync.REST_MILLIS - 1;
    sync.claimed("c", 9);
    assertThat(due(genesis, now)).contains("c");
    sync.left("c");
    joined("d", 9);
    assertThat(due(genesis, now + 1)).as("rested").contains("liar");
  }

  @Test
  void aFailureIsForgivenWhenItsBlocksAreGood() {
    chains.alphaTo(3);
    joined("slow", 9);
    due(genesis, START);
    long late = START + BlockSync.ANSWER_MILLIS;
    due(genesis, late);
    sync.answered("slow", chains.alphaBlocks.subList(0, 1), genesis, late + 1);
    assertThat(sync.next(genesis)).contains(chains.alphaBlocks.get(0));
    sync.advanced(chains.alphaHeads.get(1), late + 1);
    joined("b", 9);
    assertThat(due(chains.alphaHeads.get(1), late + 1)).contains("slow");
  }

  @Test
  void whatNobodyAskedForIsDropped() {
    chains.alphaTo(2);
    joined("a", 9);
    sync.answered("a", chains.alphaBlocks, genesis, START);
    assertThat(sync.next(genesis)).isEmpty();
    due(genesis, START);
    sync.answered("a", chains.alphaBlocks.subList(0, 1), genesis, START);
    sync.answered("a", chains.alphaBlocks, genesis, START);
    sync.advanced(chains.alphaHeads.get(1), START);
    assertThat(sync.next(chains.alphaHeads.get(1))).isEmpty();
  }

  @Test
  void blocksAreGivenInOrderAndWhatAgreementBroughtMeanwhileIsSkipped() {
    chains.alphaTo(3);
    joined("a", 9);
    due(genesis, START);
    sync.answered("a", chains.alphaBlocks, genesis, START);
    assertThat(sync.next(genesis)).contains(chains.alphaBlocks.get(0));
    assertThat(sync.next(chains.alphaHeads.get(2))).contains(chains.alphaBlocks.get(2));
  }

  @Test
  void nobodyIsAskedWhileABlockWaitsForItsAnchor() {
    chains.alphaTo(3);
    joined("a", 9);
    due(genesis, START);
    sync.answered("a", chains.alphaBlocks, genesis, START);
    assertThat(due(genesis, START + 60_000)).isEmpty();
  }

  @Test
  void aRefusedBlockTakesWhatCameBehindItAlongAndNamesItsSender() {
    chains.alphaTo(3);
    joined("liar", FAR);
    joined("b", 9);
    due(genesis, START);
    sync.answered("liar", chains.alphaBlocks, genesis, START);
    assertThat(sync.refused(START)).contains("liar");
    assertThat(sync.next(genesis)).isEmpty();
    assertThat(due(genesis, START)).contains("b");
  }

  @Test
  void aDecidedBlockThatWaitsIsNobodysFault() {
    CertifiedBlock decided = chains.alphaBlock();
    sync.keep(decided);
    assertThat(sync.next(genesis)).contains(decided);
    assertThat(sync.refused(START)).isEmpty();
  }

  @Test
  void whoLeftIsNotWaitedFor() {
    joined("a", 9);
    joined("b", 9);
    due(genesis, START);
    sync.left("a");
    assertThat(due(genesis, START)).contains("b");
  }

  @Test
  void aLeaverAsksForNothingAboveTheSplitAndAStayerDoes() {
    chains.upgrade(
        TermsBuilder.from(chains.alpha.chain(), committee(List.of(1, 2, 3, 5), List.of(6)))
            .activation(20)
            .build(),
        List.of(1, 2, 3, 5));
    ChainHead before = chains.alphaHeads.get(19);
    assertThat(asks(v(1), before)).isTrue();
    assertThat(asks(v(1), chains.alpha)).isFalse();
    assertThat(asks(v(4), chains.alpha)).isTrue();
  }

  private static boolean asks(PublicKey self, ChainHead head) {
    BlockSync<String> own = new BlockSync<>(Optional.of(self), 0);
    own.joined("a");
    own.claimed("a", FAR);
    return own.due(head, START).isPresent();
  }

  private void joined(String peer, long claim) {
    sync.joined(peer);
    sync.claimed(peer, claim);
  }

  private Optional<String> due(ChainHead head, long now) {
    return sync.due(head, now).map(BlockSync.Ask::peer);
  }
}
