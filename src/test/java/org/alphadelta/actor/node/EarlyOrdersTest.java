package org.alphadelta.actor.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.alphadelta.actor.Pairs;
import org.alphadelta.actor.UpgradeProtocol;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.governance.Actors;
import org.junit.jupiter.api.Test;

class EarlyOrdersTest {
  private static final GenesisPair PAIR = Pairs.testnet(Actors.committee(4, 0), 1000);

  private final EarlyOrders early = new EarlyOrders();

  @Test
  void areTakenOnceInTheOrderInWhichTheyCame() {
    UpgradeProtocol.Notification first = new UpgradeProtocol.StartAlpha(PAIR);
    UpgradeProtocol.Notification second = new UpgradeProtocol.StartDelta(PAIR.id());
    early.keep(first);
    early.keep(second);
    assertThat(early.take()).containsExactly(first, second);
    assertThat(early.take()).isEmpty();
  }

  @Test
  void oneAboveTheLimitIsAMistakeOfOursAndNotDropped() {
    List<UpgradeProtocol.Notification> kept = new ArrayList<>();
    for (int i = 0; i < EarlyOrders.MAX_WAITING; i++) {
      kept.add(new UpgradeProtocol.StartDelta(PAIR.id()));
      early.keep(kept.getLast());
    }
    assertThatThrownBy(() -> early.keep(new UpgradeProtocol.StartDelta(PAIR.id())))
        .isInstanceOf(IllegalStateException.class);
    assertThat(early.take()).isEqualTo(kept);
  }
}
