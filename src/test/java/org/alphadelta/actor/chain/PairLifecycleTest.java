package org.alphadelta.actor.chain;

import static org.alphadelta.governance.Actors.committee;
import static org.alphadelta.governance.Actors.v;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.PublicKey;
import org.alphadelta.governance.TermsBuilder;
import org.alphadelta.ledger.TestChains;
import org.junit.jupiter.api.Test;

/**
 * A pair of four governors and a public validator; Delta begins at Alpha 2, and at Alpha 30 all but
 * validator 4 leave.
 */
class PairLifecycleTest {
  private final TestChains chains = new TestChains(committee(4, 1), 2);

  private PairLifecycle of(PublicKey key) {
    return new PairLifecycle(
        Optional.of(key), Optional.of(chains.alpha), Optional.of(chains.delta), false);
  }

  private void split() {
    chains.upgrade(
        TermsBuilder.from(chains.alpha.chain(), committee(List.of(1, 2, 3, 5), List.of(6)))
            .activation(30)
            .build(),
        List.of(1, 2, 3, 5));
  }

  @Test
  void aMemberAgreesOnTheHeightAboveTheNewestBlock() {
    chains.alphaTo(4);
    assertThat(of(v(1)).next(ChainKind.ALPHA))
        .contains(new Consensus.Start(5, chains.alpha.committee()));
    assertThat(of(v(1)).activity(ChainKind.ALPHA)).isEqualTo(Activity.AGREEING);
  }

  @Test
  void whoIsNoMemberOrHasNoKeySyncs() {
    assertThat(of(v(9)).next(ChainKind.ALPHA)).isEmpty();
    assertThat(of(v(9)).activity(ChainKind.ALPHA)).isEqualTo(Activity.SYNCING);
    PairLifecycle keyless =
        new PairLifecycle(
            Optional.empty(), Optional.of(chains.alpha), Optional.of(chains.delta), false);
    assertThat(keyless.next(ChainKind.ALPHA)).isEmpty();
    assertThat(keyless.activity(ChainKind.DELTA)).isEqualTo(Activity.SYNCING);
  }

  @Test
  void deltasFirstBlockWaitsForAlphaAtTheLeastHeight() {
    chains.alphaTo(1);
    assertThat(of(v(1)).next(ChainKind.DELTA)).isEmpty();
    assertThat(
            new PairLifecycle(Optional.of(v(1)), Optional.empty(), Optional.of(chains.delta), false)
                .next(ChainKind.DELTA))
        .isEmpty();
    chains.alphaTo(2);
    assertThat(of(v(1)).next(ChainKind.DELTA))
        .contains(new Consensus.Start(1, chains.delta.committee()));
  }

  @Test
  void aLeaverStopsAtTheSplitClosesDeltaAndIsThenOver() {
    chains.alphaTo(2);
    chains.deltaBlock();
    split();
    assertThat(of(v(1)).next(ChainKind.ALPHA)).contains(new Consensus.StopAfter(30));
    assertThat(of(v(1)).activity(ChainKind.ALPHA)).isEqualTo(Activity.STOPPED);
    assertThat(of(v(1)).next(ChainKind.DELTA))
        .contains(new Consensus.Start(2, chains.delta.committee()));
    assertThat(of(v(1)).activity(ChainKind.DELTA)).isEqualTo(Activity.CLOSING);
    assertThat(of(v(1)).over()).isFalse();

    chains.deltaBlock();
    assertThat(of(v(1)).next(ChainKind.DELTA)).contains(new Consensus.StopAfter(2));
    assertThat(of(v(1)).over()).isTrue();
    PairLifecycle told =
        new PairLifecycle(
            Optional.of(v(1)), Optional.of(chains.alpha), Optional.of(chains.delta), true);
    assertThat(told.activity(ChainKind.DELTA)).isEqualTo(Activity.ARCHIVED);
  }

  @Test
  void aStayerGoesOnWithTheReducedCommittee() {
    chains.alphaTo(2);
    split();
    assertThat(of(v(4)).next(ChainKind.ALPHA))
        .contains(new Consensus.Start(31, committee(List.of(4), List.of())));
    assertThat(of(v(4)).activity(ChainKind.DELTA)).isEqualTo(Activity.AGREEING);
    assertThat(of(v(4)).over()).isFalse();
  }
}
