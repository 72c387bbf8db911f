package org.alphadelta.actor.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.alphadelta.wire.FrameKind;
import org.junit.jupiter.api.Test;

class FrameBudgetTest {
  private static final long START = -5;
  private static final int VOTE = FrameKind.VOTE.cost();

  private final FrameBudget budget = new FrameBudget(START);

  @Test
  void aBurstOfTwoThousandVotesIsReadAtOnceAndTheNextAfterAMillisecond() {
    assertThat(budget.spend(2_000 * VOTE, START)).isZero();
    assertThat(budget.spend(VOTE, START)).isEqualTo(Duration.ofMillis(1));
  }

  @Test
  void silenceIsSavedUpForNoMoreThanABurst() {
    long later = START + Duration.ofHours(1).toNanos();

    assertThat(budget.spend(2_000 * VOTE, later)).isZero();
    assertThat(budget.spend(10 * VOTE, later)).isEqualTo(Duration.ofMillis(10));
  }

  @Test
  void aThousandVotesASecondAreReadForEver() {
    for (int second = 0; second < 100; second++) {
      long now = START + Duration.ofSeconds(second).toNanos();
      assertThat(budget.spend(1_000 * VOTE, now)).isZero();
    }
  }

  @Test
  void transactionsCostLessThanVotes() {
    assertThat(budget.spend(2_000 * FrameKind.TRANSACTIONS.cost(), START)).isZero();
    assertThat(budget.spend(1_000 * VOTE, START)).isZero();
  }
}
