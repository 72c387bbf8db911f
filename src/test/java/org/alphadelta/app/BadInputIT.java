package org.alphadelta.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.alphadelta.NotInMainnetBuild;
import org.alphadelta.config.PinFile;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Hash;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Sha256;
import org.alphadelta.crypto.KeyPair;
import org.alphadelta.genesis.Pins;
import org.alphadelta.ledger.SignedTransaction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What operators and strangers get wrong, done to real processes: each mistake has its line and its
 * exit code, and the files that must not change do not. One node runs all along; the vote after the
 * end waits for its chain and comes last.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@NotInMainnetBuild
class BadInputIT {
  private static final int USAGE = 2;
  private static final int NO = 3;
  private static final int SAFETY_STOP = 10;
  private static final int WRONG_BUILD = 11;
  private static final long FAR = 900_000;

  @TempDir private static Path directory;
  private static Optional<SoleValidator> founded = Optional.empty();
  private static Optional<JsonNode> unvoted = Optional.empty();

  @BeforeAll
  static void runOneNode() {
    SoleValidator validator = SoleValidator.found(directory.resolve("network"));
    founded = Optional.of(validator);
    HomeTree.copy(validator.home(), directory.resolve("untouched"));
    validator.start();
  }

  @AfterAll
  static void stop() {
    founded.ifPresent(SoleValidator::close);
  }

  private static SoleValidator validator() {
    return founded.orElseThrow();
  }

  /** A home like the validator's before its first start. */
  private static Path home(String name) {
    Path home = directory.resolve(name);
    HomeTree.copy(directory.resolve("untouched"), home);
    return home;
  }

  /** The command ends with this code and says it in lines like these; the home stays as it is. */
  private static void refuses(Path home, int exitCode, List<String> lines, String... command) {
    HomeTree before = HomeTree.of(home);
    says(Adn.run(command), exitCode, lines);
    assertThat(HomeTree.of(home)).isEqualTo(before);
  }

