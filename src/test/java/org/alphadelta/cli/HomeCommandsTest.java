package org.alphadelta.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.alphadelta.config.BuildInfo;
import org.alphadelta.store.HomeLayout;
import org.alphadelta.store.HomeLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Homes, keys, configuration, version: what is printed, and the exit code of every mistake. */
class HomeCommandsTest {
  @TempDir Path directory;

  private final Cli cli = new Cli();

  @Test
  void initMakesAHomeWithKeysOnlyTheOwnerCanRead() throws Exception {
    Path home = directory.resolve("new/home");

    Cli.Outcome made =
        cli.run(
            "init",
            "--home",
            home,
            "--network",
            "testnet",
            "--peer",
            "10.0.0.1:4130",
            "--rest-port",
            "7001",
            "-o",
            "json");

    assertThat(made.exitCode()).describedAs(made.err()).isZero();
    JsonNode json = new JsonMapper().readTree(made.out());
    assertThat(json.path("validator").path("address").asText()).startsWith("axtest1");
    assertThat(json.path("node_key").asText()).hasSize(64);
    for (String secret : List.of("keys/node.key", "keys/validator.key", "keys/passphrase")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(secret))))
          .isEqualTo("rw-------");
    }
    Cli.Outcome shown = cli.run("config", "show", "--home", home, "--origin");
    assertThat(shown.out())
        .contains("adn.network = \"testnet\"")
        .containsPattern("adn.rest.port = \"7001\"  # .*adn.conf:\\d+")
        .contains("adn.p2p.peers = [\"10.0.0.1:4130\"]")
        .contains("adn.p2p.port = 4130  # default");
    assertThat(cli.run("keys", "list", "--home", home).out())
        .contains(json.path("node_key").asText(), json.path("validator").path("address").asText());
  }

  @Test
  void anObserverHasNoValidatorKey() throws Exception {
    Path home = directory.resolve("home");

    Cli.Outcome made =
        cli.run("init", "--home", home, "--network", "devnet", "--observer", "-o", "json");

    assertThat(made.exitCode()).isZero();
    assertThat(new JsonMapper().readTree(made.out()).path("validator").isNull()).isTrue();
    assertThat(home.resolve("keys/validator.key")).doesNotExist();
    assertThat(cli.run("keys", "list", "--home", home).out().lines()).hasSize(1);
  }

  @Test
  void initTouchesNothingInAnExistingHome() throws Exception {
    Path home = home();
    Map<String, String> before = content(home);

    Cli.Outcome again = cli.run("init", "--home", home, "--network", "testnet");

    refused(again, 2, "found an existing home");
    assertThat(content(home)).isEqualTo(before);
  }

  @Test
  void initTouchesNothingInADirectoryWithContent() throws Exception {
    Files.writeString(directory.resolve("letter"), "dear");

    refused(
        cli.run("init", "--home", directory, "--network", "testnet"),
        2,
        "found a directory with content");
    refused(
        cli.run("init", "--home", directory.resolve("letter"), "--network", "testnet"),
        2,
        "found a file");
    assertThat(content(directory)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --network tastnet                         | found 'tastnet', expected one of mainnet, testnet, devnet
          --network testnet --rest-port 70000       | adn.rest.port: found "70000", expected a port
          --network testnet --peer nowhere          | adn.p2p.peers: found ["nowhere"], expected a list of
          --network testnet --rest-port 4130        | expected another port than that of adn.p2p.port
          --network testnet --set adn.rest.prot=1   | a known one like adn.rest.port
          --network testnet --pins none.json        | none.json
          --network testnet --passphrase-file none  | none: found no file, expected a passphrase file
          --network testnet --frobnicate            | Unknown option: '--frobnicate'
          """)
  void initChecksEverythingBeforeItWritesAnything(String options, String says) throws Exception {
    Path home = directory.resolve("home");

    Cli.Outcome outcome =
        cli.run(
            Stream.concat(Stream.of("init", "--home", home), Stream.of(options.split(" ")))
                .toArray());

    refused(outcome, 2, says);
    assertThat(home).doesNotExist();
  }

  @Test
  void emptyPinsAreAMistake() throws Exception {
    Path pins =
        Files.writeString(
            directory.resolve("pins.json"),
            "{\"network\":\"testnet\",\"generation\":0,\"governors\":[]}");

    refused(
        cli.run(
            "init", "--home", directory.resolve("home"), "--network", "testnet", "--pins", pins),
        2,
        "governors: found an empty list");
  }

  @Test
  void pinsOfAnotherNetworkAreAMistake() throws Exception {
    Path home = home();
    String address =
        new JsonMapper()
            .readTree(cli.run("keys", "list", "--home", home, "-o", "json").out())
            .path("keys")
            .path(1)
            .path("address")
            .asText();
    Path pins =
        Files.writeString(
            directory.resolve("pins.json"),
            "{\"network\":\"testnet\",\"generation\":0,\"governors\":[\"" + address + "\"]}");

    refused(
        cli.run(
            "init", "--home", directory.resolve("other"), "--network", "devnet", "--pins", pins),
        2,
        "found pins of testnet, expected pins of devnet");
    assertThat(
            cli.run(
                    "init",
                    "--home",
                    directory.resolve("third"),
                    "--network",
                    "testnet",
                    "--pins",
                    pins)
                .exitCode())
        .isZero();
    assertThat(cli.run("config", "validate", "--home", directory.resolve("third")).out())
        .contains("testnet g0, 1 pinned governors");
  }

  @Test
  void validateNamesEveryMistakeAtOnce() throws Exception {
    Path home = home();
    Files.writeString(
        home.resolve("config/adn.conf"),
        "adn.network = testnet\nadn.rest.prot = 1\nadn.p2p.port = x\n");

    Cli.Outcome outcome = cli.run("config", "validate", "--home", home);

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.errLines())
        .hasSize(2)
        .anyMatch(
            l ->
                l.startsWith("adn: adn.rest.prot: found an unknown key")
                    && l.endsWith("adn.conf:2)"))
        .anyMatch(l -> l.startsWith("adn: adn.p2p.port: found \"x\"") && l.endsWith("adn.conf:3)"));
  }

  @Test
  void aVariableIsAMistakeToo() throws Exception {
    Path home = home();

    refused(
        cli.with("ADN_REST_PORT", "x").run("config", "show", "--home", home),
        2,
        "(environment ADN_REST_PORT)");
  }

  @Test
  void aWrongPassphraseIsAMistakeOfTheOperator() throws Exception {
    Path home = home();
    Path wrong = Files.writeString(directory.resolve("wrong"), "something else\n");

    refused(
        cli.run("keys", "show", home.resolve("keys/node.key"), "--passphrase-file", wrong),
        2,
        "found a wrong passphrase");
    Files.writeString(home.resolve("keys/passphrase"), "something else\n");
    refused(cli.run("keys", "list", "--home", home), 2, "found a wrong passphrase");
  }

  @Test
  void aKeyFileIsNeverOverwritten() throws Exception {
    Path secret = Files.writeString(directory.resolve("passphrase"), "correct horse\n");
    Path file = directory.resolve("validator.key");

    Cli.Outcome first =
        cli.run(
            "keys",
            "generate",
            file,
            "--passphrase-file",
            secret,
            "--network",
            "mainnet",
            "-o",
            "json");
    Cli.Outcome second = cli.run("keys", "generate", file, "--passphrase-file", secret);

    assertThat(first.exitCode()).describedAs(first.err()).isZero();
    String key = new JsonMapper().readTree(first.out()).path("key").asText();
    refused(second, 2, "found an existing file");
    assertThat(cli.run("keys", "show", file, "--passphrase-file", secret).out())
        .contains(key, "ax1", "axtest1", "axdev1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"config show", "config validate", "keys list", "status"})
  void whatIsNoHomeIsAMistake(String command) {
    refused(
        cli.run(
            Stream.concat(Stream.of(command.split(" ")), Stream.of("--home", directory)).toArray()),
        2,
        "found no config/adn.conf, expected a home made by 'adn init'");
  }

  @Test
  void statusOfAStoppedNodeReadsItsHome() throws Exception {
    Path home = home();

    assertThat(cli.run("status", "--home", home).out()).contains("stopped", "none yet");
    try (HomeLock lock = ((HomeLock.Taken) HomeLock.take(new HomeLayout(home))).lock()) {
      assertThat(lock).isNotNull();
      assertThat(cli.run("status", "--home", home).out()).contains("starting or offline work");
    }
  }

  @Test
  void statusWantsOneNode() throws Exception {
    refused(cli.run("status"), 2, "--node, --home: found neither, expected one of them");
    refused(cli.run("status", "--node", "http://127.0.0.1:1", "--home", home()), 2, "found both");
    refused(cli.run("status", "--node", "nonsense"), 2, "--node: found 'nonsense', expected a URL");
  }

  @Test
  void anUnreachableNodeIsExitCodeFive() {
    refused(
        cli.run("status", "--node", "http://127.0.0.1:1"),
        5,
        "node unreachable at http://127.0.0.1:1");
  }

  @Test
  void versionSaysWhichBuildAndWhatIsAbsent() {
    assertThat(cli.run("version").out().strip()).isEqualTo("adn 1.2.3 (network-upgrades build)");
    assertThat(new Cli().build(BuildInfo.Kind.MAINNET).run("version", "--verbose").out())
        .contains("mainnet build", "networks  mainnet", "java ", "absent");
  }

  @Test
  void aMistypedCommandIsAMistake() {
    refused(cli.run("statsu"), 2, "statsu");
    refused(cli.run("keys", "shwo"), 2, "shwo");
    refused(cli.run("keys"), 2, "Missing required subcommand");
  }

  private Path home() {
    Path home = directory.resolve("home");
    assertThat(cli.run("init", "--home", home, "--network", "testnet").exitCode()).isZero();
    return home;
  }

  private static void refused(Cli.Outcome outcome, int exitCode, String says) {
    assertThat(outcome.exitCode()).describedAs(outcome.toString()).isEqualTo(exitCode);
    assertThat(outcome.errLines()).hasSize(1);
    assertThat(outcome.err()).startsWith("adn: ").contains(says);
    assertThat(outcome.out()).isEmpty();
  }

  private static Map<String, String> content(Path root) throws Exception {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        content.put(file.toString(), Files.readString(file));
      }
    }
    return content;
  }
}
