package org.alphadelta.testnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes are ended by their id, and only those that were started here. */
@Timeout(60)
class ProcessesTest {
  private static final List<String> SLEEP = List.of("sleep", "600");

  @TempDir Path directory;

  @Test
  void aProcessIsRememberedAsSoonAsItRunsAndForgottenWhenItHasEnded() throws Exception {
    Path file = directory.resolve("processes.json");
    Processes processes = new Processes(file, Map.of("PATH", System.getenv("PATH")), List.of());

    processes.start("v1", SLEEP, directory.resolve("v1.log"));

    Started remembered = Started.read(file).get(0);
    assertThat(remembered.name()).isEqualTo("v1");
    assertThat(processes.pid("v1")).contains(remembered.pid());
    ProcessHandle handle = remembered.alive().orElseThrow();
    assertThat(processes.stopAll()).isEmpty();
    assertThat(handle.isAlive()).isFalse();
    assertThat(remembered.alive()).isEmpty();
    assertThat(Started.read(file)).isEmpty();
  }

  @Test
  void aRunThatIsEndingStartsNothing() {
    Processes processes = new Processes(directory.resolve("p.json"), Map.of(), List.of());
    processes.close();

    assertThatThrownBy(() -> processes.start("v1", SLEEP, directory.resolve("v1.log")))
        .isInstanceOf(MissionFailed.class);
  }

  @Test
  void aProcessThatIsLeftRunsOnAndIsStillRemembered() throws Exception {
    Path file = directory.resolve("processes.json");
    Processes processes = new Processes(file, Map.of("PATH", System.getenv("PATH")), List.of());
    processes.start("v1", SLEEP, directory.resolve("v1.log"));

    processes.leaveRunning();
    processes.close();

    ProcessHandle handle = Started.read(file).get(0).alive().orElseThrow();
    assertThat(Processes.end(List.of(handle), Processes.PATIENCE)).isEmpty();
  }

  @Test
  void aProcessThatDoesNotEndWhenAskedIsKilled() throws Exception {
    Process stubborn =
        new ProcessBuilder("sh", "-c", "trap '' TERM; echo ready; while :; do sleep 1; done")
            .start();
    assertThat(stubborn.inputReader().readLine()).isEqualTo("ready");

    List<ProcessHandle> killed =
        Processes.end(List.of(stubborn.toHandle()), Duration.ofMillis(300));

    assertThat(killed).containsExactly(stubborn.toHandle());
    assertThat(stubborn.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aProcessThatEndsByItselfIsLostWithItsLastWords() throws Exception {
    Path log = directory.resolve("v1.log");
    Processes processes =
        new Processes(
            directory.resolve("p.json"), Map.of("PATH", System.getenv("PATH")), List.of());
    processes.start("v1", List.of("sh", "-c", "echo adn: port in use; exit 2"), log);
    ProcessHandle.of(Started.read(directory.resolve("p.json")).get(0).pid())
        .ifPresent(h -> h.onExit().join());

    Optional<String> lost = processes.lost();

    assertThat(lost)
        .get()
        .asString()
        .contains("v1 ended by itself with exit code 2", "adn: port in use");
    assertThat(Files.readString(log)).contains("port in use");
    processes.close();
  }

  @Test
  void anotherProcessWithTheSameIdIsNotTheSame() {
    Started self = Started.of("me", ProcessHandle.current());

    assertThat(self.alive()).contains(ProcessHandle.current());
    assertThat(new Started("me", self.pid(), self.startedMillis() - 60_000).alive()).isEmpty();
  }
}
