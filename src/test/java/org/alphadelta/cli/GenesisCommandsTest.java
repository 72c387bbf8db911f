package org.alphadelta.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.alphadelta.config.BuildInfo;
import org.alphadelta.core.Address;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.store.AttestationSlot;
import org.alphadelta.store.CachedGenesis;
import org.alphadelta.store.FileDisk;
import org.alphadelta.store.FileSignState;
import org.alphadelta.store.GenesisCache;
import org.alphadelta.store.HomeLayout;
import org.alphadelta.store.HomeLock;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From keys to an imported genesis, and every way in which one is refused. */
class GenesisCommandsTest {
  /** Two homes with keys, made once: what a passphrase goes through is slow on purpose. */
  @TempDir static Path template;

  @TempDir Path directory;

  private static String governor = "";
  private static String other = "";

  private final Cli cli = new Cli();
  private Path home = Path.of("");
  private Path pair = Path.of("");
  private Path pins = Path.of("");

  @BeforeAll
  static void makesHomes() {
    governor = init(template.resolve("home"), "testnet");
    other = init(template.resolve("other"), "testnet");
  }

  @BeforeEach
  void makesAHomeAndAGenesisOfItsGovernor() throws IOException {
    copy(template, directory);
    home = directory.resolve("home");
    create("genesis", "testnet", governor);
    pair = directory.resolve("genesis/genesis.pair");
    pins = directory.resolve("genesis/pins.json");
    pin(home, pins);
  }

  @Test
  void createWritesParametersUnderTheirContentIdsThePairAndItsPins() throws Exception {
    JsonNode made = json(create("again", "testnet", governor));

    assertThat(Files.readAllBytes(directory.resolve("again/genesis.pair")))
        .isEqualTo(Files.readAllBytes(pair));
    for (String chain : List.of("alpha", "delta")) {
      String cid = made.path(chain + "_params_hash").asText();
      assertThat(Files.readAllBytes(directory.resolve("again").resolve(cid)))
          .isEqualTo(Files.readAllBytes(directory.resolve("again/" + chain + ".params")));
    }
    Cli.Outcome hash = cli.run("genesis", "hash", pair, "-o", "json");
    assertThat(json(hash).path("alpha_hash")).isEqualTo(made.path("alpha_hash"));
    assertThat(cli.run("genesis", "verify", pair, "--pins", pins).exitCode()).isZero();
    assertThat(cli.run("genesis", "show", pair).out())
        .contains("alpha.account." + governor, "1000", "delta.anchor");
  }

