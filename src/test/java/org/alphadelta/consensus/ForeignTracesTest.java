package org.alphadelta.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Replays traces of a specification that nobody here wrote, every one that is found under the
 * property {@code itf.dir} (default: {@code itf} of {@code vectors.dir}), in the folders {@code
 * consensus}, {@code consensus-random}, {@code votekeeper} and {@code scenarios}.
 */
class ForeignTracesTest {
  private static final Path DEFAULT =
      Path.of(System.getProperty("vectors.dir", "../shared/vectors")).resolve("itf");
  private static final int EXCUSED_IN_DEFAULT = 828;

  private interface Replay {
    void of(TraceTally tally, String name, JsonNode trace);
  }

  @Test
  void machineKeeperAndDriverAgreeWithTheSpecification() throws IOException {
    String given = System.getProperty("itf.dir", "");
    Path folder = given.isEmpty() ? DEFAULT : Path.of(given);
    if (given.isEmpty() && !Files.isDirectory(folder)) {
      String skipped = "skipped: no traces at " + folder.toAbsolutePath().normalize();
      System.out.println(skipped + " (itf.dir, vectors.dir)");
      assumeTrue(false, skipped);
    }
    assertThat(folder).isDirectory();
    TraceTally tally = new TraceTally();
    replay(tally, folder.resolve("consensus"), (t, n, j) -> new RoundTraces(t).replay(n, j));
    replay(tally, folder.resolve("consensus-random"), (t, n, j) -> new RoundTraces(t).replay(n, j));
    replay(tally, folder.resolve("votekeeper"), (t, n, j) -> new KeeperTraces(t).replay(n, j));
    replay(tally, folder.resolve("scenarios"), (t, n, j) -> new ScenarioTraces(t).replay(n, j));
    System.out.println(tally);
    tally.mismatches.forEach(System.out::println);
    assertThat(tally.mismatches).isEmpty();
    assertThat(tally.traces).as("traces found under " + folder.toAbsolutePath()).isPositive();
    if (given.isEmpty()) {
      assertThat(tally.excused).isEqualTo(EXCUSED_IN_DEFAULT);
    }
  }

  private static void replay(TraceTally tally, Path folder, Replay replay) throws IOException {
    for (Path file : Itf.files(folder)) {
      String name = folder.getFileName() + "/" + file.getFileName();
      tally.step = 0;
      try {
        replay.of(tally, name, Itf.read(file));
      } catch (IOException | RuntimeException e) {
        tally.unreadable(name, e);
      }
    }
  }
}
