package org.alphadelta.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alphadelta.core.NetworkId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Precedence and every kind of mistake; does not look at what a value is used for. */
class ConfigLoaderTest {
  private static final String HEX = "a".repeat(64);

  @TempDir Path directory;
  private Home home;

  @BeforeEach
  void makesTheDirectory() throws Exception {
    home = new Home(directory);
    Files.createDirectories(home.configDirectory());
  }

  @Test
  void defaultsHoldWhenNobodySaysAnything() throws Exception {
    NodeConfig config = load("adn.network = testnet");

    assertThat(config.network()).isEqualTo(NetworkId.TESTNET);
    assertThat(config.role()).isEqualTo(NodeConfig.NodeRole.VALIDATOR);
    assertThat(config.passphraseFile()).isEqualTo(home.passphrase());
    assertThat(config.rest()).isEqualTo(new NodeConfig.Rest("127.0.0.1", 4180));
    assertThat(config.p2p().peers()).isEmpty();
    assertThat(config.p2p().dialableHost()).isEmpty();
    assertThat(config.follow()).isEqualTo(NodeConfig.Follow.SUCCESSION);
    assertThat(config.consensus().growth()).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void theFileIsReadInEveryWayHoconWritesIt() throws Exception {
    NodeConfig config =
        load(
            """
            adn {
              network = devnet
              p2p { port = 5000, peers = ["%s@10.0.0.1:4130", "peer.example:4131"], advertised-host = me }
              consensus.propose-timeout = 1500 ms
            }
            adn.rest.port = 0
            """
                .formatted(HEX));

    assertThat(config.p2p().port()).isEqualTo(5000);
    assertThat(config.p2p().peers()).hasSize(2);
    assertThat(config.p2p().peers().get(0).nodeKey().orElseThrow().hex()).isEqualTo(HEX);
    assertThat(config.p2p().peers().get(1)).hasToString("peer.example:4131");
    assertThat(config.p2p().dialableHost()).contains("me");
    assertThat(config.consensus().propose()).isEqualTo(Duration.ofMillis(1500));
    assertThat(config.rest().port()).isZero();
  }

  @Test
  void anOptionOverridesAVariableAndAVariableTheFile() throws Exception {
    write(
        "adn.network = testnet\nadn.rest.port = 1001\nadn.p2p.port = 1002\nadn.admin.port = 1003");
    Map<String, String> options = Map.of("adn.rest.port", "3001");
    Map<String, String> environment =
        Map.of("ADN_REST_PORT", "2001", "ADN_P2P_PORT", "2002", "ADN_P2P_PEERS", "a:1, b:2");

    NodeConfig config = ConfigLoader.load(home, options, environment, List.of());

    assertThat(config.rest().port()).isEqualTo(3001);
    assertThat(config.p2p().port()).isEqualTo(2002);
    assertThat(config.adminPort()).isEqualTo(1003);
    assertThat(config.p2p().peers())
        .extracting(PeerAddress::toString)
        .containsExactly("a:1", "b:2");
    assertThat(config.settings().entry(ConfigKeys.REST_PORT).origin()).isEqualTo("command line");
    assertThat(config.settings().entry(ConfigKeys.P2P_PORT).origin())
        .isEqualTo("environment ADN_P2P_PORT");
    assertThat(config.settings().entry(ConfigKeys.ADMIN_PORT).origin()).endsWith("adn.conf:4");
    assertThat(config.settings().entry(ConfigKeys.MEMPOOL_MAX).origin()).isEqualTo("default");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          adn.rest.prot = 1             | adn.rest.prot: found an unknown key, expected a known one like adn.rest.port
          rest.port = 1                 | rest.port: found an unknown key, expected a known one like adn.rest.port
          adn.mempol { max-transactions = 1 } | adn.mempol.max-transactions: found an unknown key, expected a known one like adn.mempool.max-transactions
          adn.netwrok = testnet         | adn.netwrok: found an unknown key, expected a known one like adn.network
          adn.rest.port.x = 1           | adn.rest.port: found {"x":1}, expected a port from 0 to 65535
          adn.rest = 5                  | adn.rest: found 5, expected a section with adn.rest.host, adn.rest.port
          adn.rest.port = abc           | adn.rest.port: found "abc", expected a port from 0 to 65535
          adn.rest.port = 65536         | adn.rest.port: found 65536, expected a port from 0 to 65535
          adn.rest.port = -1            | adn.rest.port: found -1, expected a port from 0 to 65535
          adn.rest.port = null          | adn.rest.port: found null, expected a port from 0 to 65535
          adn.rest.port = 1.5           | adn.rest.port: found 1.5, expected a port from 0 to 65535
          adn.p2p.peers = ["nowhere"]   | adn.p2p.peers: found ["nowhere"], expected a list of
          adn.p2p.peers = ["a:0"]       | adn.p2p.peers: found ["a:0"], expected a list of
          adn.p2p.peers = ["abc@h:1"]   | adn.p2p.peers: found ["abc@h:1"], expected a list of
          adn.p2p.host = "a b"          | adn.p2p.host: found "a b", expected a host name or address
          adn.p2p.max-peers = 0         | adn.p2p.max-peers: found 0, expected a whole number from 1 to 1024
          adn.genesis.follow = both     | adn.genesis.follow: found "both", expected succession or chain
          adn.role = boss               | adn.role: found "boss", expected validator or observer
          adn.journal.native = maybe    | adn.journal.native: found "maybe", expected true or false
          adn.consensus.prevote-timeout = 500  | adn.consensus.prevote-timeout: found 500, expected a time with unit
          adn.consensus.prevote-timeout = "1x" | adn.consensus.prevote-timeout: found "1x", expected a time with unit
          adn.consensus.prevote-timeout = 0ms  | adn.consensus.prevote-timeout: found "0ms", expected a time with unit
          adn.keys.passphrase-file = "" | adn.keys.passphrase-file: found "", expected the name of a file
          adn.rest.port = 4130          | adn.rest.port: found 4130, expected another port than that of adn.p2p.port
          """)
  void aMistakeIsNamedWithKeyFoundExpectedAndLine(String line, String begins) throws Exception {
    List<String> lines = mistakes("adn.network = testnet\n" + line, Map.of(), Map.of());

    assertThat(lines).hasSize(1);
    assertThat(lines.get(0)).startsWith(begins).endsWith("adn.conf:2)");
  }

  @Test
  void allMistakesAreReportedAtOnceOneLineEach() throws Exception {
    List<String> lines =
        mistakes(
            "adn.rest.port = x\nadn.p2p.prot = 1",
            Map.of("adn.admin.port", "y"),
            Map.of("ADN_CLUSTER_PORT", "z", "ADN_REST_PROT", "1"));

    assertThat(lines).hasSize(6).allMatch(l -> l.lines().count() == 1);
    assertThat(lines)
        .anyMatch(
            l -> l.startsWith("adn.network: found nothing, expected mainnet or testnet or devnet"))
        .anyMatch(l -> l.startsWith("adn.rest.port: found \"x\""))
        .anyMatch(l -> l.startsWith("adn.p2p.prot: found an unknown key"))
        .anyMatch(l -> l.startsWith("adn.admin.port: found 'y'") && l.endsWith("(command line)"))
        .anyMatch(l -> l.startsWith("adn.cluster.port: found 'z'"))
        .anyMatch(
            l ->
                l.startsWith(
                    "ADN_REST_PROT: found an unknown variable, expected a known one like"
                        + " ADN_REST_PORT"));
  }

  @Test
  void anUnknownOptionIsAMistake() throws Exception {
    assertThat(mistakes("adn.network = testnet", Map.of("adn.rest.prt", "1"), Map.of()))
        .containsExactly(
            "adn.rest.prt: found an unknown key, expected a known one like adn.rest.port (command"
                + " line)");
  }

  @Test
  void theLaunchersVariablesAreNoKeys() throws Exception {
    write("adn.network = testnet");

    NodeConfig config =
        ConfigLoader.load(
            home,
            Map.of(),
            Map.of("ADN_BUILD", "dev", "ADN_JAVA_OPTS", "-Xmx1g", "ADN_LOG", "WARN", "HOME", "/"),
            List.of());

    assertThat(config.network()).isEqualTo(NetworkId.TESTNET);
  }

  @Test
  void brokenSyntaxIsNamedWithItsLine() throws Exception {
    List<String> lines = mistakes("adn.network = testnet\nadn { rest {", Map.of(), Map.of());

    assertThat(lines).anyMatch(l -> l.startsWith("syntax: found") && l.contains("adn.conf:"));
  }

  @Test
  void aMissingFileIsNamed() throws Exception {
    ConfigException thrown =
        catchThrowableOfType(
            ConfigException.class,
            () ->
                ConfigLoader.load(
                    new Home(directory.resolve("no")), Map.of(), Map.of(), List.of()));

    assertThat(thrown.lines().get(0)).contains("no readable file").contains("adn init");
  }

  @Test
  void aBuildsOwnKeysAreKnownOnlyWhenItRegistersThem() throws Exception {
    Setting<Integer> extra =
        Setting.of("adn.extra.depth", "3", ValueFormat.integer(1, 9), "How deep.");
    String text = "adn.network = testnet\nadn.extra.depth = 5";
    write(text);

    NodeConfig config = ConfigLoader.load(home, Map.of(), Map.of(), List.of(extra));

    assertThat(config.settings().get(extra)).isEqualTo(5);
    assertThat(mistakes(text, Map.of(), Map.of()))
        .hasSize(1)
        .allMatch(l -> l.startsWith("adn.extra.depth: found an unknown key"));
  }

  @ParameterizedTest
  @CsvSource({"abc, abc, 0", "'', abc, 3", "kitten, sitting, 3", "port, prot, 2"})
  void distanceCountsInsertionsDeletionsAndSubstitutions(String a, String b, int expected) {
    assertThat(NearestKey.distance(a, b)).isEqualTo(expected);
  }

  @Test
  void theReferenceFileListsExactlyTheKnownKeys() throws Exception {
    Path file = Path.of(System.getProperty("adn.basedir", "."), "conf", "adn.conf");

    assertThat(Files.readString(file)).isEqualTo(ReferenceConf.text());
    assertThat(Files.readString(file).lines().filter(l -> l.matches("#?adn\\.[^ ]* =.*")))
        .extracting(l -> l.replaceAll("^#|\\s*=.*$", ""))
        .containsExactlyElementsOf(ConfigKeys.ALL.stream().map(Setting::key).toList());
  }

  @Test
  void theReferenceFileWithItsDefaultsSwitchedOnIsTheDefault() throws Exception {
    String on = ReferenceConf.text().replaceAll("(?m)^#adn\\.", "adn.");
    NodeConfig switchedOn = load(on.replace("adn.network =", "adn.network = testnet"));
    NodeConfig standard = load("adn.network = testnet");

    for (Setting<?> setting : ConfigKeys.ALL) {
      assertThat(Optional.of(switchedOn.settings().get(setting)))
          .isEqualTo(Optional.of(standard.settings().get(setting)));
    }
  }

  private NodeConfig load(String text) throws Exception {
    write(text);
    return ConfigLoader.load(home, Map.of(), Map.of(), List.of());
  }

  private List<String> mistakes(
      String text, Map<String, String> options, Map<String, String> environment) throws Exception {
    write(text);
    ConfigException thrown =
        catchThrowableOfType(
            ConfigException.class, () -> ConfigLoader.load(home, options, environment, List.of()));
    assertThat(thrown).isNotNull();
    return thrown.lines();
  }

  private void write(String text) throws Exception {
    Files.writeString(home.configFile(), text);
  }
}
