package org.alphadelta.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.alphadelta.chaos.FaultyDisk;
import org.alphadelta.consensus.LogEntry;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Sha256;
import org.alphadelta.wire.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileConsensusLogTest {
  private static final Path LOG = Path.of("/home/chains/x/alpha/consensus.log");

  @Test
  void keepsEveryKindOfEntryOnARealDisk(@TempDir Path home) throws IOException {
    Path path = home.resolve("consensus.log");
    FileConsensusLog log = FileConsensusLog.open(new FileDisk(), path);
    assertThat(log.height()).isZero();
    assertThat(log.entries()).isEmpty();
    log.startHeight(5);
    List<LogEntry> entries = new ArrayList<>();
    Samples samples = new Samples(1);
    for (Class<?> kind : Samples.leaves(LogEntry.class)) {
      for (int i = 0; i < 20; i++) {
        entries.add((LogEntry) samples.of(kind));
      }
    }
    for (LogEntry entry : entries) {
      log.append(entry);
    }
    log.sync();
    assertThat(log.entries()).isEqualTo(entries);
    log.close();
    FileConsensusLog again = FileConsensusLog.open(new FileDisk(), path);
    assertThat(again.height()).isEqualTo(5);
    assertThat(again.entries()).isEqualTo(entries);
    assertThat(again.torn()).isEmpty();
    again.startHeight(6);
    assertThat(again.entries()).isEmpty();
    again.close();
  }

  @Test
  void keepsAllThatWasSyncedAndNothingThatWasNotAppendedAtAnyCrash() {
    List<String> told = new ArrayList<>();
    List<String> tried = new ArrayList<>();
    int checks =
        Faults.everywhere(
            disk -> {
              FileConsensusLog log = open(disk);
              run(() -> log.startHeight(1));
              for (int i = 0; i < 3; i++) {
                append(log, 1, i);
              }
              run(log::sync);
            },
            disk -> {
              told.clear();
              tried.clear();
              tell(told, tried, 1, 3);
              FileConsensusLog log = open(disk);
              for (int i = 3; i < 6; i++) {
                tried.add("1/" + (i + 1));
                append(log, 1, i);
              }
              run(log::sync);
              tell(told, tried, 1, 6);
              tried.add("2/0");
              run(() -> log.startHeight(2));
              for (int i = 0; i < 3; i++) {
                tried.add("2/" + (i + 1));
                append(log, 2, i);
                run(log::sync);
                tell(told, tried, 2, i + 1);
              }
            },
            (how, disk) -> {
              FileConsensusLog log = open(disk);
              List<LogEntry> found = entries(log);
              for (int i = 0; i < found.size(); i++) {
                assertThat(found.get(i)).as(how).isEqualTo(entry(log.height(), i));
              }
              String state = log.height() + "/" + found.size();
              List<String> allowed = new ArrayList<>(tried);
              allowed.add(told.get(told.size() - 1));
              assertThat(state).as(how).isIn(allowed);
              run(() -> log.startHeight(3));
              append(log, 3, 0);
              run(log::sync);
              assertThat(entries(open(disk))).as(how).containsExactly(entry(3, 0));
            });
    assertThat(checks).isGreaterThan(300);
  }

  @Test
  void cutsAndReportsATornTail() throws IOException {
    FaultyDisk disk = new FaultyDisk();
    FileConsensusLog log = open(disk);
    log.startHeight(1);
    append(log, 1, 0);
    log.sync();
    long end = disk.open(LOG).size();
    append(log, 1, 1);
    try (DiskFile file = disk.open(LOG)) {
      file.truncate(file.size() - 3);
    }
    FileConsensusLog again = open(disk);
    assertThat(again.entries()).containsExactly(entry(1, 0));
    assertThat(again.torn()).isPresent();
    assertThat(again.torn().get().offset()).isEqualTo(end);
    assertThat(disk.open(LOG).size()).isEqualTo(end);
    assertThat(open(disk).torn()).isEmpty();
  }

  @Test
  void stopsAtEveryChangedBitOfWhatWasSynced() throws IOException {
    FaultyDisk written = new FaultyDisk();
    FileConsensusLog log = open(written);
    log.startHeight(9);
    List<LogEntry> entries = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      append(log, 9, i);
      entries.add(entry(9, i));
      log.sync();
    }
    int size = (int) written.open(LOG).size();
    int refused = 0;
    for (int bit = 0; bit < size * 8; bit++) {
      FaultyDisk disk = written.copy();
      disk.flip(LOG, bit / 8, bit % 8);
      try {
        FileConsensusLog read = FileConsensusLog.open(disk, LOG);
        assertThat(read.height()).as("bit " + bit).isEqualTo(9);
        assertThat(read.entries()).as("bit " + bit).isEqualTo(entries);
      } catch (IOException damage) {
        refused++;
      }
    }
    // What is not refused is the repeated checksum of a record that is whole by the first one.
    assertThat(refused).isEqualTo(size * 8 - 5 * Integer.SIZE);
  }

  @Test
  void stopsWhenARecordInTheMiddleIsOverwritten() throws IOException {
    FaultyDisk disk = new FaultyDisk();
    FileConsensusLog log = open(disk);
    log.startHeight(9);
    append(log, 9, 0);
    long first = disk.open(LOG).size();
    append(log, 9, 1);
    log.sync();
    append(log, 9, 2);
    log.sync();
    try (DiskFile file = disk.open(LOG)) {
      file.write(first, Bytes.of(new byte[12]));
    }
    assertThatThrownBy(() -> FileConsensusLog.open(disk, LOG))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("at byte " + first);
  }

  @Test
  void beginsANewFileWhenTheOldOneIsLarge() throws IOException {
    FaultyDisk disk = new FaultyDisk();
    FileConsensusLog log = open(disk);
    log.startHeight(1);
    Bytes body = Bytes.of(new byte[4 * 1024 * 1024 - 100]);
    for (int i = 0; i < 9; i++) {
      log.append(new LogEntry.BodyReceived(Sha256.plain(Bytes.utf8("body")), body));
    }
    log.sync();
    assertThat(disk.open(LOG).size()).isGreaterThan(FileConsensusLog.COMPACT_BYTES);
    log.startHeight(2);
    append(log, 2, 0);
    log.sync();
    assertThat(disk.open(LOG).size()).isLessThan(1000);
    assertThat(open(disk).height()).isEqualTo(2);
    assertThat(open(disk).entries()).containsExactly(entry(2, 0));
  }

  @Test
  void isOutOfUseAfterAFailedSync() throws IOException {
    FaultyDisk disk = new FaultyDisk();
    FileConsensusLog log = open(disk);
    log.startHeight(1);
    append(log, 1, 0);
    disk.strike(disk.operations() + 1, FaultyDisk.Fault.IO_ERROR);
    assertThatThrownBy(log::sync).isInstanceOf(IOException.class);
    assertThatThrownBy(log::sync)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("out of use");
    assertThatThrownBy(() -> log.append(entry(1, 1))).isInstanceOf(IOException.class);
  }

  private static void tell(List<String> told, List<String> tried, long height, int count) {
    told.add(height + "/" + count);
    tried.clear();
  }

  private static LogEntry entry(long height, int index) {
    Bytes body = Bytes.utf8("body " + height + "/" + index + " ".repeat(index * 7));
    return index % 2 == 0
        ? new LogEntry.Built(index, Sha256.plain(body), body)
        : new LogEntry.Acting(index % 4 == 1);
  }

  private static FileConsensusLog open(FaultyDisk disk) {
    try {
      return FileConsensusLog.open(disk, LOG);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<LogEntry> entries(FileConsensusLog log) {
    try {
      return log.entries();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void append(FileConsensusLog log, long height, int index) {
    run(() -> log.append(entry(height, index)));
  }

  private interface Action {
    void run() throws IOException;
  }

  private static void run(Action action) {
    try {
      action.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