  @Test
  void aLaterGenerationHasNoPairBeforeItsPredecessorIsKnown() throws Exception {
    Cli.Outcome made =
        run(
            "genesis create --network testnet --generation 1 --out "
                + directory.resolve("next")
                + " --governor "
                + governor);

    assertThat(made.exitCode()).describedAs(made.err()).isZero();
    assertThat(directory.resolve("next/alpha.params")).exists();
    assertThat(directory.resolve("next/genesis.pair")).doesNotExist();
    run(
        "genesis create --network testnet --generation 1 --predecessor "
            + "ab".repeat(32)
            + " --out "
            + directory.resolve("third")
            + " --governor "
            + governor);
    assertThat(directory.resolve("third/genesis.pair")).exists();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --governor axtest1qqqq                       | found 'axtest1qqqq', expected an address
          --governor OTHERNET                          | --governor: found an address of devnet, expected one of testnet
          --governor GOVERNOR --public GOVERNOR        | a committee names each key once
          --governor GOVERNOR --account GOVERNOR       | expected ADDRESS=CREDITS
          --governor GOVERNOR --account GOVERNOR=-1    | expected ADDRESS=CREDITS
          --governor GOVERNOR --account OTHERNET=1     | expected 'axtest'
          --governor GOVERNOR --account GOVERNOR=1 --account GOVERNOR=2 | each account stands once
          --governor GOVERNOR --notice 10 --freeze 10 --horizon 100000 | at least freeze + |C|
          --governor GOVERNOR --freeze 0               | expected block interval, voting period and freeze of at least 1
          --governor GOVERNOR --generation -1          | generation
          """)
  void createRefusesWhatNoChainCanLiveFrom(String options, String says) {
    String othernet = new Address(NetworkId.DEVNET, key(governor)).toString();
    String generation = options.contains("--generation") ? "" : " --generation 0";

    Cli.Outcome made =
        run(
            "genesis create --network testnet --out "
                + directory.resolve("bad")
                + generation
                + " "
                + options.replace("OTHERNET", othernet).replace("GOVERNOR", governor));

    refused(made, 2, says);
    assertThat(directory.resolve("bad")).doesNotExist();
  }

  @Test
  void importMakesSignStatesAttestsAndCaches() throws Exception {
    Cli.Outcome imported = cli.run("genesis", "import", pair, "--home", home, "-o", "json");

    assertThat(imported.exitCode()).describedAs(imported.err()).isZero();
    assertThat(json(imported).path("role").asText()).isEqualTo("governor");
    assertThat(json(imported).path("attested").asBoolean()).isTrue();
    HomeLayout layout = new HomeLayout(home);
    GenesisPair read = InputFile.read(pair, GenesisPair.CODEC);
    for (ChainKind kind : ChainKind.values()) {
      assertThat(
              new FileSignState(new FileDisk(), layout, read.id().chain(kind), key(governor))
                  .load())
          .isPresent();
    }
    assertThat(
            new AttestationSlot(new FileDisk(), layout, NetworkId.TESTNET, 0, key(governor))
                .read()
                .orElseThrow()
                .attestation()
                .pair())
        .isEqualTo(read.id());
    assertThat(new GenesisCache(new FileDisk(), layout, c -> java.util.Optional.empty()).read())
        .isEqualTo(new GenesisCache.Valid(new CachedGenesis(read, List.of())));
    assertThat(layout.pair(read.id())).doesNotExist();
  }

  @Test
  void importCanBeRepeated() throws Exception {
    assertThat(cli.run("genesis", "import", pair, "--home", home).exitCode()).isZero();
    Map<String, String> before = content(home);

    assertThat(cli.run("genesis", "import", pair, "--home", home).exitCode()).isZero();

    assertThat(content(home)).isEqualTo(before);
    assertThat(
            cli.run("genesis", "export", directory.resolve("exported"), "--home", home).exitCode())
        .isZero();
    assertThat(cli.run("genesis", "diff", directory.resolve("exported"), pair).exitCode()).isZero();
  }

  @Test
  void whoIsNoGovernorDoesNotAttest() throws Exception {
    Path guest = directory.resolve("other");
    pin(guest, pins);

    JsonNode imported = json(cli.run("genesis", "import", pair, "--home", guest, "-o", "json"));

    assertThat(imported.path("attested").asBoolean()).isFalse();
    assertThat(imported.path("role").asText()).isEqualTo("observer");
    assertThat(
            new AttestationSlot(
                    new FileDisk(), new HomeLayout(guest), NetworkId.TESTNET, 0, key(other))
                .read())
        .isEmpty();
  }

  @Test
  void aSecondGenesisIsRefusedAndTheFirstKept() throws Exception {
    assertThat(cli.run("genesis", "import", pair, "--home", home).exitCode()).isZero();
    Map<String, String> before = content(home);
    run(
        "genesis create --network testnet --generation 0 --transfer-fee 7 --out "
            + directory.resolve("second")
            + " --governor "
            + governor);

    refused(
        cli.run("genesis", "import", directory.resolve("second/genesis.pair"), "--home", home),
        3,
        "found a home with genesis testnet g0");
    assertThat(content(home)).isEqualTo(before);
    Files.delete(home.resolve("genesis.cache"));
    refused(
        cli.run("genesis", "import", directory.resolve("second/genesis.pair"), "--home", home),
        10,
        "a governor attests once");
  }

  @Test
  void aGenesisOfAnotherNetworkIsRefused() throws Exception {
    Path devnet = directory.resolve("devnet");
    String address = init(devnet, "devnet");
    create("dev", "devnet", address);

    untouched(
        home,
        () ->
            refused(
                cli.run("genesis", "import", directory.resolve("dev/genesis.pair"), "--home", home),
                3,
                "genesis of devnet"));
  }

  @Test
  void aGenesisThatContradictsThePinsIsRefused() throws Exception {
    create("theirs", "testnet", other);

    untouched(
        home,
        () ->
            refused(
                cli.run(
                    "genesis", "import", directory.resolve("theirs/genesis.pair"), "--home", home),
                3,
                "genesis-governors-differ"));
    refused(
        cli.run("genesis", "verify", pair, "--pins", directory.resolve("theirs/pins.json")),
        3,
        "genesis-governors-differ");
  }

  @Test
  void aTruncatedGenesisIsRefused() throws Exception {
    byte[] whole = Files.readAllBytes(pair);
    for (int length : new int[] {0, 1, whole.length / 2, whole.length - 1}) {
      Path torn = directory.resolve("torn" + length);
      Files.write(torn, java.util.Arrays.copyOf(whole, length));
      untouched(
          home,
          () -> refused(cli.run("genesis", "import", torn, "--home", home), 3, torn.toString()));
      refused(cli.run("genesis", "verify", torn, "--pins", pins), 3, torn.toString());
    }
  }

  @Test
  void aGenesisWithOneFlippedBitIsRefused() throws Exception {
    byte[] whole = Files.readAllBytes(pair);
    for (int at = 0; at < whole.length; at += 7) {
      byte[] flipped = whole.clone();
      flipped[at] ^= (byte) (1 << (at % 8));
      Path file = directory.resolve("flipped");
      Files.write(file, flipped);

      Cli.Outcome verified = cli.run("genesis", "verify", file, "--pins", pins);

      assertThat(verified.exitCode()).describedAs("byte " + at + ": " + verified).isEqualTo(3);
      assertThat(verified.errLines()).hasSize(1);
    }
  }

  @Test
  void emptyPinsAreAMistake() throws Exception {
    Files.writeString(
        home.resolve("config/pins.json"),
        "{\"network\":\"testnet\",\"generation\":0,\"governors\":[]}");

    refused(
        cli.run("genesis", "import", pair, "--home", home), 2, "governors: found an empty list");
  }

  @Test
  void aWrongPassphraseIsAMistake() throws Exception {
    Files.writeString(home.resolve("keys/passphrase"), "wrong\n");

    untouched(
        home,
        () ->
            refused(
                cli.run("genesis", "import", pair, "--home", home), 2, "found a wrong passphrase"));
  }

  @Test
  void aHomeInUseIsASafetyStop() {
    try (HomeLock lock = ((HomeLock.Taken) HomeLock.take(new HomeLayout(home))).lock()) {
      assertThat(lock).isNotNull();
      refused(cli.run("genesis", "import", pair, "--home", home), 10, "home-in-use");
    }
  }

  @Test
  void aBuildRefusesNetworksThatItDoesNotRun() {
    refused(
        new Cli().build(BuildInfo.Kind.DEV).run("genesis", "import", pair, "--home", home),
        11,
        "found network testnet, expected devnet");
  }

  @Test
  void aDamagedCacheIsQuarantinedAndTheImportGoesOn() throws Exception {
    assertThat(cli.run("genesis", "import", pair, "--home", home).exitCode()).isZero();
    byte[] cache = Files.readAllBytes(home.resolve("genesis.cache"));
    cache[cache.length / 2] ^= 1;
    Files.write(home.resolve("genesis.cache"), cache);

    Cli.Outcome again = cli.run("genesis", "import", pair, "--home", home);

    assertThat(again.exitCode()).describedAs(again.err()).isZero();
    assertThat(again.err()).contains("damaged genesis.cache moved to");
    assertThat(home.resolve("quarantine")).isNotEmptyDirectory();
  }

  @Test
  void diffNamesEveryFieldThatDiffers() {
    create("theirs", "testnet", other);

    Cli.Outcome diff = cli.run("genesis", "diff", pair, directory.resolve("theirs/genesis.pair"));

    assertThat(diff.exitCode()).isEqualTo(3);
    assertThat(diff.out()).contains("alpha.hash", "alpha.committee." + governor, "b absent");
  }

  @Test
  void draftRebuildsBothGenesisBlocksAndCheckKnowsTheRules() throws Exception {
    run(
        "genesis create --network testnet --generation 1 --out "
            + directory.resolve("next")
            + " --governor "
            + governor);
    Path terms = directory.resolve("upgrade.terms");

    Cli.Outcome drafted =
        run(
            "proposal draft "
                + terms
                + " --params "
                + directory.resolve("next")
                + " --source "
                + pair
                + " --activation-height 100000 -o json");

    assertThat(drafted.exitCode()).describedAs(drafted.err()).isZero();
    assertThat(json(drafted).path("target_generation").asInt()).isEqualTo(1);
    assertThat(new JsonMapper().readTree(Files.readString(directory.resolve("upgrade.terms.json"))))
        .isEqualTo(json(drafted));
    assertThat(run("proposal check " + terms + " --source " + pair).exitCode()).isZero();
    create("theirs", "testnet", other);
    refused(
        run("proposal check " + terms + " --source " + directory.resolve("theirs/genesis.pair")),
        3,
        "header-differs");
    byte[] damaged = Files.readAllBytes(terms);
    damaged[damaged.length - 5] ^= 4;
    Files.write(terms, damaged);
    assertThat(run("proposal check " + terms + " --source " + pair).exitCode()).isEqualTo(3);
  }

  @Test
  void draftRefusesAForbiddenTarget() {
    run(
        "genesis create --network testnet --generation 2 --out "
            + directory.resolve("next")
            + " --governor "
            + governor);

    refused(
        run(
            "proposal draft "
                + directory.resolve("t")
                + " --params "
                + directory.resolve("next")
                + " --source "
                + pair
                + " --activation-height 100000"),
        3,
        "forbidden-target");
    assertThat(directory.resolve("t")).doesNotExist();
  }

  private Cli.Outcome create(String name, String network, String address) {
    Cli.Outcome made =
        cli.run(
            "genesis",
            "create",
            "--network",
            network,
            "--generation",
            0,
            "--governor",
            address,
            "--account",
            address + "=1000",
            "--out",
            directory.resolve(name),
            "-o",
            "json");
    assertThat(made.exitCode()).describedAs(made.err()).isZero();
    return made;
  }

  /** With permissions: a key that others may read is refused. */
  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(f -> !f.equals(from)).toList()) {
        Files.copy(
            file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  private static String init(Path home, String network) {
    Cli.Outcome outcome = new Cli().run("init", "--home", home, "--network", network, "-o", "json");
    assertThat(outcome.exitCode()).describedAs(outcome.err()).isZero();
    return json(outcome).path("validator").path("address").asText();
  }

  private static void pin(Path home, Path file) {
    try {
      Files.copy(file, home.resolve("config/pins.json"));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Cli.Outcome run(String line) {
    List<Object> words = new ArrayList<>(List.of(line.trim().split(" +")));
    return cli.run(words.toArray());
  }

  private static PublicKey key(String address) {
    return Address.parse(NetworkId.TESTNET, address).key();
  }

  private static JsonNode json(Cli.Outcome outcome) {
    assertThat(outcome.exitCode()).describedAs(outcome.err()).isZero();
    try {
      return new JsonMapper().readTree(outcome.out());
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new AssertionError(outcome.toString(), e);
    }
  }

  private interface Action {
    void run() throws Exception;
  }

  /** Nothing but the lock file may be there that was not before, and nothing may have changed. */
  private static void untouched(Path root, Action step) throws Exception {
    Map<String, String> before = content(root);
    step.run();
    assertThat(content(root)).isEqualTo(before);
  }

  private static Map<String, String> content(Path root) throws Exception {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file :
          files.filter(Files::isRegularFile).filter(f -> !f.endsWith("lock")).toList()) {
        content.put(file.toString(), java.util.HexFormat.of().formatHex(Files.readAllBytes(file)));
      }
    }
    return content;
  }

  private static void refused(Cli.Outcome outcome, int exitCode, String says) {
    assertThat(outcome.exitCode()).describedAs(outcome.toString()).isEqualTo(exitCode);
    assertThat(outcome.errLines()).describedAs(outcome.err()).hasSize(1);
    assertThat(outcome.err()).startsWith("adn: ").contains(says);
    assertThat(outcome.out()).isEmpty();
  }
}
