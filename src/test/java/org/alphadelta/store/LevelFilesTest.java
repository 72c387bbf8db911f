package org.alphadelta.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.iq80.leveldb.DB;
import org.iq80.leveldb.WriteBatch;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LevelFilesTest {
  private static final LevelFiles.Report SOUND = new LevelFiles.Report(List.of(), List.of());
  private static final long SEED = 11;

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(LevelEngine.class)
  void findsNothingInADatabaseThatIsAsWritten(LevelEngine engine) throws IOException {
    assertThat(LevelFiles.look(directory)).isEqualTo(SOUND);
    write(engine, directory, 0, 400);
    assertThat(LevelFiles.look(directory)).isEqualTo(SOUND);
    write(engine, directory, 400, 800);
    assertThat(names(".sst")).isNotEmpty();
    assertThat(LevelFiles.look(directory)).isEqualTo(SOUND);
  }

  @ParameterizedTest
  @EnumSource(LevelEngine.class)
  void placesOneChangedBitInEveryLiveFile(LevelEngine engine) throws IOException {
    write(engine, directory, 0, 300);
    write(engine, directory, 300, 330);
    Random random = new Random(SEED);
    int flips = 0;
    for (String suffix : List.of(".log", ".sst", "")) {
      for (Path file : suffix.isEmpty() ? List.of(current(), manifest()) : names(suffix)) {
        byte[] sound = Files.readAllBytes(file);
        for (int i = 0; i < 120; i++) {
          int bit = i < 60 ? i % (sound.length * 8) : random.nextInt(sound.length * 8);
          byte[] changed = sound.clone();
          changed[bit / 8] ^= (byte) (1 << (bit % 8));
          Files.write(file, changed);
          LevelFiles.Report report = LevelFiles.look(directory);
          assertThat(report.damages()).as(file + " bit " + bit).isNotEmpty();
          assertThat(report.torn()).as(file + " bit " + bit).isEmpty();
          assertThat(report.damages().get(0).file()).as("bit " + bit).isEqualTo(file);
          flips++;
        }
        Files.write(file, sound);
      }
    }
    assertThat(flips).isGreaterThanOrEqualTo(480);
    assertThat(LevelFiles.look(directory)).isEqualTo(SOUND);
  }

  @ParameterizedTest
  @EnumSource(LevelEngine.class)
  void saysTheByteOfAChangedBitInTheLog(LevelEngine engine) throws IOException {
    write(engine, directory, 0, 50);
    Path log = names(".log").get(0);
    byte[] bytes = Files.readAllBytes(log);
    for (int at = 0; at < bytes.length; at += 37) {
      byte[] changed = bytes.clone();
      changed[at] ^= 4;
      Files.write(log, changed);
      assertThat(LevelFiles.look(directory).damages())
          .containsExactly(new LevelFiles.Damage(log, at, "one changed bit"));
      assertThatThrownBy(() -> LevelFiles.requireUndamagedLogs(directory))
          .isInstanceOf(StoreDamage.class)
          .hasMessageContaining("at byte " + at);
    }
  }

  @ParameterizedTest
  @EnumSource(LevelEngine.class)
  void callsAWriteThatWasCutOffTornWhereverItWasCut(LevelEngine engine) throws IOException {
    write(engine, directory, 0, 20);
    Path log = names(".log").get(0);
    byte[] whole = Files.readAllBytes(log);
    int last = lastRecord(whole);
    assertThat(last).isPositive();
    for (int cut = last + 1; cut < whole.length; cut += 3) {
      Files.write(log, java.util.Arrays.copyOf(whole, cut));
      assertThat(LevelFiles.look(directory))
          .as("cut at " + cut)
          .isEqualTo(new LevelFiles.Report(List.of(), List.of(new LevelFiles.Torn(log, last))));
    }
    Files.write(log, java.util.Arrays.copyOf(whole, last));
    assertThat(LevelFiles.look(directory)).isEqualTo(SOUND);
  }

  @ParameterizedTest
  @EnumSource(LevelEngine.class)
  void takesPreallocatedZerosForNothing(LevelEngine engine) throws IOException {
    write(engine, directory, 0, 20);
    Path log = names(".log").get(0);
    Files.write(log, new byte[70_000], StandardOpenOption.APPEND);
    assertThat(LevelFiles.look(directory)).isEqualTo(SOUND);
    byte[] bytes = Files.readAllBytes(log);
    bytes[bytes.length - 12_345] = 8;
    Files.write(log, bytes);
    assertThat(LevelFiles.look(directory).damages())
        .containsExactly(new LevelFiles.Damage(log, bytes.length - 12_345, "one changed bit"));
  }

  @ParameterizedTest
  @EnumSource(LevelEngine.class)
  void missesAFileThatTheManifestNames(LevelEngine engine) throws IOException {
    write(engine, directory, 0, 300);
    write(engine, directory, 300, 330);
    Path table = names(".sst").get(0);
    Files.delete(table);
    assertThat(LevelFiles.look(directory).damages()).hasSize(1);
    assertThat(LevelFiles.look(directory).damages().get(0).what()).contains("no such file");
  }

  /**
   * Opening a database with a log turns the log into a table, so a second call leaves both kinds
   * behind.
   */
  private static void write(LevelEngine engine, Path directory, int from, int to)
      throws IOException {
    Random random = new Random(from);
    try (DB db = engine.open(directory)) {
      for (int i = from; i < to; i++) {
        byte[] value = new byte[random.nextInt(1200)];
        random.nextBytes(value);
        try (WriteBatch batch = db.createWriteBatch()) {
          batch.put(("key " + i).getBytes(StandardCharsets.UTF_8), value);
          batch.put(("other " + i).getBytes(StandardCharsets.UTF_8), new byte[] {1, 2, 3, 0, 5});
          db.write(batch);
        }
      }
    }
  }

  /** Where the last record of a log begins; the records of these tests are shorter than a block. */
  private static int lastRecord(byte[] log) {
    int last = 0;
    int at = 0;
    while (at + 7 <= log.length) {
      int length = (log[at + 4] & 0xff) | (log[at + 5] & 0xff) << 8;
      if (log[at + 6] == 0) {
        break;
      }
      if (log[at + 6] == 1 || log[at + 6] == 2) {
        last = at;
      }
      at += 7 + length;
      if (32768 - at % 32768 < 7) {
        at += 32768 - at % 32768;
      }
    }
    return last;
  }

  private Path current() {
    return directory.resolve("CURRENT");
  }

  private Path manifest() throws IOException {
    return directory.resolve(Files.readString(current()).strip());
  }

  private List<Path> names(String suffix) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(f -> f.toString().endsWith(suffix)).sorted().toList();
    }
  }
}
