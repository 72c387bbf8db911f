package org.alphadelta.chaos;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.alphadelta.store.HomeLayout;

/**
 * The disk of one operator with the files of all its chains: it may fail, and there may be an old
 * copy of it.
 */
final class NodeHome {
  static final Path HOME = Path.of("/home");
  static final HomeLayout LAYOUT = new HomeLayout(HOME);

  /** A fault occurs within this many operations. */
  private static final int SOON = 30;

  private final World world;
  private FaultyDisk disk = new FaultyDisk();
  private Optional<FaultyDisk> backup = Optional.empty();
  private boolean mayFail;

  NodeHome(World world) {
    this.world = world;
    disk.mkdirs(LAYOUT.signing());
  }

  /** The present disk; a crash replaces it. */
  FaultyDisk disk() {
    return disk;
  }

  /** Schedules a fault at one of the next operations on the disk. */
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

  /** Whether a failure of this disk was scheduled since the last call. */
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

  /** Copies the disk, to be restored later. */
  void backUp() {
    backup = Optional.of(disk.copy());
  }

  /** Replaces the disk by the copy; false when there is none. */
  boolean restore() {
    backup.ifPresent(copy -> disk = copy);
    boolean restored = backup.isPresent();
    backup = Optional.empty();
    return restored;
  }
}
