package org.alphadelta.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Parameters of one seed: how many validators, which of them are Byzantine and how, how rough
 * storms are, and whether one honest validator is started on an old copy of its disk. The rest of
 * the run follows from the same seed.
 */
record SimulationPlan(
    long seed,
    int heights,
    int validators,
    List<Misdeed> byzantine,
    int lossPercent,
    int duplicatePercent,
    int longDelayPermille,
    boolean partitions,
    int crashPercent,
    int diskErrorPercent,
    boolean restores) {
  private static final int[] SIZES = {4, 5, 6, 7, 10, 13};

  /** One in this many seeds has one, two or three validators, none of them Byzantine. */
  private static final int SMALL_EVERY = 10;

  SimulationPlan {
    byzantine = List.copyOf(byzantine);
  }

  /** The last ones are Byzantine; keys are random, so their turns to propose are anywhere. */
  boolean byzantine(int index) {
    return index >= validators - byzantine.size();
  }

  static SimulationPlan of(long seed, int heights) {
    Random random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
    int validators = size(seed);
    int faults = (validators - 1) / 3;
    int most = random.nextInt(4) == 0 ? random.nextInt(faults + 1) : faults;
    boolean restores = faults > 0 && random.nextInt(5) == 0;
    int bad = restores ? Math.min(most, faults - 1) : most; // a restored node counts as faulty
    Misdeed[] all = Misdeed.values();
    Misdeed one = all[random.nextInt(all.length)];
    boolean mixed = random.nextInt(3) == 0;
    List<Misdeed> byzantine = new ArrayList<>();
    for (int i = 0; i < bad; i++) {
      byzantine.add(mixed ? all[random.nextInt(all.length)] : one);
    }
    return new SimulationPlan(
        seed,
        heights,
        validators,
        byzantine,
        random.nextInt(31),
        random.nextInt(21),
        random.nextInt(21),
        random.nextInt(3) > 0,
        random.nextInt(41),
        random.nextInt(4) == 0 ? 10 : 0,
        restores);
  }

  /** The same plan with at most this many Byzantine validators. */
  SimulationPlan lying(int most) {
    return new SimulationPlan(
        seed,
        heights,
        validators,
        byzantine.subList(0, most),
        lossPercent,
        duplicatePercent,
        longDelayPermille,
        partitions,
        crashPercent,
        diskErrorPercent,
        restores);
  }

  private static int size(long seed) {
    return Math.floorMod(seed, SMALL_EVERY) == 0
        ? 1 + (int) Math.floorMod(seed / SMALL_EVERY, 3L)
        : SIZES[(int) Math.floorMod(seed, (long) SIZES.length)];
  }

  String describe() {
    return validators
        + " validators, byzantine "
        + byzantine.stream().map(Misdeed::label).toList()
        + ", loss "
        + lossPercent
        + " %, duplicates "
        + duplicatePercent
        + " %, long delays "
        + longDelayPermille
        + " per mille, partitions "
        + partitions
        + ", crashes "
        + crashPercent
        + " %, disk errors "
        + diskErrorPercent
        + " %, an old disk restored "
        + restores;
  }
}
