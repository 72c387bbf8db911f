package org.alphadelta.app;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.alphadelta.cli.Typed;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Hash;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.crypto.KeyFile;
import org.alphadelta.crypto.KeyFileException;
import org.alphadelta.crypto.KeyPair;
import org.alphadelta.crypto.Passphrase;
import org.alphadelta.ledger.Payload;
import org.alphadelta.ledger.SignedTransaction;
import org.alphadelta.ledger.Transaction;

/**
 * A network of one governor, its whole committee, on fast blocks: the quickest real node there is.
 * It is of devnet, which every build runs but that for mainnet. Everything in it was made by the
 * commands an operator has.
 */
final class SoleValidator implements AutoCloseable {
  static final NetworkId NETWORK = NetworkId.DEVNET;
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final JsonMapper JSON = new JsonMapper();
  private static final int VOTING_PERIOD = 80;
  private static final int NOTICE = 10;

  private final Path directory;
  private final Path home;
  private final String address;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private Optional<Adn.RunningNode> node = Optional.empty();

  private SoleValidator(Path directory, Path home, String address) {
    this.directory = directory;
    this.home = home;
    this.address = address;
  }

  /** An answer of the public or the admin port. */
  record Answer(int status, String contentType, JsonNode body) {}

  /**
   * Keys, genesis of generation 0 and parameters of generation 1, all in a directory; nothing runs
   * yet.
   */
  static SoleValidator found(Path directory) {
    Path home = directory.resolve("v1");
    String address = initialize(home, NETWORK).path("validator").path("address").asText();
    SoleValidator founded = new SoleValidator(directory, home, address);
    JsonNode first = genesis(founded.genesis(0), NETWORK, 0, address, Optional.empty());
    genesis(
        founded.genesis(1), NETWORK, 1, address, Optional.of(first.path("alpha_hash").asText()));
    pin(founded.genesis(0), home);
    command("genesis", "import", founded.pair().toString(), "--home", home.toString());
    return founded;
  }

