package org.alphadelta.swap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.alphadelta.actor.NodeEnvironment;
import org.alphadelta.chaos.FaultyDisk;
import org.alphadelta.chaos.FaultyDisk.Fault;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.store.ChainPointer;
import org.alphadelta.store.DiskFailure;
import org.alphadelta.store.HomeLayout;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever ends the process wherever, the next one comes to the same end, and the old chain's files
 * are as they were.
 */
@Tag("slow")
class KillAnywhereTest {
  private static final Path HOME = Path.of("/home/v");
  private static final long SEED = 20_260_728L;

  /** An upgrade to make, by a validator of a part. */
  record Case(String name, SwapWorld world, int validator, UpgradeStep end) {
    @Override
    public String toString() {
      return name;
    }

    NodeEnvironment machine(FaultyDisk disk) {
      return world.machine(disk, HOME, Optional.of(world.key(validator)));
    }
  }

  static Stream<Case> cases() {
    SwapWorld testnet = new SwapWorld();
    SwapWorld all = new SwapWorld(NetworkId.TESTNET, List.of(1, 2, 3, 4, 5));
    SwapWorld mainnet = new SwapWorld(NetworkId.MAINNET, List.of(1, 2, 3, 5));
    return Stream.of(
        new Case("a governor of both chains", testnet, 1, UpgradeStep.COMPLETED),
        new Case("a public validator that becomes a governor", testnet, 5, UpgradeStep.COMPLETED),
        new Case("a YES voter that is no member of the target", all, 4, UpgradeStep.COMPLETED),
        new Case("a handover to mainnet", mainnet, 2, UpgradeStep.HANDED_OVER));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aKillAtAnyFileOperationLosesNothing(Case upgrade) {
    for (Fault fault : List.of(Fault.CRASH_BEFORE, Fault.CRASH_TORN, Fault.CRASH_AFTER)) {
      everyOperation(upgrade, fault, (disk, operation) -> disk.afterKill());
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aPowerLossAtAnyFileOperationLosesNothing(Case upgrade) {
    for (Fault fault : List.of(Fault.CRASH_BEFORE, Fault.CRASH_TORN, Fault.CRASH_AFTER)) {
      for (int chance = 0; chance < 1; chance++) {
        long seed = SEED + chance;
        everyOperation(
            upgrade, fault, (disk, operation) -> disk.afterPowerLoss(new Random(seed + operation)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aFailingOrFullDiskAtAnyFileOperationIsOvercome(Case upgrade) {
    for (Fault fault : List.of(Fault.IO_ERROR, Fault.FULL)) {
      everyOperation(upgrade, fault, (disk, operation) -> disk.afterKill());
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aKillAfterAnyEventLosesNothing(Case upgrade) {
    FaultyDisk settled = settled(upgrade);
    Expectation expected = expectation(upgrade, settled);
    for (int killAfter = 1; killAfter <= expected.journal().size(); killAfter++) {
      FaultyDisk disk = settled.copy();
      List<ChainSwapEvent> journal = new ArrayList<>();
      boolean killed = runUntilKilled(upgrade, disk, journal, killAfter);
      assertThat(killed).isTrue();

      FaultyDisk found = disk.afterKill();
      Saga saga = new Saga(upgrade.world(), upgrade.machine(found), journal).run();

      requireSameEnd(expected, saga, found, "killed after event " + killAfter);
      assertThat(journal).as("killed after event " + killAfter).isEqualTo(expected.journal());
    }
  }

  private record Expectation(
      Case upgrade,
      SortedMap<Path, Bytes> before,
      SortedMap<Path, Bytes> after,
      List<ChainSwapEvent> journal,
      long operations) {}

  private static void everyOperation(
      Case upgrade, Fault fault, BiFunction<FaultyDisk, Long, FaultyDisk> next) {
    FaultyDisk settled = settled(upgrade);
    Expectation expected = expectation(upgrade, settled);
    assertThat(expected.operations()).isGreaterThan(20);
    for (long operation = 1; operation <= expected.operations(); operation++) {
      FaultyDisk disk = settled.copy().strike(operation, fault);
      List<ChainSwapEvent> journal = new ArrayList<>();
      runUntilKilled(upgrade, disk, journal, Integer.MAX_VALUE);

      FaultyDisk found = next.apply(disk, operation);
      requireOrder(upgrade, found, fault + " at operation " + operation);
      Saga saga = new Saga(upgrade.world(), upgrade.machine(found), journal).run();

      requireSameEnd(expected, saga, found, fault + " at operation " + operation);
    }
  }

  private static boolean runUntilKilled(
      Case upgrade, FaultyDisk disk, List<ChainSwapEvent> journal, int killAfter) {
    try {
      new Saga(upgrade.world(), upgrade.machine(disk), journal, killAfter).run();
      return false;
    } catch (FaultyDisk.Crash | DiskFailure end) {
      return true;
    }
  }

  private static FaultyDisk settled(Case upgrade) {
    FaultyDisk disk = new FaultyDisk();
    upgrade.world().settle(upgrade.machine(disk));
    SwapWorld.write(disk, HOME.resolve("genesis.cache"), "the cache of the old generation");
    return disk;
  }

  private static Expectation expectation(Case upgrade, FaultyDisk settled) {
    FaultyDisk disk = settled.copy();
    SortedMap<Path, Bytes> before = Saga.files(disk, HOME);
    List<ChainSwapEvent> journal = new ArrayList<>();
    Saga saga = new Saga(upgrade.world(), upgrade.machine(disk), journal).run();
    assertThat(saga.upgrade().step()).isEqualTo(upgrade.end());
    return new Expectation(upgrade, before, Saga.files(disk, HOME), journal, disk.operations());
  }

  /**
   * What lies on the disk of a dead process: no pointer without a directory, no directory without
   * its sign-states.
   */
  private static void requireOrder(Case upgrade, FaultyDisk disk, String what) {
    GenesisPairId target = upgrade.world().targetId();
    HomeLayout home = new HomeLayout(HOME);
    boolean directory = disk.exists(home.genesis(target));
    PublicKey key = upgrade.world().key(upgrade.validator()).publicKey();
    if (new ChainPointer(disk, home).read().filter(target::equals).isPresent()) {
      assertThat(directory).as(what + ": a pointer without its directory").isTrue();
    }
    if (directory && upgrade.world().target.committee().contains(key)) {
      for (ChainKind kind : ChainKind.values()) {
        assertThat(disk.exists(home.signState(target.chain(kind), key)))
            .as(what + ": a directory without its sign-state")
            .isTrue();
      }
    }
  }

  private static void requireSameEnd(
      Expectation expected, Saga saga, FaultyDisk disk, String what) {
    assertThat(saga.upgrade().step()).as(what).isEqualTo(expected.upgrade().end());
    assertThat(saga.upgrade().sourceClosed()).as(what).isTrue();
    SortedMap<Path, Bytes> files = Saga.files(disk, HOME);
    assertThat(files).as(what).isEqualTo(expected.after());
    Path pointer = HOME.resolve("chains").resolve("current");
    expected
        .before()
        .forEach(
            (path, content) -> {
              if (!path.equals(pointer)) {
                assertThat(files.get(path)).as(what + ": " + path).isEqualTo(content);
              }
            });
  }
}
