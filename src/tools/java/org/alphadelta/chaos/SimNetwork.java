package org.alphadelta.chaos;

import java.util.Random;
import java.util.function.BiConsumer;

/**
 * Links between simulated nodes. Calm, a link delays by a few milliseconds. In a storm it loses, repeats, delays up to a
 * hundred timeouts and is cut by partitions, one-way ones too.
 */
final class SimNetwork {
  static final int CALM_DELAY_MILLIS = 20;
  static final int LONG_DELAY_MILLIS = 100 * 300;

  private final SimulationPlan plan;
  private final VirtualTime time;
  private final Random random;
  private final boolean[][] cut;
  private boolean storm;

  SimNetwork(SimulationPlan plan, VirtualTime time, Random random) {
    this.plan = plan;
    this.time = time;
    this.random = random;
    this.cut = new boolean[plan.validators()][plan.validators()];
  }

  boolean storming() {
    return storm;
  }

  void storm() {
    storm = true;
    repartition();
  }

  void heal() {
    storm = false;
    for (boolean[] row : cut) {
      java.util.Arrays.fill(row, false);
    }
  }

  /** Draws new cuts: none, two sides, one node alone, or single directions. */
  void repartition() {
    int kind = plan.partitions() ? random.nextInt(4) : 0;
    int alone = random.nextInt(plan.validators());
    boolean[] side = new boolean[plan.validators()];
    for (int i = 0; i < side.length; i++) {
      side[i] = random.nextBoolean();
    }
    for (int from = 0; from < side.length; from++) {
      for (int to = 0; to < side.length; to++) {
        cut[from][to] =
            switch (kind) {
              case 1 -> side[from] != side[to];
              case 2 -> from == alone || to == alone;
              case 3 -> random.nextInt(4) == 0;
              default -> false;
            };
      }
    }
  }

  void send(int from, int to, Runnable delivery) {
    if (!storm) {
      time.after(1 + random.nextInt(CALM_DELAY_MILLIS), delivery);
      return;
    }
    if (cut[from][to] || random.nextInt(100) < plan.lossPercent()) {
      return;
    }
    int copies = random.nextInt(100) < plan.duplicatePercent() ? 2 : 1;
    for (int i = 0; i < copies; i++) {
      int most =
          random.nextInt(1000) < plan.longDelayPermille() ? LONG_DELAY_MILLIS : 10 * CALM_DELAY_MILLIS;
      time.after(1 + random.nextInt(most), delivery);
    }
  }

  /** Everybody to whom {@code each} applies, in order. */
  void everyone(int from, BiConsumer<Integer, Integer> each) {
    for (int to = 0; to < plan.validators(); to++) {
      if (to != from) {
        each.accept(from, to);
      }
    }
  }
}
