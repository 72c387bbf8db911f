package org.alphadelta.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Member;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Quorum;
import org.alphadelta.core.Role;
import org.alphadelta.core.Signer;

/**
 * Parameters of one two-chain seed: the plan of faults, which validators vote Yes and when, which
 * stay and which of them govern, the activation height, and how the new pair begins. Up to a third
 * of the validators stay; in one seed of eight most of them, who then do not govern. In three seeds
 * of four the faulty are under a third of the stayers and of the leavers; in all seeds they are
 * under a third of the old committee.
 *
 * @param nextMin Delta gate of the new pair
 * @param restored the validator whose disk is replaced by an old copy; -1 for none
 * @param handover another build runs the new pair, and only when both old chains are over;
 *     otherwise it begins beside old Delta
 * @param replays Byzantine operators repeat on one chain what they receive on another
 */
record SplitPlan(
    SimulationPlan faults,
    long activation,
    long deltaMin,
    long nextMin,
    SortedSet<Integer> stayers,
    SortedSet<Integer> publics,
    List<Long> voteHeights,
    int restored,
    boolean handover,
    boolean replays) {
  static final int HEIGHTS_AFTER = 3;
  private static final int LEEWAY = 4;

  static SplitPlan of(long seed) {
    SimulationPlan drawn = SimulationPlan.of(seed, 1);
    Random random = new Random(seed * 0x9E3779B97F4A7C15L + 11);
    int validators = drawn.validators();
    boolean mostStay = validators > 3 && random.nextInt(8) == 0;
    int staying =
        mostStay
            ? validators / 2 + random.nextInt(validators / 3)
            : random.nextInt(validators / 3 + 1);
    boolean careless = random.nextInt(4) == 0;
    int restored = drawn.restores() ? random.nextInt(validators - drawn.byzantine().size()) : -1;
    SimulationPlan faults = drawn;
    SortedSet<Integer> stayers = stayers(faults, staying, restored, careless, random);
    for (int bad = drawn.byzantine().size() - 1;
        bad >= 0 && !careless && !sound(faults, stayers, restored);
        bad--) {
      faults = drawn.lying(bad);
      stayers = stayers(faults, staying, restored, careless, random);
    }
    if (!careless && !sound(faults, stayers, restored)) {
      restored = -1;
    }
    long deltaMin = random.nextInt(4);
    long proposed = deltaMin + LEEWAY + random.nextInt(LEEWAY);
    List<Long> heights = new ArrayList<>();
    for (int i = stayers.size(); i < validators; i++) {
      heights.add((long) random.nextInt((int) deltaMin + LEEWAY));
    }
    return new SplitPlan(
        faults,
        proposed + SimulatedGenesis.leastNotice(validators),
        deltaMin,
        random.nextInt(4),
        stayers,
        publics(validators, stayers, random),
        List.copyOf(heights),
        restored,
        random.nextBoolean(),
        random.nextBoolean());
  }

  private static SortedSet<Integer> stayers(
      SimulationPlan faults, int staying, int restored, boolean careless, Random random) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < faults.validators(); i++) {
      order.add(random.nextInt(order.size() + 1), i);
    }
    SortedSet<Integer> stayers = new TreeSet<>();
    for (int i : order) {
      boolean lies = faulty(faults, i, restored);
      long bad = stayers.stream().filter(s -> faulty(faults, s, restored)).count();
      if (stayers.size() < staying && (!lies || careless || 3 * (bad + 1) < staying)) {
        stayers.add(i);
      }
    }
    return stayers;
  }

  private static boolean faulty(SimulationPlan faults, int node, int restored) {
    return node >= faults.validators() - faults.byzantine().size() || node == restored;
  }

  /** Whether the faulty are under a third of the stayers and of the leavers. */
  private static boolean sound(SimulationPlan faults, SortedSet<Integer> stayers, int restored) {
    int bad = 0;
    int badStayers = 0;
    for (int i = 0; i < faults.validators(); i++) {
      bad += faulty(faults, i, restored) ? 1 : 0;
      badStayers += stayers.contains(i) && faulty(faults, i, restored) ? 1 : 0;
    }
    boolean staying = stayers.isEmpty() || 3 * badStayers < stayers.size();
    return staying && 3 * (bad - badStayers) < faults.validators() - stayers.size();
  }

  /** Whether the faulty are under a third of a committee. */
  boolean sound(Committee committee) {
    long bad =
        committee.keys().stream()
            .map(SplitPlan::index)
            .filter(i -> faulty(faults, i, restored))
            .count();
    return 3 * bad < committee.size();
  }

  private static int index(PublicKey key) {
    int index = 0;
    while (!World.pair(index).publicKey().equals(key)) {
      index++;
    }
    return index;
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
    return Committee.of(members);
  }

  /** The committee of the new pair. */
  Committee leavers() {
    SortedSet<PublicKey> staying = new TreeSet<>();
    stayers.forEach(i -> staying.add(World.pair(i).publicKey()));
    return members().without(staying);
  }

  SimulatedGenesis genesis() {
    List<Signer> voters = new ArrayList<>();
    for (int i = 0; i < faults.validators(); i++) {
      if (!stays(i)) {
        voters.add(World.pair(i));
      }
    }
    return SimulatedGenesis.upgrade(
        SimulatedGenesis.quiet(members(), deltaMin), voters, voteHeights, activation, nextMin);
  }

  String describe() {
    return faults.describe()
        + ", activation "
        + activation
        + ", stayers "
        + stayers
        + ", old disk of "
        + restored
        + ", handover "
        + handover
        + ", replays "
        + replays;
  }
}
