package org.alphadelta.chaos;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.alphadelta.store.HomeLayout;

/**
 * The disk of one operator, with everything of every chain on it: it may fail, and perhaps there is
 * an old copy of it.
 */
final class NodeHome {
  static final Path HOME = Path.of("/home");
  static final HomeLayout LAYOUT = new HomeLayout(HOME);

  /** A fault strikes within so many operations. */
  private static final int SOON = 30;

  private final World world;
  private FaultyDisk disk = new FaultyDisk();
  private Optional<FaultyDisk> backup = Optional.empty();
  private boolean mayFail;

  NodeHome(World world) {
    this.world = world;
    disk.mkdirs(LAYOUT.signing());
  }

  /** As it is now; a crash puts another in its place. */
  FaultyDisk disk() {
    return disk;
  }

  /** Lets a fault strike at one of the next operations on the disk. */
  void strikeSoon() {
    Random random = world.random;
    boolean fails = random.nextInt(100) < world.plan.diskErrorPercent();
    FaultyDisk.Fault[] kinds = FaultyDisk.Fault.values();
    int kind = fails ? 3 + random.nextInt(2) : random.nextInt(3);
    mayFail = mayFail || fails;
    disk.strike(disk.operations() + 1 + random.nextInt(SOON), kinds[kind]);
  }

  void calm() {
    disk.strike(-1, FaultyDisk.Fault.CRASH_BEFORE);
  }

  /** Whether a failure of this disk was asked for since the last time. */
  boolean mayHaveFailed() {
    boolean asked = mayFail;
    mayFail = false;
    return asked;
  }

  /**
   * The process ends. The disk keeps what was synced, or, when only the process dies, what was
   * written.
   */
  void crash(boolean powerLoss) {
    disk = powerLoss ? disk.afterPowerLoss(world.random) : disk.afterKill();
  }

  /** Somebody copies the disk, for a day on which it may be needed. */
  void backUp() {
    backup = Optional.of(disk.copy());
  }

  /** Puts the copy in the place of the disk; false when there is none. */
  boolean restore() {
    backup.ifPresent(copy -> disk = copy);
    boolean restored = backup.isPresent();
    backup = Optional.empty();
    return restored;
  }
}
