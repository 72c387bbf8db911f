package org.alphadelta.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.alphadelta.core.Committee;

/**
 * What one seed of the two-chain case asks for: the activation height, who stays, and the plan of
 * faults. From none to a third of the validators stay; Byzantine ones are under a third of the old
 * committee and of those who stay.
 */
record SplitPlan(SimulationPlan faults, long activation, SortedSet<Integer> stayers) {
  static final int HEIGHTS_AFTER = 3;
  private static final int MAX_ACTIVATION = 6;

  static SplitPlan of(long seed) {
    SimulationPlan faults = SimulationPlan.of(seed, 2 * (MAX_ACTIVATION + HEIGHTS_AFTER) + 40);
    Random random = new Random(seed * 0x9E3779B97F4A7C15L + 11);
    long activation = 2 + random.nextInt(MAX_ACTIVATION - 1);
    int validators = faults.validators();
    int staying = random.nextInt(validators / 3 + 1);
    int firstBad = validators - faults.byzantine().size();
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < validators; i++) {
      order.add(random.nextInt(order.size() + 1), i);
    }
    SortedSet<Integer> stayers = new TreeSet<>();
    int bad = 0;
    for (int i : order) {
      boolean lies = i >= firstBad;
      if (stayers.size() < staying && (!lies || 3 * (bad + 1) < staying)) {
        stayers.add(i);
        bad += lies ? 1 : 0;
      }
    }
    return new SplitPlan(faults, activation, stayers);
  }

  boolean stays(int node) {
    return stayers.contains(node);
  }

  /** S: the old committee without those who leave. */
  Committee staying() {
    return new Committee(stayers.stream().map(World::member).toList());
  }

  String describe() {
    return faults.describe() + ", activation " + activation + ", stayers " + stayers;
  }
}
