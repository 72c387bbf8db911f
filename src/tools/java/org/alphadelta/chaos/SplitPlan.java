package org.alphadelta.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Member;
import org.alphadelta.core.Quorum;
import org.alphadelta.core.Role;
import org.alphadelta.core.Signer;

/**
 * What one seed of the two-chain case asks for: the plan of faults, who votes Yes and when, who
 * stays and who of them governs, and the height of activation. From none to a third of the
 * validators stay. Byzantine ones are under a third of the old committee, and in seven of eight
 * seeds under a third of those who stay.
 */
record SplitPlan(
    SimulationPlan faults,
    long activation,
    long deltaMin,
    SortedSet<Integer> stayers,
    SortedSet<Integer> publics,
    List<Long> voteHeights) {
  static final int HEIGHTS_AFTER = 3;
  private static final int LEEWAY = 4;

  static SplitPlan of(long seed) {
    SimulationPlan faults = SimulationPlan.of(seed, 1);
    Random random = new Random(seed * 0x9E3779B97F4A7C15L + 11);
    int validators = faults.validators();
    int staying = random.nextInt(validators / 3 + 1);
    SortedSet<Integer> stayers = stayers(faults, staying, random);
    long deltaMin = random.nextInt(4);
    long proposed = deltaMin + LEEWAY + random.nextInt(LEEWAY);
    List<Long> heights = new ArrayList<>();
    for (int i = stayers.size(); i < validators; i++) {
      heights.add((long) random.nextInt((int) deltaMin + LEEWAY));
    }
    return new SplitPlan(
        faults,
        proposed + Ground.leastNotice(validators),
        deltaMin,
        stayers,
        publics(validators, stayers, random),
        List.copyOf(heights));
  }

  private static SortedSet<Integer> stayers(SimulationPlan faults, int staying, Random random) {
    int firstBad = faults.validators() - faults.byzantine().size();
    boolean careless = random.nextInt(8) == 0;
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < faults.validators(); i++) {
      order.add(random.nextInt(order.size() + 1), i);
    }
    SortedSet<Integer> stayers = new TreeSet<>();
    int bad = 0;
    for (int i : order) {
      boolean lies = i >= firstBad;
      if (stayers.size() < staying && (!lies || careless || 3 * (bad + 1) < staying)) {
        stayers.add(i);
        bad += lies ? 1 : 0;
      }
    }
    return stayers;
  }

  /** Some stayers do not govern: at least as many as it takes for 67 % of governors to leave. */
  private static SortedSet<Integer> publics(
      int validators, SortedSet<Integer> stayers, Random random) {
    SortedSet<Integer> publics = new TreeSet<>();
    for (int i : stayers) {
      int governors = validators - publics.size();
      if (validators - stayers.size() < Quorum.governanceNeeded(governors)
          || random.nextInt(3) == 0) {
        publics.add(i);
      }
    }
    return publics;
  }

  boolean stays(int node) {
    return stayers.contains(node);
  }

  Committee members() {
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < faults.validators(); i++) {
      members.add(World.member(i, publics.contains(i) ? Role.PUBLIC : Role.GOVERNOR));
    }
    return new Committee(members);
  }

  Ground ground() {
    List<Signer> voters = new ArrayList<>();
    for (int i = 0; i < faults.validators(); i++) {
      if (!stays(i)) {
        voters.add(World.pair(i));
      }
    }
    return Ground.upgrade(Ground.quiet(members(), deltaMin), voters, voteHeights, activation);
  }

  String describe() {
    return faults.describe() + ", activation " + activation + ", stayers " + stayers;
  }
}
