package org.alphadelta.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.alphadelta.core.Address;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Hash;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.crypto.KeyFile;
import org.alphadelta.crypto.KeyPair;
import org.alphadelta.crypto.Passphrase;
import org.alphadelta.genesis.Attestation;
import org.alphadelta.genesis.GenesisEvent;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.genesis.SignedAttestation;
import org.alphadelta.governance.BallotCount;
import org.alphadelta.governance.Proposal;
import org.alphadelta.governance.ProposalStatus;
import org.alphadelta.governance.ProposalTerms;
import org.alphadelta.journal.LinkChain;
import org.alphadelta.journal.Linked;
import org.alphadelta.journal.NodeEvents;
import org.alphadelta.ledger.Mappings;
import org.alphadelta.ledger.StateEntry;
import org.alphadelta.ledger.StateKey;
import org.alphadelta.store.HomeLayout;
import org.alphadelta.store.HomeLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Commands that talk to a node: what is sent, what is printed, and the exit code of every answer.
 */
class NodeCommandsTest {
  private static final String ID = "5f".repeat(32);
  private static final String TOKEN = "t".repeat(40);
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path directory;

  private final Cli cli = new Cli();
  private FakeNode node;
  private Path home;
  private String address = "";

  @BeforeEach
  void startsANodeInAHome() throws Exception {
    node = new FakeNode();
    home = directory.resolve("home");
    Cli.Outcome made =
        cli.run(
            "init",
            "--home",
            home,
            "--network",
            "testnet",
            "--rest-port",
            node.port(),
            "-o",
            "json");
    assertThat(made.exitCode()).describedAs(made.err()).isZero();
    address = JSON.readTree(made.out()).path("validator").path("address").asText();
    Files.createDirectories(home.resolve("run"));
    Files.writeString(
        home.resolve("run/admin.json"),
        "{\"port\":%d,\"token\":\"%s\",\"pid\":%d}"
            .formatted(node.port(), TOKEN, ProcessHandle.current().pid()));
  }

  @AfterEach
  void stopsTheNode() {
    node.close();
  }

  @Test
  void statusAsksTheAdminPortOfAHomeAndThePublicPortOfANode() {
    String status =
        """
        {"network":"testnet","generation":0,"build":"network-upgrades","version":"1","node_key":"ab","validator":null,"phase":"running",
         "genesis":{"sentence":"3 of 3 needed","source":"import"},"chains":[{"network":"testnet","generation":0,"chain":"alpha","height":"17","activity":"agreeing",
         "role":"governor","committee_size":4,"tolerates":"1","genesis_hash":"0123456789abcdef"}],"peers":3,"upgrade":null,"evidence":0,"warnings":["clock"]}
        """;
    node.on("GET /v1/admin/status", 200, status).on("GET /v1/node/status", 200, status);

    assertThat(cli.run("status", "--home", home).out())
        .contains("height 17", "tolerates 1", "running", "warning    clock");
    assertThat(cli.run("status", "--node", node.url(), "-o", "json").out())
        .contains("\"height\" : \"17\"");
    assertThat(node.asked().get(0)).startsWith("GET /v1/admin/status Bearer " + TOKEN);
    assertThat(node.asked().get(1)).startsWith("GET /v1/node/status -");
  }

  @Test
  void aVoteIsSentToTheNodeThatSigns() {
    node.on("POST /v1/admin/votes", 202, "{\"id\":\"" + ID + "\"}");

    Cli.Outcome voted = cli.run("proposal", "vote", ID, "no", "--home", home);

    assertThat(voted.exitCode()).describedAs(voted.err()).isZero();
    assertThat(voted.out().strip()).isEqualTo("transaction " + ID);
    assertThat(node.asked())
        .containsExactly(
            "POST /v1/admin/votes Bearer "
                + TOKEN
                + " {\"proposal\":\""
                + ID
                + "\",\"ballot\":\"no\"}");
  }

