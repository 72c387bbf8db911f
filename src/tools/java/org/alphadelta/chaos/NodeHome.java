package org.alphadelta.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.alphadelta.store.FileConsensusLog;
import org.alphadelta.store.FileSignState;
import org.alphadelta.store.HomeLayout;

/**
 * What a simulated node keeps through a crash: blocks, log and sign-state on one disk that may
 * fail, and perhaps an old copy of it.
 */
final class NodeHome {
  private static final Path HOME = Path.of("/home");
  private static final Path BLOCKS = HOME.resolve("blocks");
  private static final Path LOG = HOME.resolve("log");

  /** A fault strikes within so many operations. */
  private static final int SOON = 30;

  private final World world;
  private final int index;
  private FaultyDisk disk = new FaultyDisk();
  private Optional<FaultyDisk> backup = Optional.empty();
  private boolean mayFail;

  NodeHome(World world, int index) {
    this.world = world;
    this.index = index;
    disk.mkdirs(HOME.resolve("signing"));
    try {
      signState().create();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  FileSignState signState() {
    return new FileSignState(disk, new HomeLayout(HOME), world.chain, world.key(index));
  }

  FileConsensusLog log() throws IOException {
    return FileConsensusLog.open(disk, LOG);
  }

  List<StoredBlock> blocks() {
    return StoredBlock.load(disk, BLOCKS);
  }

  void append(StoredBlock block) {
    StoredBlock.append(disk, BLOCKS, block);
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
