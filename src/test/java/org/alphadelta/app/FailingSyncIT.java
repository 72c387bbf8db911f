package org.alphadelta.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.alphadelta.NotInMainnetBuild;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A real validator whose disk fails to sync, its sign-state or its log of agreement: the process
 * ends with exit code 10 and one line that says why, and on a sound disk it goes on.
 */
@NotInMainnetBuild
class FailingSyncIT {
  private static final int SAFETY_STOP = 10;
  private static final String LATEST = "/network/alpha/height/latest";

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"signing", "consensus.log"})
  void aSyncThatFailsEndsTheProcessAndTheNextOneGoesOn(String failing) throws IOException {
    Path triggers = Files.createDirectory(directory.resolve("triggers"));
    Path log = directory.resolve("failing.log");
    try (SoleValidator sole = SoleValidator.found(directory)) {
      Adn.RunningNode node =
          Adn.RunningNode.start(
              NodeOnAFailingDisk.class.getName(),
              List.of("-D" + NodeOnAFailingDisk.TRIGGERS + "=" + triggers),
              sole.home(),
              log);
      long before;
      try (node) {
        before = reaches(sole, node, 3);
        Files.createFile(triggers.resolve(failing));
        assertThat(node.awaitEnd()).as(node.log()).isEqualTo(SAFETY_STOP);
      }
      List<String> complaints =
          node.log().lines().filter(line -> line.startsWith("adn: ")).toList();
      assertThat(complaints).as(node.log()).hasSize(1);
      assertThat(complaints.getFirst())
          .startsWith("adn: safety stop: ")
          .contains("a write or read of log or sign-state failed", failing, "Input/output error");

      reaches(sole, sole.start(), before + 3);
    }
  }

  private static long reaches(SoleValidator sole, Adn.RunningNode node, long height) {
    return sole.until(node, LATEST, a -> a.body().path("height").asLong() >= height)
        .body()
        .path("height")
        .asLong();
  }
}
