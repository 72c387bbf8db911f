package org.alphadelta.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.alphadelta.consensus.OwnMessage;
import org.alphadelta.consensus.SignRecord;
import org.alphadelta.consensus.SignedVote;
import org.alphadelta.consensus.SigningVerdict;
import org.alphadelta.consensus.Vote;
import org.alphadelta.consensus.VoteType;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Hash;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.Sha256;
import org.alphadelta.crypto.KeyPair;
import org.alphadelta.store.ChainPointer;
import org.alphadelta.store.FileDisk;
import org.alphadelta.store.FileSignState;
import org.alphadelta.store.HomeLayout;
import org.alphadelta.store.HomeLock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a home has signed, and the watermark that only rises. */
class SignerCommandTest {
  private static final KeyPair KEY = KeyPair.ofSeed(Bytes.of(new byte[KeyPair.SEED_LENGTH]));
  private static final Hash VALUE = Sha256.plain(Bytes.utf8("value"));
  private static final ChainId ALPHA = chain(ChainKind.ALPHA, 0);
  private static final ChainId DELTA = chain(ChainKind.DELTA, 0);

  @TempDir private Path directory;
  private final Cli cli = new Cli();
  private Path home = Path.of("");

  @BeforeEach
  void initialize() throws IOException {
    home = directory.resolve("home");
    assertThat(cli.run("init", "--home", home, "--network", "devnet").exitCode()).isZero();
    state(ALPHA).create();
    state(DELTA).create();
    signs(ALPHA, 12, 1, VoteType.PREVOTE);
  }

  private static ChainId chain(ChainKind kind, int generation) {
    Hash genesis = Sha256.plain(Bytes.utf8(kind + " " + generation));
    return new ChainId(NetworkId.DEVNET, generation, kind, genesis);
  }

  private FileSignState state(ChainId chain) {
    return new FileSignState(new FileDisk(), new HomeLayout(home), chain, KEY.publicKey());
  }

  private static OwnMessage vote(ChainId chain, long height, int round, VoteType type) {
    Vote vote = new Vote(type, height, round, Optional.of(VALUE), KEY.publicKey());
    return new OwnMessage.OfVote(new SignedVote(vote, KEY.sign(vote.signingBytes(chain))));
  }

  private void signs(ChainId chain, long height, int round, VoteType type) throws IOException {
    FileSignState state = state(chain);
    state.change(record -> record.signed(vote(chain, height, round, type)));
    state.close();
  }

  private SignRecord record(ChainId chain) throws IOException {
    FileSignState state = state(chain);
    try {
      return state.load().orElseThrow();
    } finally {
      state.close();
    }
  }

  private boolean maySign(ChainId chain, long height, int round, VoteType type) throws IOException {
    return record(chain).judge(vote(chain, height, round, type)) instanceof SigningVerdict.Fresh;
  }

  private Cli.Outcome raise(Object... more) {
    Object[] first = {"signer", "watermark", "raise", "--home", home};
    return cli.run(Stream.concat(Arrays.stream(first), Arrays.stream(more)).toArray());
  }

