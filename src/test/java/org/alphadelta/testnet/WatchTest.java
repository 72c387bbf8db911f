package org.alphadelta.testnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.alphadelta.core.ChainKind;
import org.junit.jupiter.api.Test;

/** When a wait is over, on times and heights that are made up. */
class WatchTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void patienceEndsWhenAChainHasGrownTooMuch() {
    Watch.Patience patience = new Watch.Patience(0);

    assertThat(patience.end(at(10), 0)).isEmpty();
    assertThat(patience.end(at(10 + Watch.PATIENCE_BLOCKS), SECOND)).isEmpty();
    assertThat(patience.end(at(11 + Watch.PATIENCE_BLOCKS), 2 * SECOND))
        .get()
        .asString()
        .contains("v1 g0 alpha grew from 10 to 511");
  }

  @Test
  void patienceEndsWhenNothingMoves() {
    Watch.Patience patience = new Watch.Patience(0);
    long still = Watch.STANDSTILL.toSeconds();

    assertThat(patience.end(at(10), 0)).isEmpty();
    assertThat(patience.end(at(10), still * SECOND)).isEmpty();
    assertThat(patience.end(at(10), (still + 1) * SECOND))
        .get()
        .asString()
        .contains("nothing moved");
  }

  @Test
  void everyBlockRenewsPatience() {
    Watch.Patience patience = new Watch.Patience(0);
    long still = Watch.STANDSTILL.toSeconds();
    for (int i = 0; i < 20; i++) {
      assertThat(patience.end(at(10 + i), i * (still - 1) * SECOND)).isEmpty();
    }
  }

  @Test
  void slowStartsAreToldApartFromSilence() {
    Watch.Patience patience = new Watch.Patience(0);

    assertThat(patience.end(new Round(Map.of()), (Watch.STANDSTILL.toSeconds() + 1) * SECOND))
        .get()
        .asString()
        .contains("no node that answers");
  }

  @Test
  void aRoundKnowsEachChainOfEachGeneration() {
    Round round = new Round(Map.of("v1", Fixture.status(1, 12, 7)));

    assertThat(round.height("v1", 1, ChainKind.ALPHA)).isEqualTo(12);
    assertThat(round.height("v1", 1, ChainKind.DELTA)).isEqualTo(7);
    assertThat(round.height("v1", 0, ChainKind.ALPHA)).isEqualTo(-1);
    assertThat(round.height("v2", 1, ChainKind.ALPHA)).isEqualTo(-1);
  }

  private static Round at(long alpha) {
    return new Round(Map.of("v1", Fixture.status(0, alpha, 3)));
  }
}
