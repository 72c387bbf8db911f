package org.alphadelta.actor.node;

import java.util.ArrayList;
import java.util.List;
import org.alphadelta.actor.UpgradeProtocol;

/** Orders of the upgrade that came while the start gate was closed, in order. */
final class EarlyOrders {
  /** An upgrade gives two orders a pair; more of them would be a mistake of ours. */
  static final int MAX_WAITING = 16;

  private final List<UpgradeProtocol.Notification> waiting = new ArrayList<>();

  /**
   * Keeps one more.
   *
   * @throws IllegalStateException above the limit: to drop one would be to lose a decided step
   */
  void keep(UpgradeProtocol.Notification order) {
    if (waiting.size() >= MAX_WAITING) {
      throw new IllegalStateException(
          "found order " + order + " after " + waiting + ", expected at most " + MAX_WAITING);
    }
    waiting.add(order);
  }

  /** All of them; none waits any more. */
  List<UpgradeProtocol.Notification> take() {
    List<UpgradeProtocol.Notification> all = List.copyOf(waiting);
    waiting.clear();
    return all;
  }
}