  /** Each line of {@code lines} are the words that one complaint has to hold, between bars. */
  private static void says(Adn.Outcome outcome, int exitCode, List<String> lines) {
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(exitCode);
    assertThat(outcome.complaints()).as(outcome.err()).hasSameSizeAs(lines);
    for (int i = 0; i < lines.size(); i++) {
      assertThat(outcome.complaints().get(i)).contains(lines.get(i).split("\\|", -1));
    }
    assertThat(outcome.err()).doesNotContain("\tat ");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "unknown key;adn.p2p.prt = 4130;adn.p2p.prt|found an unknown key|expected a known one like adn.p2p.port",
        "malformed number;adn.p2p.max-peers = many;adn.p2p.max-peers|found \"many\"|expected a whole number from 1 to 1024",
        "malformed time;adn.consensus.propose-timeout = 3;adn.consensus.propose-timeout|found 3|expected a time with unit",
        "unknown section;rest.port = 1;rest.port: found an unknown key|expected a known one like adn.rest.port",
        "no configuration at all;{{;syntax: found|expected a HOCON file|adn.conf",
      })
  void namesTheMistakeInTheConfiguration(String name, String line, String complaint)
      throws IOException {
    Path home = home("configuration-" + name.replace(' ', '-'));
    add(home, line);
    refuses(home, USAGE, List.of(complaint), "start", "--home", home.toString());
  }

  @Test
  void namesAllMistakesInTheConfigurationAtOnce() throws IOException {
    Path home = home("configuration-three");
    add(home, "adn.mempol.max-transactions = 5");
    add(home, "adn.rest.port = 70000");
    add(home, "adn.p2p.peers = [\"nowhere\"]");
    Adn.Outcome outcome = Adn.run("start", "--home", home.toString());
    assertThat(outcome.exitCode()).isEqualTo(USAGE);
    assertThat(outcome.complaints())
        .hasSize(3)
        .anyMatch(
            line ->
                line.contains(
                    "found an unknown key, expected a known one like adn.mempool.max-transactions"))
        .anyMatch(
            line -> line.contains("adn.rest.port: found 70000, expected a port from 0 to 65535"))
        .anyMatch(line -> line.contains("adn.p2p.peers: found [\"nowhere\"], expected a list"));
  }

  @Test
  void refusesAWrongPassphrase() throws IOException {
    Path home = home("passphrase");
    Files.writeString(home.resolve("keys").resolve("passphrase"), "not the one\n");
    refuses(
        home,
        USAGE,
        List.of("node.key|found|expected|passphrase"),
        "start",
        "--home",
        home.toString());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "no bytes;``;found nothing|expected a JSON object",
        "no governors;{\"network\":\"devnet\",\"generation\":0,\"governors\":[]};governors|found an empty list|expected a list with at least one governor's address",
        "pins of another network;{\"network\":\"mainnet\",\"generation\":0,\"governors\":[]};governors|found an empty list",
      })
  void refusesAnEmptyPinFile(String name, String text, String complaint) throws IOException {
    Path home = home("pins-" + name.replace(' ', '-'));
    Files.writeString(pins(home), text);
    refuses(home, USAGE, List.of(complaint), "start", "--home", home.toString());
  }

  @Test
  void refusesAHomeThatAnotherProcessUses() {
    String pid = String.valueOf(validator().node().pid());
    says(
        Adn.run("start", "--home", validator().home().toString()),
        SAFETY_STOP,
        List.of(
            "found "
                + validator().home()
                + " locked by process "
                + pid
                + "|expected a home that no other process uses"));
    assertThat(validator().node().isAlive()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"adn.p2p.port", "adn.rest.port"})
  void refusesAPortInUse(String key) throws IOException {
    Path home = home(key);
    int taken =
        key.equals("adn.p2p.port")
            ? validator().node().p2pPort()
            : java.net.URI.create(validator().node().rest()).getPort();
    add(home, key + " = " + taken);
    refuses(
        home,
        USAGE,
        List.of(key + "|found 127.0.0.1:" + taken + "|Address already in use|expected a free port"),
        "start",
        "--home",
        home.toString());
  }

  @Test
  void refusesAGenesisOfOtherGovernorsThanThePinnedOnes() {
    Path home = directory.resolve("other-governors");
    String address = addressIn(SoleValidator.initialize(home, SoleValidator.NETWORK));
    SoleValidator.pin(validator().genesis(0), home);
    Path other = directory.resolve("other-genesis");
    SoleValidator.genesis(other, SoleValidator.NETWORK, 0, address, Optional.empty());
    refuses(
        home,
        NO,
        List.of("genesis.pair|found|expected|governors"),
        "genesis",
        "import",
        other.resolve("genesis.pair").toString(),
        "--home",
        home.toString());
  }

  @Test
  void refusesAGenesisOfAnotherNetwork() {
    Path home = bare("other-network");
    Path foreign = directory.resolve("foreign");
    String address = addressIn(SoleValidator.initialize(foreign, NetworkId.MAINNET));
    Path genesis = directory.resolve("foreign-genesis");
    SoleValidator.genesis(genesis, NetworkId.MAINNET, 0, address, Optional.empty());
    SoleValidator.pin(validator().genesis(0), home);
    refuses(
        home,
        NO,
        List.of("found a genesis of mainnet|expected one of devnet"),
        "genesis",
        "import",
        genesis.resolve("genesis.pair").toString(),
        "--home",
        home.toString());
  }

  static Stream<Arguments> damage() {
    Consumer<byte[]> none = bytes -> {};
    Consumer<byte[]> flip = bytes -> bytes[bytes.length / 2] ^= 1;
    return Stream.of(
        Arguments.of("empty", 0.0, none),
        Arguments.of("half", 0.5, none),
        Arguments.of("one bit", 1.0, flip));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("damage")
  void refusesADamagedGenesisFile(String name, double share, Consumer<byte[]> change)
      throws IOException {
    Path home = bare("damaged-" + name.replace(' ', '-'));
    SoleValidator.pin(validator().genesis(0), home);
    Path damaged = directory.resolve("damaged-" + name.replace(' ', '-') + ".pair");
    Files.copy(validator().pair(), damaged);
    damage(damaged, share, change);
    refuses(
        home,
        NO,
        List.of(damaged.getFileName() + "|found|expected"),
        "genesis",
        "import",
        damaged.toString(),
        "--home",
        home.toString());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("damage")
  void fetchesTheGenesisAgainWhenTheCacheIsDamaged(
      String name, double share, Consumer<byte[]> change) throws IOException {
    Path home = joiner("cache-" + name.replace(' ', '-'));
    Files.copy(
        directory.resolve("untouched").resolve("genesis.cache"), home.resolve("genesis.cache"));
    damage(home.resolve("genesis.cache"), share, change);
    Path log = directory.resolve(home.getFileName() + ".log");
    try (Adn.RunningNode node = Adn.RunningNode.start(home, log)) {
      validator()
          .until(
              node, "/v1/node/status", a -> a.body().path("genesis").path("verified").asBoolean());
      assertThat(
              validator()
                  .get(node, "/v1/node/status")
                  .body()
                  .path("genesis")
                  .path("source")
                  .asText())
          .isEqualTo("peers");
      assertThat(node.log()).contains("genesis.cache was damaged").contains("quarantine");
    }
    try (Stream<Path> aside = Files.list(home.resolve("quarantine"))) {
      assertThat(aside).hasSize(1);
    }
    assertThat(home.resolve("genesis.cache")).exists();
  }

  @Test
  void refusesToSignWithoutTheSignStateOfAChainItWorkedOn() throws IOException {
    Path home = home("sign-state");
    try (Adn.RunningNode node = Adn.RunningNode.start(home, directory.resolve("sign-state.log"))) {
      validator().until(node, "/network/alpha/height/latest", answer -> answer.status() == 200);
    }
    try (Stream<Path> signing = Files.list(home.resolve("signing"))) {
      for (Path state : signing.filter(f -> f.toString().endsWith(".state")).toList()) {
        Files.delete(state);
      }
    }
    HomeTree before = HomeTree.of(home.resolve("chains"));
    says(
        Adn.run("start", "--home", home.toString()),
        SAFETY_STOP,
        List.of("safety stop: sign-state|is missing|found a restored disk|expected"));
    assertThat(HomeTree.of(home.resolve("chains"))).isEqualTo(before);
    assertThat(HomeTree.of(home.resolve("signing")).files().keySet())
        .noneMatch(f -> f.endsWith(".state"));
  }

  @Test
  void refusesANetworkThatIsNotOfThisBuild() throws IOException {
    Path home = directory.resolve("other-build");
    SoleValidator.initialize(home, NetworkId.TESTNET);
    Path front = Files.createDirectory(directory.resolve("front"));
    Files.writeString(front.resolve("adn-build.properties"), "build=dev\nversion=1\n");
    HomeTree before = HomeTree.of(home);
    says(
        Adn.run(Optional.of(front), "start", "--home", home.toString()),
        WRONG_BUILD,
        List.of("refused by this build (dev)|found network testnet|expected devnet"));
    assertThat(HomeTree.of(home)).isEqualTo(before);
  }

  @Test
  void keepsAskingWithoutGenesisAndPeers() throws IOException {
    Path home = bare("alone");
    SortedSet<PublicKey> governors = new TreeSet<>();
    for (int seed = 1; seed <= 4; seed++) {
      byte[] bytes = new byte[KeyPair.SEED_LENGTH];
      Arrays.fill(bytes, (byte) seed);
      governors.add(KeyPair.ofSeed(Bytes.of(bytes)).publicKey());
    }
    Files.writeString(pins(home), PinFile.text(new Pins(SoleValidator.NETWORK, 0, governors)));
    try (Adn.RunningNode node = Adn.RunningNode.start(home, directory.resolve("alone.log"))) {
      validator()
          .until(
              node,
              "/v1/node/status",
              a -> a.body().path("genesis").path("sentence").asText().equals("0 of 3 needed"));
      Adn.Outcome status = Adn.run("status", "--home", home.toString());
      assertThat(status.exitCode()).isZero();
      assertThat(status.out()).contains("unknown").contains("0 of 3 needed");
      assertThat(validator().get(node, "/readyz").status()).isEqualTo(503);
      assertThat(node.isAlive()).isTrue();
    }
    assertThat(home.resolve("chains")).doesNotExist();
  }

  @Test
  void refusesAProposalWhoseHeightCannotBe() {
    int before = validator().get("/v1/proposals").body().path("proposals").size();
    says(
        Adn.run(
            "proposal",
            "draft",
            directory.resolve("never.terms").toString(),
            "--params",
            validator().genesis(1).toString(),
            "--home",
            validator().home().toString(),
            "--activation-height",
            "1"),
        NO,
        List.of("found|expected"));
    assertThat(directory.resolve("never.terms")).doesNotExist();
    Path terms = validator().draft("past.terms", 1);
    says(
        Adn.run(
            "proposal",
            "submit",
            terms.toString(),
            "--params",
            validator().genesis(1).toString(),
            "--home",
            validator().home().toString()),
        NO,
        List.of("refused by the node: |found|expected"));
    assertThat(validator().get("/v1/proposals").body().path("proposals")).hasSize(before);
  }

  @Test
  @Order(1)
  void refusesASecondYes() {
    Path terms = validator().draft("far.terms", FAR);
    String proposal = id(validator().propose(terms));
    assertThat(validator().vote(proposal, "yes").status()).isEqualTo(202);
    validator()
        .until(
            "/v1/proposals/" + proposal + "/votes",
            votes -> votes.body().path("votes").path(0).path("readiness").isObject());
    says(vote(proposal, "yes"), NO, List.of("refused by the node: yes-is-final|found|expected"));
    says(vote(proposal, "no"), NO, List.of("refused by the node: yes-is-final|found|expected"));
    SoleValidator.command(
        "proposal", "withdraw", proposal, "--home", validator().home().toString(), "--yes");
    validator()
        .until(
            "/v1/proposals/" + proposal,
            answer -> answer.body().path("status").asText().equals("withdrawn"));
    unvoted = Optional.of(validator().propose(terms));
  }

  @Test
  void refusesATransactionOfAnotherChain() {
    ChainId here = validator().alpha();
    Hash elsewhere = Sha256.tagged("test/another-genesis", Bytes.of(new byte[] {1}));
    for (ChainId chain :
        List.of(
            new ChainId(here.network(), 0, ChainKind.ALPHA, elsewhere),
            new ChainId(here.network(), 1, ChainKind.ALPHA, here.genesis()),
            new ChainId(NetworkId.TESTNET, 0, ChainKind.ALPHA, here.genesis()),
            new ChainId(here.network(), 0, ChainKind.DELTA, here.genesis()))) {
      refusal(validator().broadcast(validator().transfer(chain)), "wrong-chain");
    }
  }

  @Test
  void refusesATransactionThatIsReplayed() {
    SignedTransaction transfer = validator().transfer(validator().alpha());
    assertThat(validator().broadcast(transfer).status()).isEqualTo(202);
    validator().included(transfer.id().hex());
    refusal(validator().broadcast(transfer), "wrong-sequence");
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void refusesAVoteAfterTheEnd() {
    JsonNode proposal = unvoted.orElseThrow();
    long end = proposal.path("voting_ends_height").asLong();
    validator().until("/network/alpha/height/latest", a -> a.body().path("height").asLong() > end);
    says(vote(id(proposal), "yes"), NO, List.of("refused by the node: voting-over|found|expected"));
  }

  private static String id(JsonNode proposal) {
    return proposal.path("proposal_id").asText();
  }

  private static Adn.Outcome vote(String proposal, String ballot) {
    return Adn.run(
        "proposal", "vote", proposal, ballot, "--home", validator().home().toString(), "--yes");
  }

  private static void refusal(SoleValidator.Answer answer, String code) {
    assertThat(answer.status()).isBetween(400, 499);
    assertThat(answer.contentType()).startsWith("application/problem+json");
    assertThat(answer.body().path("code").asText()).isEqualTo(code);
    assertThat(answer.body().path("actual").asText()).isNotEmpty();
    assertThat(answer.body().path("expected").asText()).isNotEmpty();
  }

  /** A home with keys and nothing else. */
  private static Path bare(String name) {
    Path home = directory.resolve(name);
    SoleValidator.initialize(home, SoleValidator.NETWORK);
    return home;
  }

  /** A home that knows the governors and the running node's address. */
  private static Path joiner(String name) {
    Path home = directory.resolve(name);
    SoleValidator.initialize(
        home,
        SoleValidator.NETWORK,
        "--peer",
        "127.0.0.1:" + validator().node().p2pPort(),
        "--observer");
    SoleValidator.pin(validator().genesis(0), home);
    return home;
  }

  private static String addressIn(JsonNode initialized) {
    return initialized.path("validator").path("address").asText();
  }

  private static Path pins(Path home) {
    return home.resolve("config").resolve("pins.json");
  }

  private static void add(Path home, String line) throws IOException {
    Files.writeString(
        home.resolve("config").resolve("adn.conf"), "\n" + line + "\n", StandardOpenOption.APPEND);
  }

  private static void damage(Path file, double share, Consumer<byte[]> change) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    byte[] kept = Arrays.copyOf(bytes, (int) (bytes.length * share));
    change.accept(kept);
    Files.write(file, kept);
  }
}