  private Map<String, Bytes> signing() throws IOException {
    Map<String, Bytes> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(new HomeLayout(home).signing())) {
      for (Path file : all.toList()) {
        files.put(file.toString(), Bytes.of(Files.readAllBytes(file)));
      }
    }
    return files;
  }

  @Test
  void showsWhatWasSignedWhileTheNodeHoldsItsHomeAndWritesNothing() throws Exception {
    Map<String, Bytes> before = signing();
    for (String name : before.keySet()) {
      assertThat(Path.of(name).toFile().setReadOnly()).isTrue();
    }
    try (HomeLock lock = ((HomeLock.Taken) HomeLock.take(new HomeLayout(home))).lock()) {
      Cli.Outcome text = cli.run("signer", "status", "--home", home);
      Cli.Outcome json = cli.run("signer", "status", "--home", home, "-o", "json");
      Cli.Outcome shown =
          cli.run("signer", "watermark", "show", "--home", home, "--chain", "alpha");

      assertThat(text.exitCode()).describedAs(text.err()).isZero();
      assertThat(text.out())
          .contains("chain       " + ALPHA)
          .contains("height 12, round 1, prevote for " + VALUE.brief())
          .contains("nothing yet")
          .contains("mark      none");
      JsonNode states = new JsonMapper().readTree(json.out()).path("sign_states");
      assertThat(states).hasSize(2);
      JsonNode alpha =
          states.get(0).path("chain").asText().equals("alpha") ? states.get(0) : states.get(1);
      assertThat(alpha.path("watermark").toString())
          .isEqualTo("{\"height\":\"12\",\"round\":1,\"step\":\"prevote\"}");
      assertThat(alpha.path("value").asText()).isEqualTo(VALUE.hex());
      assertThat(alpha.path("last_height").isNull()).isTrue();
      assertThat(shown.out().lines()).containsExactly(ALPHA + "  height 12, round 1, prevote");
    }
    assertThat(signing()).isEqualTo(before);
  }

  @Test
  void showsAMarkAndARaisedWatermark() throws Exception {
    FileSignState state = state(ALPHA);
    state.change(record -> record.stoppedAfter(40));
    state.close();
    assertThat(
            raise("--chain", "alpha", "--genesis", ALPHA.genesis().hex(), "--height", 30, "--yes")
                .exitCode())
        .isZero();
    assertThat(cli.run("signer", "status", "--home", home).out())
        .contains("signs nothing above height 40")
        .contains("nothing up to height 30, every round any more");
  }

  @Test
  void aRaisedHeightIsNeverSignedInAnyRound() throws Exception {
    Cli.Outcome raised = raise("--chain", "alpha", "--height", 20, "--yes", "-o", "json");
    assertThat(raised.exitCode()).describedAs(raised.err()).isZero();
    assertThat(new JsonMapper().readTree(raised.out()).path("watermark").path("height").asText())
        .isEqualTo("20");
    assertThat(maySign(ALPHA, 20, 900, VoteType.PRECOMMIT)).isFalse();
    assertThat(maySign(ALPHA, 12, 1, VoteType.PREVOTE)).isFalse();
    assertThat(maySign(ALPHA, 21, 0, VoteType.PREVOTE)).isTrue();
    assertThat(maySign(DELTA, 1, 0, VoteType.PREVOTE)).isTrue();
  }

  @Test
  void canBeRaisedWithinAHeight() throws Exception {
    assertThat(
            raise("--chain", "alpha", "--height", 12, "--round", 3, "--step", "prevote", "--yes")
                .exitCode())
        .isZero();
    assertThat(maySign(ALPHA, 12, 3, VoteType.PREVOTE)).isFalse();
    assertThat(maySign(ALPHA, 12, 3, VoteType.PRECOMMIT)).isTrue();
    assertThat(record(ALPHA).ordinal()).as("messages at that height").isEqualTo(1);
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource({"11,9,precommit", "12,0,precommit", "12,1,proposal", "12,1,prevote"})
  void neverLowersIt(long height, int round, String step) throws Exception {
    Map<String, Bytes> before = signing();
    Cli.Outcome refused =
        raise("--chain", "alpha", "--height", height, "--round", round, "--step", step, "--yes");
    assertThat(refused.exitCode()).isEqualTo(ExitCodes.NO);
    assertThat(refused.errLines())
        .containsExactly(
            "adn: watermark of "
                + ALPHA
                + ": found height "
                + height
                + ", round "
                + round
                + ", "
                + step
                + ", expected above height 12, round 1, prevote");
    assertThat(signing()).isEqualTo(before);
  }

  @Test
  void asksFirst() throws Exception {
    Map<String, Bytes> before = signing();
    assertThat(raise("--chain", "alpha", "--height", 20).exitCode())
        .isEqualTo(ExitCodes.NOT_CONFIRMED);
    cli.answering("n");
    assertThat(raise("--chain", "alpha", "--height", 20).exitCode())
        .isEqualTo(ExitCodes.NOT_CONFIRMED);
    assertThat(signing()).isEqualTo(before);
    cli.answering("y");
    Cli.Outcome agreed = raise("--chain", "alpha", "--height", 20);
    assertThat(agreed.exitCode()).isZero();
    assertThat(agreed.err()).contains("cannot be undone");
  }

  @Test
  void isRefusedWhileTheHomeIsInUse() throws Exception {
    Map<String, Bytes> before = signing();
    try (HomeLock lock = ((HomeLock.Taken) HomeLock.take(new HomeLayout(home))).lock()) {
      Cli.Outcome refused = raise("--chain", "alpha", "--height", 20, "--yes");
      assertThat(refused.exitCode()).isEqualTo(ExitCodes.SAFETY_STOP);
      assertThat(refused.err()).contains("locked by process");
    }
    assertThat(signing()).isEqualTo(before);
  }

  @Test
  void saysWhichChainWhenThereAreSeveralOrNone() throws Exception {
    state(chain(ChainKind.ALPHA, 1)).create();
    Cli.Outcome several = raise("--chain", "alpha", "--height", 20, "--yes");
    Cli.Outcome none =
        raise("--chain", "alpha", "--genesis", DELTA.genesis().hex(), "--height", 20, "--yes");
    assertThat(several.exitCode()).isEqualTo(ExitCodes.NO);
    assertThat(several.err())
        .contains("found 2 sign-states of alpha, expected exactly one; --genesis");
    assertThat(none.exitCode()).isEqualTo(ExitCodes.NO);
    assertThat(none.err()).contains("found 0 sign-states of alpha " + DELTA.genesis().brief());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "--height 0,--height: found 0",
    "--height 5 --round -1,--round: found -1",
    "--height 5 --step prevote,--step: found prevote without --round",
    "--height 5 --round 1 --step decide,--step: found decide",
    "--height five,--height"
  })
  void namesAMistake(String arguments, String complaint) {
    Object[] more = (arguments + " --chain alpha --yes").split(" ", -1);
    Cli.Outcome refused = raise(more);
    assertThat(refused.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(refused.err()).contains(complaint);
  }

  @Test
  void aDamagedStateIsShownAndEndsInASafetyStop() throws Exception {
    Path file = state(ALPHA).path();
    byte[] content = Files.readAllBytes(file);
    content[4096 + 20] ^= 1;
    content[20] ^= 1;
    Files.write(file, content);
    Cli.Outcome status = cli.run("signer", "status", "--home", home);
    assertThat(status.exitCode()).isEqualTo(ExitCodes.SAFETY_STOP);
    assertThat(status.out())
        .contains("damaged     ", file.getFileName().toString(), "chain       " + DELTA);
    Cli.Outcome raised = raise("--chain", "alpha", "--height", 20, "--yes");
    assertThat(raised.exitCode()).isEqualTo(ExitCodes.SAFETY_STOP);
    assertThat(Bytes.of(Files.readAllBytes(file))).isEqualTo(Bytes.of(content));
  }

  @Test
  void aStateThatCannotBeReadIsShownAndEndsInASafetyStop() throws Exception {
    Path alpha = state(ALPHA).path();
    Files.delete(alpha);
    Files.createSymbolicLink(alpha, directory.resolve("nowhere"));
    Path delta = state(DELTA).path();
    Files.delete(delta);
    Files.createDirectory(delta);
    Cli.Outcome status = cli.run("signer", "status", "--home", home);
    assertThat(status.exitCode()).isEqualTo(ExitCodes.SAFETY_STOP);
    assertThat(status.err()).isEmpty();
    assertThat(status.out().lines())
        .containsExactlyInAnyOrder(
            "damaged     read " + alpha + ": no such file",
            "damaged     read " + delta + ": Is a directory");
    assertThat(raise("--chain", "alpha", "--height", 20, "--yes").errLines())
        .singleElement()
        .asString()
        .startsWith("adn: safety stop: read ");
  }

  @Test
  void aRecordThatIsMissingOfAChainThatTheHomeRunsIsShownAndEndsInASafetyStop() throws Exception {
    GenesisPairId pair = new GenesisPairId(NetworkId.DEVNET, 0, ALPHA.genesis(), DELTA.genesis());
    new ChainPointer(new FileDisk(), new HomeLayout(home)).pointAt(pair);
    assertThat(cli.run("signer", "status", "--home", home).exitCode()).isZero();
    Files.delete(state(DELTA).path());
    for (String command : List.of("status", "watermark show")) {
      Cli.Outcome shown =
          cli.run(
              Stream.of("signer", command, "--home", home.toString())
                  .flatMap(words -> Stream.of(words.split(" ", -1)))
                  .toArray());
      assertThat(shown.exitCode()).isEqualTo(ExitCodes.SAFETY_STOP);
      assertThat(shown.out())
          .contains("found no sign-state of " + DELTA + ", which this home runs, expected")
          .contains(ALPHA.toString());
    }
  }
}
