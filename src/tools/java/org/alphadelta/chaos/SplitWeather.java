package org.alphadelta.chaos;

import java.util.List;

/**
 * Storms and calms over an upgrade, what they do to disks, and the one old copy of a disk that
 * comes back in a calm.
 */
final class SplitWeather {
  private static final int STORMS_MILLIS = 60_000;
  private static final int LOOK_MILLIS = 400;
  private static final int CALM_AFTER_RESTORE_MILLIS = 5_000;

  /** Byzantine leavers begin the new chains so many blocks before H. */
  private static final int EARLY = 2;

  private final SplitPlan plan;
  private final World first;
  private final SplitWorlds worlds;
  private final SplitCast cast;
  private final List<Recovery> recoveries;
  private long stormsEnd;
  private long calmUntil;
  private boolean restored;

  SplitWeather(SplitPlan plan, SplitWorlds worlds, SplitCast cast, List<Recovery> recoveries) {
    this.plan = plan;
    this.worlds = worlds;
    this.first = worlds.alpha;
    this.cast = cast;
    this.recoveries = List.copyOf(recoveries);
    this.restored = plan.restored() < 0;
  }

  void start() {
    stormsEnd = first.random.nextInt(STORMS_MILLIS);
    first.time.after(LOOK_MILLIS, this::look);
  }

  private void look() {
    boolean over = first.time.now() > stormsEnd;
    if (first.network.storming() && (over || first.random.nextInt(12) == 0)) {
      first.network.heal();
      worlds.all().forEach(World::relink);
      cast.honest().forEach(n -> n.home().calm());
    } else if (first.network.storming()) {
      storming();
    } else if (!restored && first.random.nextInt(4) == 0 && settled()) {
      restore(cast.honest().get(plan.restored()));
    } else if (!over && first.time.now() > calmUntil && first.random.nextInt(4) == 0) {
      first.network.storm();
    }
    if (first.witness.head().height() >= plan.activation() - EARLY) {
      cast.startNextLiars();
    }
    first.time.after(LOOK_MILLIS, this::look);
  }

  private void storming() {
    if (first.random.nextInt(3) == 0) {
      first.network.repartition();
    }
    for (HonestNode node : cast.honest()) {
      if (first.random.nextInt(100) < plan.faults().crashPercent()) {
        node.strikeSoon();
      }
    }
  }

  /** Whatever was signed in a storm has been decided upon since, so that others know of it. */
  private boolean settled() {
    return recoveries.stream().allMatch(Recovery::settled);
  }

  private void restore(HonestNode node) {
    if (node.runs()) {
      node.home().backUp();
      restored = true;
      calmUntil = first.time.now() + CALM_AFTER_RESTORE_MILLIS;
      first.time.after(1 + first.random.nextInt(LOOK_MILLIS), node::restore);
    }
  }
}