  @Test
  void aYesIsAskedForBecauseItIsFinal() {
    node.on("POST /v1/admin/votes", 202, "{\"id\":\"" + ID + "\"}");

    Cli.Outcome alone = cli.run("proposal", "vote", ID, "yes", "--home", home);
    assertThat(alone.exitCode()).isEqualTo(6);
    assertThat(alone.err()).contains("A Yes is final").contains("expected --yes");
    assertThat(
            new Cli().answering("n").run("proposal", "vote", ID, "yes", "--home", home).exitCode())
        .isEqualTo(6);
    assertThat(cli.run("proposal", "withdraw", ID, "--home", home).exitCode()).isEqualTo(6);
    assertThat(node.asked()).isEmpty();
    assertThat(
            new Cli().answering("y").run("proposal", "vote", ID, "yes", "--home", home).exitCode())
        .isZero();
    assertThat(cli.run("proposal", "vote", ID, "yes", "--home", home, "--yes").exitCode()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          409 | {"code":"voting-over","detail":"found height 30, expected height 25 or earlier","hint":null} | 3 | adn: refused by the node: voting-over: found height 30, expected height 25 or earlier
          409 | {"code":"yes-is-final","detail":"found yes after yes","hint":"wait"} | 3 | adn: refused by the node: yes-is-final: found yes after yes (wait)
          422 | no json                                    | 3 | refused by the node: status 422
          401 | {"code":"no-token","detail":"x"}           | 5 | a process that refuses the token
          503 | {"code":"starting","detail":"not yet"}     | 5 | node not ready: starting: not yet
          500 | {"code":"bug","detail":"oops"}             | 1 | the node failed: bug: oops
          202 | no json                                    | 5 | found an answer that is no JSON
          """)
  void everyAnswerHasItsExitCode(int status, String body, int exitCode, String says) {
    node.on("POST /v1/admin/votes", status, body);

    refused(cli.run("proposal", "vote", ID, "abstain", "--home", home), exitCode, says);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "proposal vote ID no",
        "proposal withdraw ID --yes",
        "tx transfer --chain alpha --to ADDRESS --amount 1"
      })
  void aStoppedNodeIsUnreachable(String command) throws Exception {
    Files.delete(home.resolve("run/admin.json"));

    refused(run(command + " --home " + home), 5, "found no running node");

    Files.writeString(
        home.resolve("run/admin.json"),
        "{\"port\":1,\"token\":\"t\",\"pid\":" + ProcessHandle.current().pid() + "}");
    refused(run(command + " --home " + home), 5, "node unreachable at http://127.0.0.1:1");
    Files.writeString(home.resolve("run/admin.json"), "{\"port\":");
    refused(run(command + " --home " + home), 2, "found malformed JSON");
  }

  @Test
  void aTransferWaitsForItsBlock() {
    node.on("POST /v1/admin/transfers", 202, "{\"id\":\"" + ID + "\"}")
        .on("GET /network/delta/transaction/" + ID, 200, "{\"height\":\"9\"}");

    Cli.Outcome sent =
        run("tx transfer --home " + home + " --chain delta --to ADDRESS --amount 12 --wait");

    assertThat(sent.exitCode()).describedAs(sent.err()).isZero();
    assertThat(sent.out()).contains("in block 9");
    assertThat(node.asked().get(0))
        .endsWith("{\"chain\":\"delta\",\"to\":\"" + address + "\",\"amount\":\"12\"}");
  }

  @Test
  void aTransferThatNoBlockTakesCannotBeTold() {
    node.on("POST /v1/admin/transfers", 202, "{\"id\":\"" + ID + "\"}");

    refused(
        run(
            "tx transfer --home "
                + home
                + " --chain alpha --to ADDRESS --amount 12 --wait --timeout 0"),
        4,
        "found in no block");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          tx transfer --chain alpha --to axtest1qq --amount 1 --home HOME  | found 'axtest1qq', expected an address
          tx transfer --chain beta --to ADDRESS --amount 1 --home HOME     | found 'beta', expected one of alpha, delta
          tx transfer --chain alpha --to ADDRESS --amount 0 --home HOME    | --amount: found 0, expected at least 1
          tx transfer --chain alpha --to ADDRESS --amount x --home HOME    | '--amount'
          proposal vote 12 yes --home HOME                                 | found '12', expected 64 hexadecimal digits
          proposal vote ID maybe --home HOME                               | found 'maybe', expected one of yes, no, abstain
          proposal show ID                                                 | found neither, expected one of them
          """)
  void malformedArgumentsAreMistakes(String command, String says) {
    refused(run(command), 2, says);
    assertThat(node.asked()).isEmpty();
  }

  @Test
  void aTallySaysWhatIsNeeded() {
    node.on(
        "GET /v1/proposals/" + ID + "/tally",
        200,
        """
        {"status":"open","height":"7","voting_ends_height":"30","freeze_height":"40","activation_height":"45","governors":{"yes":2,"no":1,"abstain":0,"silent":1,"total":4},
         "public":{"yes":0,"no":0,"abstain":0,"silent":1,"total":1},"needed":3,"missing":1,"can_still_pass":true,"rules":[{"name":"governors_yes","need":3,"have":2,"ok":false}],
         "tolerates":{"staying":"none","staying_members":1,"new":"1","new_members":5}}
        """);

    Cli.Outcome tally = cli.run("proposal", "tally", ID, "--home", home);

    assertThat(tally.out())
        .contains(
            "needed 3, missing 1, can still pass",
            "no   governors_yes: have 2, need 3",
            "the new chain tolerates 1 (5 members), the staying one none (1 members)");
    assertThat(cli.run("proposal", "tally", ID, "--node", node.url(), "-o", "json").out())
        .contains("\"can_still_pass\" : true");
  }

  @Test
  void anUnknownProposalIsRefused() {
    refused(
        cli.run("proposal", "votes", ID, "--home", home), 3, "refused by the node: unknown-path");
  }

  @Test
  void submitPinsBothParameterFilesBeforeItProposes() throws Exception {
    GenesisPair source = genesis();
    Path terms = draft();
    node.on("POST /v1/admin/parameters", 202, "{\"id\":\"" + ID + "\"}")
        .on("POST /v1/admin/proposals", 202, "{\"id\":\"" + ID + "\"}");

    Cli.Outcome submitted =
        cli.run("proposal", "submit", terms, "--home", home, "--params", directory.resolve("next"));

    assertThat(submitted.exitCode()).describedAs(submitted.err()).isZero();
    assertThat(source).isNotNull();
    assertThat(node.asked()).hasSize(3);
    assertThat(node.asked().get(2))
        .contains(InputFile.read(terms, ProposalTerms.CODEC).canonical().hex());
    refused(
        cli.run("proposal", "submit", terms, "--home", home), 4, "found no file with that content");
  }

  @Test
  void verifyRebuildsBothGenesisBlocks() throws Exception {
    GenesisPair source = genesis();
    ProposalTerms terms = InputFile.read(draft(), ProposalTerms.CODEC);
    serveGenesis(source);
    Hash id = serveProposal(source, terms, Optional.empty());

    Cli.Outcome verified =
        cli.run(
            "proposal", "verify", id, "--node", node.url(), "--params", directory.resolve("next"));

    assertThat(verified.exitCode()).describedAs(verified.err()).isZero();
    assertThat(verified.out()).contains("verified", terms.alphaExpectedHash().hex());
    refused(
        cli.run("proposal", "verify", id, "--home", home),
        4,
        "expected parameters " + terms.alphaParams());
  }

  @Test
  void verifyNamesTheFirstFieldThatDiffers() throws Exception {
    GenesisPair source = genesis();
    ProposalTerms right = InputFile.read(draft(), ProposalTerms.CODEC);
    ProposalTerms wrong =
        new ProposalTerms(
            right.sourceNetwork(),
            right.targetNetwork(),
            right.targetGeneration(),
            right.activationHeight(),
            right.alphaExpectedHash(),
            right.alphaParams(),
            right.deltaExpectedHash(),
            right.deltaParams(),
            right.deltaMinAlphaBlocks(),
            right.minGovernorValidators(),
            right.minPublicValidators(),
            right.readinessRequired(),
            source.alpha().header(),
            right.deltaHeader(),
            right.successor());
    serveGenesis(source);
    Hash id = serveProposal(source, wrong, Optional.empty());

    refused(
        cli.run(
            "proposal", "verify", id, "--node", node.url(), "--params", directory.resolve("next")),
        3,
        "genesis-field-differs: found alpha generation 1, expected 0");
  }

  @Test
  void verifyBelievesNoNodeThatAnswersWithAnotherProposal() throws Exception {
    GenesisPair source = genesis();
    ProposalTerms terms = InputFile.read(draft(), ProposalTerms.CODEC);
    serveGenesis(source);
    serveProposal(source, terms, Optional.of(Hash.ofHex(ID)));

    refused(
        cli.run(
            "proposal", "verify", ID, "--node", node.url(), "--params", directory.resolve("next")),
        3,
        "a proposal whose content has id");
  }

  @Test
  void fetchWantsTheGovernorsWord() throws Exception {
    GenesisPair source = genesis();
    serveGenesis(source);
    Path pins = directory.resolve("genesis/pins.json");
    node.on("GET /network/genesis/certificate", 200, "{\"attestations\":[]}");

    refused(
        cli.run(
            "genesis", "fetch", directory.resolve("none"), "--node", node.url(), "--pins", pins),
        3,
        "attestations of 0 of 1 needed");
    assertThat(directory.resolve("none")).doesNotExist();
    KeyPair governor =
        KeyFile.read(
            home.resolve("keys/validator.key"), Passphrase.read(home.resolve("keys/passphrase")));
    Attestation attestation = Attestation.of(source, governor.publicKey());
    String signed =
        new SignedAttestation(attestation, governor.sign(attestation.signingBytes()))
            .canonical()
            .hex();
    node.on(
        "GET /network/genesis/certificate",
        200,
        "{\"attestations\":[{\"canonical\":\"" + signed + "\"}]}");

    Cli.Outcome fetched =
        cli.run("genesis", "fetch", directory.resolve("got"), "--node", node.url(), "--pins", pins);

    assertThat(fetched.exitCode()).describedAs(fetched.err()).isZero();
    assertThat(InputFile.read(directory.resolve("got"), GenesisPair.CODEC)).isEqualTo(source);
  }

  @Test
  void theJournalOfARunningNodeIsVerifiedThroughItsAdminPort() throws Exception {
    List<String> hex = journal(genesis());
    node.on("GET /v1/admin/journal/streams", 200, "{\"streams\":[\"genesis\"]}")
        .on(
            "GET /v1/admin/journal/streams/genesis/records?from=1&limit=500",
            200,
            "{\"records\":[\"" + hex.get(0) + "\",\"" + hex.get(1) + "\"]}")
        .on(
            "GET /v1/admin/journal/streams/genesis/records?from=3&limit=500",
            200,
            "{\"records\":[]}");
    Files.createDirectories(home.resolve("journal"));

    try (HomeLock lock = ((HomeLock.Taken) HomeLock.take(new HomeLayout(home))).lock()) {
      assertThat(lock).isNotNull();
      Cli.Outcome verified = cli.run("journal", "verify", "--home", home);
      assertThat(verified.exitCode()).describedAs(verified.toString()).isZero();
      assertThat(verified.out()).contains("ok: 2 events in 1 streams");
      assertThat(cli.run("journal", "streams", "--home", home).out())
          .contains("genesis", "2 events");
      assertThat(cli.run("journal", "show", "genesis", "--home", home).out().lines()).hasSize(2);
      refused(cli.run("journal", "show", "nothing", "--home", home), 3, "one of genesis");
    }
  }

  @Test
  void aJournalWithABrokenLinkIsWrongAndOneWithUnknownEventsCannotBeTold() throws Exception {
    List<String> hex = journal(genesis());
    node.on("GET /v1/admin/journal/streams", 200, "{\"streams\":[\"genesis\"]}")
        .on(
            "GET /v1/admin/journal/streams/genesis/records?from=1&limit=500",
            200,
            "{\"records\":[\"" + hex.get(1) + "\"]}")
        .on(
            "GET /v1/admin/journal/streams/genesis/records?from=3&limit=500",
            200,
            "{\"records\":[]}");
    Files.createDirectories(home.resolve("journal"));

    try (HomeLock lock = ((HomeLock.Taken) HomeLock.take(new HomeLayout(home))).lock()) {
      assertThat(lock).isNotNull();
      Cli.Outcome wrong = cli.run("journal", "verify", "--home", home, "-o", "json");
      assertThat(wrong.exitCode()).describedAs(wrong.toString()).isEqualTo(3);
      assertThat(JSON.readTree(wrong.out()).path("result").asText()).isEqualTo("wrong");
      node.on(
          "GET /v1/admin/journal/streams/genesis/records?from=1&limit=500",
          200,
          "{\"records\":[\"" + hex.get(0) + "\",\"" + hex.get(1) + "\"]}");
      Cli.Outcome unknown =
          new Cli()
              .codecs(org.alphadelta.journal.EventCodecs.of(List.of()))
              .run("journal", "verify", "--home", home);
      assertThat(unknown.exitCode()).describedAs(unknown.toString()).isEqualTo(4);
    }
  }

  @Test
  void aHomeWithoutAJournalCannotBeTold() {
    refused(cli.run("journal", "verify", "--home", home), 4, "journal-missing");
  }

  private static List<String> journal(GenesisPair pair) {
    LinkChain chain = LinkChain.start("genesis");
    List<String> hex = new ArrayList<>();
    for (GenesisEvent event :
        List.of(
            new GenesisEvent.GenesisImported(pair.id()),
            new GenesisEvent.CacheQuarantined(pair.id(), "a flipped bit"))) {
      Linked<GenesisEvent> linked = chain.next(event, NodeEvents.codecs(), 1_000);
      hex.add(linked.record().canonical().hex());
      chain = chain.after(linked);
    }
    return hex;
  }

  private GenesisPair genesis() throws Exception {
    Cli.Outcome made =
        run(
            "genesis create --network testnet --generation 0 --governor ADDRESS --out "
                + directory.resolve("genesis"));
    assertThat(made.exitCode()).describedAs(made.err()).isZero();
    return InputFile.read(directory.resolve("genesis/genesis.pair"), GenesisPair.CODEC);
  }

  private Path draft() {
    run(
        "genesis create --network testnet --generation 1 --governor ADDRESS --out "
            + directory.resolve("next"));
    Path terms = directory.resolve("upgrade.terms");
    Cli.Outcome drafted =
        run(
            "proposal draft "
                + terms
                + " --params "
                + directory.resolve("next")
                + " --source "
                + directory.resolve("genesis/genesis.pair")
                + " --activation-height 99999");
    assertThat(drafted.exitCode()).describedAs(drafted.err()).isZero();
    return terms;
  }

  private void serveGenesis(GenesisPair pair) {
    ObjectNode json = JSON.createObjectNode();
    for (ChainKind kind : ChainKind.values()) {
      json.putObject(kind.label()).put("canonical", pair.of(kind).canonical().hex());
    }
    node.on("GET /network/genesis", 200, json.toString());
  }

  private Hash serveProposal(GenesisPair source, ProposalTerms terms, Optional<Hash> pretended) {
    PublicKey proposer = Address.parse(NetworkId.TESTNET, address).key();
    Hash id = pretended.orElse(terms.id(source.id().chain(ChainKind.ALPHA), proposer, 0));
    Proposal proposal =
        new Proposal(
            id,
            terms,
            proposer,
            0,
            12,
            40,
            BallotCount.NONE,
            BallotCount.NONE,
            ProposalStatus.OPEN);
    StateEntry entry =
        new StateEntry(
            new StateKey(Mappings.program(ChainKind.ALPHA), Mappings.PROPOSALS, id.hex()),
            proposal.canonical());
    ObjectNode json = JSON.createObjectNode();
    ObjectNode proof = json.putObject("proof");
    proof.put("entry", entry.canonical().hex());
    proof.put("state_root", entry.leaf().hex());
    proof.put("index", "0");
    proof.put("size", "1");
    proof.putArray("path");
    node.on(
        "GET /network/program/credits.alpha/mapping/network_upgrade_proposals/"
            + id.hex()
            + "?proof=true",
        200,
        json.toString());
    return id;
  }

  private Cli.Outcome run(String line) {
    return cli.run(
        Stream.of(line.strip().split(" +"))
            .map(
                w ->
                    w.replace("ADDRESS", address)
                        .replaceAll("^ID$", ID)
                        .replaceAll("^HOME$", home.toString()))
            .toArray());
  }

  private static void refused(Cli.Outcome outcome, int exitCode, String says) {
    assertThat(outcome.exitCode()).describedAs(outcome.toString()).isEqualTo(exitCode);
    assertThat(outcome.err()).contains(says);
    assertThat(outcome.errLines().get(outcome.errLines().size() - 1)).startsWith("adn: ");
    assertThat(outcome.out()).isEmpty();
  }
}
