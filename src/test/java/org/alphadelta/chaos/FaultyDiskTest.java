package org.alphadelta.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.alphadelta.chaos.FaultyDisk.Fault;
import org.alphadelta.core.Bytes;
import org.alphadelta.store.DiskFailure;
import org.alphadelta.store.DiskFile;
import org.junit.jupiter.api.Test;

/** A disk that is kinder than a real one would prove nothing. */
class FaultyDiskTest {
  private static final Path DIRECTORY = Path.of("/d");
  private static final Path FILE = DIRECTORY.resolve("f");
  private static final Path OTHER = DIRECTORY.resolve("g");

  @Test
  void losesTearsOrKeepsWhatWasNotSyncedAndKeepsWhatWas() {
    Set<String> found = new TreeSet<>();
    for (int seed = 0; seed < 200; seed++) {
      FaultyDisk disk = synced("old!");
      disk.open(FILE).write(2, Bytes.utf8("NEW!"));
      found.add(text(disk.afterPowerLoss(new Random(seed)), FILE));
    }
    assertThat(found).contains("old!", "olNEW!", "olN!", "olNE").allMatch(t -> t.startsWith("ol"));
  }

  @Test
  void keepsEverythingWhenOnlyTheProcessDies() {
    FaultyDisk disk = synced("old!");
    disk.open(FILE).write(0, Bytes.utf8("new"));
    assertThat(text(disk.afterKill(), FILE)).isEqualTo("new!");
    assertThatThrownBy(() -> disk.open(FILE).write(0, Bytes.utf8("x")))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void losesNamesThatWereNotSyncedInOrder() {
    Set<String> found = new TreeSet<>();
    for (int seed = 0; seed < 100; seed++) {
      FaultyDisk disk = synced("old!");
      disk.rename(FILE, OTHER);
      disk.create(FILE);
      FaultyDisk next = disk.afterPowerLoss(new Random(seed));
      found.add(next.exists(FILE) + " " + next.exists(OTHER));
    }
    assertThat(found).containsExactly("false true", "true false", "true true");
    FaultyDisk disk = synced("old!");
    disk.rename(FILE, OTHER);
    disk.syncDirectory(DIRECTORY);
    assertThat(text(disk.afterPowerLoss(new Random(1)), OTHER)).isEqualTo("old!");
  }

  @Test
  void strikesAtTheChosenOperationOnly() {
    FaultyDisk before = synced("old!");
    before.strike(before.operations() + 2, Fault.CRASH_BEFORE);
    before.open(FILE).write(0, Bytes.utf8("1"));
    assertThatThrownBy(() -> before.open(FILE).write(1, Bytes.utf8("22")))
        .isInstanceOf(FaultyDisk.Crash.class);
    assertThat(text(before.afterKill(), FILE)).isEqualTo("1ld!");
    FaultyDisk torn = synced("old!");
    torn.strike(torn.operations() + 1, Fault.CRASH_TORN);
    assertThatThrownBy(() -> torn.open(FILE).write(0, Bytes.utf8("1234")))
        .isInstanceOf(FaultyDisk.Crash.class);
    assertThat(text(torn.afterKill(), FILE)).isEqualTo("12d!");
    FaultyDisk full = synced("old!").fill(2);
    assertThatThrownBy(() -> full.open(FILE).write(0, Bytes.utf8("123")))
        .isInstanceOf(DiskFailure.class)
        .hasMessageContaining("No space left");
  }

  private static FaultyDisk synced(String content) {
    FaultyDisk disk = new FaultyDisk();
    disk.mkdirs(DIRECTORY);
    try (DiskFile file = disk.create(FILE)) {
      file.write(0, Bytes.utf8(content));
      file.sync();
    }
    disk.syncDirectory(DIRECTORY);
    return disk;
  }

  private static String text(FaultyDisk disk, Path file) {
    return Optional.of(disk.open(file)).map(f -> f.read(0, 100).utf8()).orElseThrow();
  }
}
