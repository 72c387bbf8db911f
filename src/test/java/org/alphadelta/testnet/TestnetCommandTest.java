package org.alphadelta.testnet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.alphadelta.config.BuildInfo;
import org.alphadelta.config.PinFile;
import org.alphadelta.genesis.Pins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands themselves: mistakes, and all that is made before a node is started. */
class TestnetCommandTest {
  @TempDir Path directory;

  private final Terminal terminal = new Terminal(BuildInfo.Kind.NETWORK_UPGRADES);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --until lunch                  | lunch
          --notice 9                     | --notice: found 9, expected a number from 10 to 10000
          --freeze 0                     | --freeze: found 0, expected a number from 1
          --voting-period 1              | --voting-period: found 1, expected a number from 10
          --block-interval-ms 1          | --block-interval-ms: found 1, expected a number from 50
          --horizon 40                   | --horizon: found 40, expected at least 47
          --delta-min-alpha-blocks=-1    | --delta-min-alpha-blocks: found -1, expected a number from 0
          --max-resident-mb 10           | --max-resident-mb: found 10, expected at least 64
          --max-seconds=-5               | --max-seconds: found -5, expected 0
          --seed x                       | seed
          --dir file                     | --dir: found a file at
          """)
  void impossibleWishesAreRefusedAtOnce(String options, String says) throws Exception {
    Path base = directory.resolve("runs");
    Path file = Files.createFile(directory.resolve("file"));
    List<Object> arguments = new ArrayList<>(List.of("testnet", "run"));
    Stream.of(options.split(" "))
        .map(o -> o.equals("file") ? file.toString() : o)
        .forEach(arguments::add);
    if (!options.startsWith("--dir")) {
      arguments.addAll(List.of("--dir", base));
    }

    Terminal.Outcome outcome = terminal.type(arguments.toArray());

    assertThat(outcome.exitCode()).describedAs(outcome.toString()).isEqualTo(2);
    assertThat(outcome.err()).startsWith("adn: ").contains(says);
    assertThat(outcome.out()).isEmpty();
    assertThat(base).doesNotExist();
  }

  @Test
  void severalImpossibleWishesAreNamedTogether() {
    Terminal.Outcome outcome =
        terminal.type(
            "testnet",
            "run",
            "--freeze",
            "0",
            "--voting-period",
            "1",
            "--dir",
            directory.resolve("runs"));

    assertThat(outcome.err().lines()).hasSize(2);
  }

  @Test
  void aBuildThatDoesNotRunTheNetworkRefuses() {
    Terminal.Outcome outcome =
        new Terminal(BuildInfo.Kind.MAINNET)
            .type("testnet", "run", "--dir", directory.resolve("runs"));

    assertThat(outcome.exitCode()).isEqualTo(11);
    assertThat(outcome.err()).contains("refused by this build (mainnet)");
    assertThat(directory.resolve("runs")).doesNotExist();
  }

  @Test
  void initMakesSixHomesAndBothGenesisPairsWithTheCommandsItWritesDown() throws Exception {
    Path base = directory.resolve("runs");

    Terminal.Outcome outcome = terminal.type("testnet", "init", "--dir", base, "-o", "json");

    assertThat(outcome.exitCode()).describedAs(outcome.err()).isZero();
    JsonNode json = new JsonMapper().readTree(outcome.out());
    assertThat(json.path("homes")).hasSize(5);
    RunDirectory run = RunDirectory.latest(base).orElseThrow();
    Pins first = PinFile.read(run.pins(0));
    Pins second = PinFile.read(run.pins(1));
    assertThat(first.generation()).isZero();
    assertThat(first.governors()).hasSize(4);
    assertThat(second.generation()).isEqualTo(1);
    assertThat(second.governors()).hasSize(4).isNotEqualTo(first.governors());
    for (Validators founder : Validators.founders()) {
      assertThat(PinFile.read(run.home(founder.label()).resolve("config/pins.json")))
          .isEqualTo(first);
      assertThat(run.home(founder.label()).resolve("genesis.cache")).exists();
      assertThat(run.home(founder.label()).resolve("params")).doesNotExist();
    }
    assertThat(run.home("v6").resolve("config/pins.json")).doesNotExist();
    assertThat(run.home("v6").resolve("genesis.cache")).doesNotExist();
    String typed = Files.readString(run.commands());
    assertThat(typed.lines().filter(l -> l.startsWith("adn init "))).hasSize(6);
    assertThat(typed.lines().filter(l -> l.startsWith("adn genesis create "))).hasSize(2);
    assertThat(typed.lines().filter(l -> l.startsWith("adn genesis import "))).hasSize(5);
    assertThat(
            typed
                .lines()
                .filter(l -> l.startsWith("adn init ") && l.contains("/v6 "))
                .findFirst()
                .orElseThrow()
                .split("--peer", -1))
        .hasSize(2);
  }

  @Test
  void stopWithoutARunIsAMistakeAndWithAnEndedOneIsDone() throws Exception {
    assertThat(terminal.type("testnet", "stop", "--dir", directory.resolve("none")).exitCode())
        .isEqualTo(2);
    RunDirectory.create(directory, java.time.LocalDateTime.of(2026, 1, 2, 3, 4, 5));

    Terminal.Outcome outcome = terminal.type("testnet", "stop", "--dir", directory);

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).contains("nothing was running");
  }

  @Test
  void aSecondRunIsRefusedWhileTheFirstOneRuns() throws Exception {
    RunDirectory run =
        RunDirectory.create(directory, java.time.LocalDateTime.of(2026, 1, 2, 3, 4, 5));
    Started.write(run.processes(), List.of(Started.of("v1", ProcessHandle.current())));

    Terminal.Outcome outcome = terminal.type("testnet", "run", "--dir", directory);

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("found a network that runs (v1)", "adn testnet stop");
    assertThat(terminal.type("testnet", "clean", "--yes", "--dir", directory).exitCode())
        .isEqualTo(2);
    assertThat(run.root()).exists();
  }

  @Test
  void cleanDeletesRunsAndNothingElseAndAsks() throws Exception {
    RunDirectory run =
        RunDirectory.create(directory, java.time.LocalDateTime.of(2026, 1, 2, 3, 4, 5));
    Path letter = Files.writeString(directory.resolve("letter"), "dear");

    assertThat(terminal.type("testnet", "clean", "--dir", directory).exitCode()).isEqualTo(6);
    assertThat(run.root()).exists();
    assertThat(terminal.type("testnet", "clean", "--yes", "--dir", directory).exitCode()).isZero();
    assertThat(run.root()).doesNotExist();
    assertThat(directory.resolve("latest")).doesNotExist();
    assertThat(letter).exists();
  }

  @Test
  void joinWithoutARunIsAMistake() throws Exception {
    Terminal.Outcome outcome = terminal.type("testnet", "join", "--dir", directory);

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("found no run");
  }
}
