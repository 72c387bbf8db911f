package org.alphadelta.chaos;

import java.util.List;

/**
 * Storms and calms over an upgrade, their disk faults, and the one old copy of a disk that is
 * restored in a calm.
 */
final class FaultSchedule {
  private static final int STORMS_MILLIS = 40_000;
  private static final int LOOK_MILLIS = 100;
  private static final int COPY_MILLIS = 400;
  private static final int CALM_AFTER_RESTORE_MILLIS = 2_000;

  /** In a calm a whole upgrade takes little more than a second, so a storm begins within half. */
  private static final int CALM_LOOKS = 5;

  private static final int STORM_LOOKS = 40;

  /** Checks between changes of partitions and disk faults. */
  private static final int STRIKE_LOOKS = 4;

  /** Restoring a disk needs a calm. */
  private static final int LONG_CALM_LOOKS = 20;

  private static final int RESTORE_LOOKS = 8;

  /** How many blocks before H Byzantine leavers begin the new chains. */
  private static final int EARLY = 2;

  private final SplitPlan plan;
  private final World first;
  private final SplitWorlds worlds;
  private final SplitOperators operators;
  private final List<Recovery> recoveries;
  private long stormsEnd;
  private long calmUntil;
  private boolean restored;

  FaultSchedule(
      SplitPlan plan, SplitWorlds worlds, SplitOperators operators, List<Recovery> recoveries) {
    this.plan = plan;
    this.worlds = worlds;
    this.first = worlds.alpha;
    this.operators = operators;
    this.recoveries = List.copyOf(recoveries);
    this.restored = plan.restored() < 0;
  }

  void start() {
    stormsEnd = first.random.nextInt(STORMS_MILLIS);
    first.time.after(LOOK_MILLIS, this::look);
  }

  private void look() {
    if (first.network.storming()) {
      storming();
    } else if (!restored && first.random.nextInt(RESTORE_LOOKS) == 0 && settled()) {
      restore(operators.honest().get(plan.restored()));
    } else if (first.random.nextInt(restored ? CALM_LOOKS : LONG_CALM_LOOKS) == 0) {
      storm();
    }
    if (first.oracle.head().height() >= plan.activation() - EARLY) {
      operators.startNextLiars();
    }
    first.time.after(LOOK_MILLIS, this::look);
  }

  private boolean over() {
    return first.time.now() > stormsEnd;
  }

  private void storm() {
    if (!over() && first.time.now() > calmUntil && !first.network.storming()) {
      first.network.storm();
    }
  }

  /** A chain has its first or its last block, the worst moment for a storm. */
  void milestone() {
    if (restored && first.random.nextInt(3) == 0) {
      storm();
      strike();
    }
  }

  private void storming() {
    if (over() || first.random.nextInt(STORM_LOOKS) == 0) {
      first.network.heal();
      worlds.all().forEach(World::relink);
      operators.honest().forEach(n -> n.home().calm());
    } else if (first.random.nextInt(STRIKE_LOOKS) == 0) {
      if (first.random.nextInt(3) == 0) {
        first.network.repartition();
      }
      strike();
    }
  }

  private void strike() {
    for (HonestNode node : operators.honest()) {
      if (first.network.storming() && first.random.nextInt(100) < plan.faults().crashPercent()) {
        node.strikeSoon();
      }
    }
  }

  /**
   * Whether everything signed in a storm has been decided upon since, so that others know of it.
   */
  private boolean settled() {
    return recoveries.stream().allMatch(Recovery::settled);
  }

  private void restore(HonestNode node) {
    if (node.runs()) {
      node.home().backUp();
      restored = true;
      calmUntil = first.time.now() + CALM_AFTER_RESTORE_MILLIS;
      first.time.after(1 + first.random.nextInt(COPY_MILLIS), node::restore);
    }
  }
}
