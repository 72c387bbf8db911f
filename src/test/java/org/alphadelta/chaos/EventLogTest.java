package org.alphadelta.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The events of a seed as a file for people. */
class EventLogTest {
  @TempDir Path directory;

  private record Run(int exitCode, String out, String err) {
    String traceHash() {
      return out.replaceAll("(?s).*\"trace_hash\":\"([0-9a-f]{64})\".*", "$1");
    }
  }

  @Test
  void tellsOfEachDecisionWhoDecidedItWhereAndWhat() throws IOException {
    Path log = directory.resolve("log");

    assertThat(run("--seed 6 --heights 3 --log " + log).exitCode()).isZero();

    List<String> lines = Files.readAllLines(log);
    assertThat(lines.getFirst()).contains("seed 6: " + SimulationPlan.of(6, 3).describe());
    assertThat(lines.getLast()).contains("ends after").endsWith("with 3 heights");
    for (int height = 1; height <= 3; height++) {
      String decision =
          " +\\d+ ms  n0 +alpha %d/\\d+ decided +decides height %d: [0-9a-f]{8}"
              .formatted(height, height);
      assertThat(lines).filteredOn(line -> line.matches(decision)).hasSize(1);
    }
    assertThat(lines)
        .anyMatch(line -> line.matches(".* n\\d .* hears n\\d: precommit 2/0 [0-9a-f]{8} by n\\d"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--seed 6 --heights 3", "--seed 4 --heights 2", "--seed 3 --split"})
  void twoRunsWriteTheSameFileAndTheTraceIsTheOneWithoutIt(String seed) throws IOException {
    Path one = directory.resolve("one");
    Path two = directory.resolve("two");

    Run first = run(seed + " --log " + one);
    Run second = run(seed + " --log " + two);
    Run unlogged = run(seed);

    assertThat(Files.mismatch(one, two)).isEqualTo(-1);
    assertThat(first.traceHash()).isEqualTo(unlogged.traceHash());
    assertThat(second.traceHash()).isEqualTo(unlogged.traceHash());
  }

  @Test
  void tellsOfBothPairsInASplit() throws IOException {
    Path log = directory.resolve("log");

    run("--seed 3 --split --log " + log);

    assertThat(Files.readString(log))
        .contains("leaves: signs nothing above height ")
        .containsPattern("new delta 1/\\d+ decided +decides height 1");
  }

  @Test
  void eventsOfSeveralSeedsWouldMix() {
    Run run = run("--seeds 2 --heights 1 --log " + directory.resolve("log"));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--log: expected --seed with it");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aFileThatCannotBeWrittenIsAMistake() {
    Run run = run("--seed 6 --heights 1 --log " + directory);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--log: cannot write " + directory);
  }

  private static Run run(String options) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command =
        ChaosMain.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    List<String> arguments = new ArrayList<>(List.of("simulate", "-o", "json"));
    arguments.addAll(List.of(options.split(" ")));
    int exitCode = command.execute(arguments.toArray(String[]::new));
    return new Run(exitCode, out.toString(), err.toString());
  }
}
