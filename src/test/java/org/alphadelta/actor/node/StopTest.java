package org.alphadelta.actor.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.alphadelta.store.FileConsensusLog;
import org.alphadelta.store.FileDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node says, and to whom it leaves a restart, when one of its parts has failed. */
class StopTest {
  private static final int FAILURE = 1;
  private static final int SAFETY_STOP = 10;

  @TempDir private Path directory;

  private static Node.Stop opening(Path log) {
    try {
      FileConsensusLog.open(new FileDisk(), log).close();
    } catch (IOException e) {
      return Node.Stop.of(
          "pair", new RuntimeException("exception during creation", new UncheckedIOException(e)));
    }
    throw new AssertionError(log + " was opened");
  }

  @Test
  void aLogThatCannotBeOpenedIsASafetyStopThatNamesIt() throws IOException {
    Path dangling = directory.resolve("dangling.log");
    Files.createSymbolicLink(dangling, directory.resolve("nowhere"));
    Path folder = Files.createDirectory(directory.resolve("folder.log"));
    assertThat(opening(dangling))
        .isEqualTo(new Node.Stop(SAFETY_STOP, "pair: open " + dangling + ": no such file"));
    assertThat(opening(folder))
        .isEqualTo(new Node.Stop(SAFETY_STOP, "pair: open " + folder + ": Is a directory"));
  }

  @Test
  void aMistakeOfOursIsAFailure() {
    assertThat(Node.Stop.of("pair", new IllegalArgumentException("x")).exitCode())
        .isEqualTo(FAILURE);
  }
}
