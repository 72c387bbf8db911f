package org.alphadelta.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.alphadelta.chaos.FaultyDisk;
import org.alphadelta.chaos.FaultyDisk.Fault;

/**
 * Runs work on a fresh disk once per changing operation and kind of crash, and shows what the next
 * process finds.
 */
final class Faults {
  static final HomeLayout HOME = new HomeLayout(Path.of("/home"));

  private static final List<Fault> CRASHES =
      List.of(Fault.CRASH_BEFORE, Fault.CRASH_TORN, Fault.CRASH_AFTER);
  private static final int POWER_LOSSES = 8;

  private Faults() {}

  interface Work {
    /** Made anew for every crash: does its work on the disk, remembering what it was told. */
    void run(FaultyDisk disk);
  }

  /** What is expected of a disk after the work on it was cut off. */
  interface Check {
    void found(String how, FaultyDisk disk);
  }

  /**
   * {@code prepare} runs unharmed; then {@code work} is cut off at each of its operations in each
   * way.
   */
  static int everywhere(Consumer<FaultyDisk> prepare, Work work, Check check) {
    FaultyDisk whole = new FaultyDisk();
    prepare.accept(whole);
    long first = whole.operations() + 1;
    work.run(whole);
    long last = whole.operations();
    assertThat(last).as("operations of the work").isGreaterThanOrEqualTo(first);
    int checks = 0;
    for (long at = first; at <= last; at++) {
      for (Fault crash : CRASHES) {
        for (int seed = -1; seed < POWER_LOSSES; seed++) {
          FaultyDisk disk = new FaultyDisk();
          prepare.accept(disk);
          disk.strike(at, crash);
          String how =
              crash
                  + " at operation "
                  + at
                  + (seed < 0 ? ", killed" : ", power lost, seed " + seed);
          cutOff(how, work, disk);
          FaultyDisk next = seed < 0 ? disk.afterKill() : disk.afterPowerLoss(new Random(seed));
          check.found(how, next);
          checks++;
        }
      }
    }
    return checks;
  }

  private static void cutOff(String how, Work work, FaultyDisk disk) {
    try {
      work.run(disk);
    } catch (FaultyDisk.Crash expected) {
      return;
    }
    throw new AssertionError("the work was not cut off: " + how);
  }
}