  /** A home with keys, on free ports of loopback. */
  static JsonNode initialize(Path home, NetworkId network, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("init", "--home", home.toString(), "--network", network.label()));
    arguments.addAll(List.of("--p2p-host", "127.0.0.1", "--p2p-port", "0", "--rest-port", "0"));
    arguments.addAll(List.of(more));
    return command(arguments.toArray(String[]::new));
  }

  /** Parameter files, pair and pins of a generation whose one governor this is. */
  static JsonNode genesis(
      Path out, NetworkId network, int generation, String governor, Optional<String> predecessor) {
    List<String> arguments =
        new ArrayList<>(
            List.of("genesis", "create", "--network", network.label(), "--out", out.toString()));
    arguments.addAll(List.of("--generation", String.valueOf(generation)));
    arguments.addAll(List.of("--governor", governor, "--account", governor + "=1000000"));
    arguments.addAll(List.of("--block-interval-ms", "100", "--delta-min-alpha-blocks", "2"));
    arguments.addAll(List.of("--voting-period", String.valueOf(VOTING_PERIOD)));
    arguments.addAll(List.of("--notice", String.valueOf(NOTICE), "--freeze", "2"));
    arguments.addAll(List.of("--horizon", "1000000", "--resubmission-pause", "0"));
    predecessor.ifPresent(hash -> arguments.addAll(List.of("--predecessor", hash)));
    return command(arguments.toArray(String[]::new));
  }

  static void pin(Path genesis, Path home) {
    try {
      Files.copy(genesis.resolve("pins.json"), home.resolve("config").resolve("pins.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A command that has to succeed, run in this process; what it prints. */
  static JsonNode command(String... arguments) {
    Typed typed = new Typed();
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("-o", "json"));
    int exitCode = Main.run(typed.shell(), all.toArray(String[]::new));
    if (exitCode != 0) {
      throw new IllegalStateException(all + " ended with " + exitCode + ": " + typed.err());
    }
    return json(typed.out());
  }

  Path home() {
    return home;
  }

  Path genesis(int generation) {
    return directory.resolve("genesis" + generation);
  }

  /** The file of the genesis pair that this network runs. */
  Path pair() {
    return genesis(0).resolve("genesis.pair");
  }

  String address() {
    return address;
  }

  /** Starts the node and returns when both chains have made blocks. */
  Adn.RunningNode start() {
    Adn.RunningNode started = Adn.RunningNode.start(home, directory.resolve("v1.log"));
    node = Optional.of(started);
    until("/network/delta/height/latest", answer -> answer.status() == 200);
    return started;
  }

  Adn.RunningNode node() {
    return node.orElseThrow(() -> new IllegalStateException("the node was not started"));
  }

  void stop() {
    node.ifPresent(Adn.RunningNode::close);
    node = Optional.empty();
  }

  @Override
  public void close() {
    stop();
    http.close();
  }

  /** GET at the public port. */
  Answer get(String path) {
    return get(node(), path);
  }

  Answer get(Adn.RunningNode asked, String path) {
    return send(HttpRequest.newBuilder(URI.create(asked.rest() + path)).GET());
  }

  Answer until(String path, Predicate<Answer> condition) {
    return until(node(), path, condition);
  }

  /** Asks until an answer satisfies a condition. */
  Answer until(Adn.RunningNode asked, String path, Predicate<Answer> condition) {
    return await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .failFast("the node ended", () -> !asked.isAlive())
        .until(() -> get(asked, path), condition);
  }

  /** Posts a signed transaction to the public port. */
  Answer broadcast(SignedTransaction transaction) {
    return send(
        HttpRequest.newBuilder(URI.create(node().rest() + "/network/transaction/broadcast"))
            .header("Content-Type", "application/octet-stream")
            .POST(BodyPublishers.ofByteArray(transaction.canonical().toArray())));
  }

  /** Posts a wish to the admin port. */
  Answer wish(String path, String contentType, BodyPublisher body) {
    return send(
        HttpRequest.newBuilder(admin().resolve(path))
            .header("Authorization", "Bearer " + token())
            .header("Content-Type", contentType)
            .POST(body));
  }

  Answer vote(String proposal, String ballot) {
    return wish(
        "/v1/admin/votes",
        "application/json",
        BodyPublishers.ofString(
            "{\"proposal\":\"" + proposal + "\",\"ballot\":\"" + ballot + "\"}"));
  }

  URI admin() {
    return URI.create("http://127.0.0.1:" + adminFile().path("port").asInt());
  }

  String token() {
    return adminFile().path("token").asText();
  }

  private JsonNode adminFile() {
    try {
      return json(Files.readString(home.resolve("run").resolve("admin.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer =
          http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
      return new Answer(
          answer.statusCode(),
          answer.headers().firstValue("Content-Type").orElse(""),
          json(answer.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /**
   * Terms of an upgrade to generation 1 at a height, drafted without asking any chain about
   * heights.
   */
  Path draft(String name, long activationHeight) {
    Path terms = directory.resolve(name);
    command(
        "proposal",
        "draft",
        terms.toString(),
        "--params",
        genesis(1).toString(),
        "--source",
        pair().toString(),
        "--activation-height",
        String.valueOf(activationHeight),
        "--readiness-required");
    return terms;
  }

  /**
   * Submits terms and waits until the proposal stands in chain state; what the chain says of it.
   */
  JsonNode propose(Path terms) {
    int before = get("/v1/proposals").body().path("proposals").size();
    command(
        "proposal",
        "submit",
        terms.toString(),
        "--home",
        home.toString(),
        "--params",
        genesis(1).toString());
    return newestProposal(before);
  }

  /** The newest proposal, as soon as there are more than so many. */
  JsonNode newestProposal(int before) {
    JsonNode proposals =
        until("/v1/proposals", answer -> answer.body().path("proposals").size() > before)
            .body()
            .path("proposals");
    return StreamSupport.stream(proposals.spliterator(), false)
        .max(Comparator.comparingLong(p -> p.path("created_at_height").asLong()))
        .orElseThrow();
  }

  /** Waits for the block that holds a transaction. */
  void included(String transaction) {
    until("/network/alpha/transaction/" + transaction, answer -> answer.status() == 200);
  }

  /** The identity of this network's Alpha. */
  ChainId alpha() {
    JsonNode hash = get("/network/genesis/hash?chain=alpha").body();
    return new ChainId(NETWORK, 0, ChainKind.ALPHA, Hash.ofHex(hash.path("genesis_hash").asText()));
  }

  KeyPair key() {
    try {
      Path keys = home.resolve("keys");
      return KeyFile.read(
          keys.resolve("validator.key"), Passphrase.read(keys.resolve("passphrase")));
    } catch (KeyFileException e) {
      throw new IllegalStateException("the keys of " + home, e);
    }
  }

  /** What the next transaction of this validator on Alpha has to carry. */
  long nextSequence() {
    return get("/network/program/credits.alpha/mapping/account/" + address)
        .body()
        .path("value")
        .path("next_sequence")
        .asLong();
  }

  /** A transfer of one credit, signed by this validator with its next sequence number. */
  SignedTransaction transfer(ChainId chain) {
    KeyPair key = key();
    long next = nextSequence();
    PublicKey somebody = KeyPair.ofSeed(Bytes.of(new byte[KeyPair.SEED_LENGTH])).publicKey();
    return SignedTransaction.sign(
        new Transaction(chain, key.publicKey(), next, new Payload.TransferPublic(somebody, 1)),
        key);
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no JSON: " + text, e);
    }
  }
}
