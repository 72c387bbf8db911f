package org.alphadelta.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.alphadelta.actor.CommandResult;
import org.alphadelta.core.Address;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Hash;
import org.alphadelta.core.MerkleTree;
import org.alphadelta.journal.NodeEvents;
import org.alphadelta.ledger.SignedTransaction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestServerTest {
  private static LoopbackServers servers;

  @BeforeAll
  static void open() {
    servers = new LoopbackServers();
  }

  @AfterAll
  static void close() {
    servers.close();
  }

  @AfterEach
  void calmDown() {
    servers.node.genesisAccepted = true;
    servers.node.silent = false;
    servers.node.refusal = Optional.empty();
    servers.node.wishes.clear();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "/v1/nope, 404, no-such-route",
    "/, 404, no-such-route",
    "/mainnet/alpha/height/latest, 404, other-network",
    "/network/gamma/height/latest, 404, unknown-chain",
    "/network/alpha/block/99, 404, unknown-height",
    "/network/alpha/block/0, 400, malformed-height",
    "/network/alpha/block/-1, 400, malformed-height",
    "/network/alpha/block/9223372036854775808, 400, malformed-height",
    "/network/alpha/block/x, 400, malformed-height",
    "/network/alpha/block/zz00000000000000000000000000000000000000000000000000000000000000, 400,"
        + " malformed-block",
    "/network/alpha/block/0000000000000000000000000000000000000000000000000000000000000000, 404,"
        + " unknown-block",
    "/network/alpha/committee/5, 404, unknown-height",
    "/network/alpha/transaction/12, 400, malformed-id",
    "/network/alpha/transaction/0000000000000000000000000000000000000000000000000000000000000000,"
        + " 404, unknown-transaction",
    "/network/program/credits.gamma/mapping/account/x, 404, unknown-program",
    "/network/program/credits.alpha/mapping/accounts/x, 404, unknown-mapping",
    "/network/program/credits.alpha/mapping/account/x, 400, malformed-key",
    "/network/program/credits.alpha/mapping/upgrade_votes/00, 400, malformed-key",
    "/network/program/credits.alpha/mapping/account/0000000000000000000000000000000000000000000000000000000000000000,"
        + " 404, unknown-key",
    "/network/genesis?chain=gamma, 400, unknown-chain",
    "/network/genesis?color=red, 400, unknown-query",
    "/v1/proposals/12, 400, malformed-proposal",
    "/v1/proposals/0000000000000000000000000000000000000000000000000000000000000000/tally, 404,"
        + " unknown-proposal",
    "/v1/upgrades/0000000000000000000000000000000000000000000000000000000000000000, 404,"
        + " unknown-upgrade",
    "/v1/journal/streams/nope/events, 404, unknown-stream",
    "/v1/journal/streams/governor/events?from=0, 400, malformed-from",
    "/v1/journal/streams/governor/events?limit=1001, 400, malformed-limit",
    "/readyz?verbose=maybe, 400, malformed-verbose"
  })
  void saysWhatIsWrongAsAProblem(String target, int status, String code) {
    HttpResponse<String> answer = servers.get(target);
    JsonNode problem = LoopbackServers.json(answer);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(problem.path("code").asText()).isEqualTo(code);
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("actual").isTextual()).isTrue();
    assertThat(problem.path("expected").isTextual()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS"})
  void refusesAWrongMethodAndNamesTheRightOnes(String method) {
    HttpResponse<String> answer = servers.method(method, "/network/genesis");
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD");
  }

  @Test
  void answersWhatIsNoRequestWithAProblemToo() {
    HttpResponse<String> answer = servers.method("BREW", "/livez");
    assertThat(answer.statusCode()).isEqualTo(501);
    assertThat(LoopbackServers.json(answer).path("code").asText()).isEqualTo("malformed-request");
  }

  @Test
  void sendsSecurityHeadersAndAllowsNoOtherOrigin() {
    HttpResponse<String> answer = servers.get("/livez");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    assertThat(answer.headers().firstValue("Server")).isEmpty();
  }

  @Test
  void sendsWhatNeverChangesOnlyOnce() {
    HttpResponse<String> first = servers.get("/network/alpha/block/1");
    String tag = first.headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> again =
        servers.send(
            HttpRequest.newBuilder(servers.open.resolve("/network/alpha/block/1"))
                .header("If-None-Match", tag));
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(servers.get("/network/alpha/block/latest").headers().firstValue("ETag")).isEmpty();
  }

  @Test
  void takesTheNameOfTheNetworkItRuns() {
    assertThat(servers.get("/testnet/alpha/height/latest").body())
        .isEqualTo(servers.get("/network/alpha/height/latest").body());
  }

  @Test
  void findsABlockByItsHash() {
    String hash = servers.node.world.alpha.get(1).block().hash().hex();
    JsonNode block = LoopbackServers.json(servers.get("/network/alpha/block/" + hash));
    assertThat(block.path("header").path("height").asText()).isEqualTo("2");
  }

  @Test
  void provesAValueAgainstTheStateRoot() {
    String address =
        new Address(SmallWorld.NETWORK, servers.node.world.key(2).publicKey()).toString();
    JsonNode answer =
        LoopbackServers.json(
            servers.get(
                "/network/program/credits.alpha/mapping/account/" + address + "?proof=true"));
    JsonNode proof = answer.path("proof");
    List<Hash> path = new ArrayList<>();
    proof.path("path").forEach(node -> path.add(Hash.ofHex(node.asText())));
    Hash leaf = MerkleTree.leaf(Bytes.ofHex(proof.path("entry").asText()));
    MerkleTree.Proof inclusion =
        new MerkleTree.Proof(proof.path("index").asLong(), proof.path("size").asLong(), path);
    Hash root = Hash.ofHex(proof.path("state_root").asText());
    assertThat(root).isEqualTo(FakeState.alpha(servers.node.world).root());
    assertThat(MerkleTree.verify(root, leaf, inclusion)).isTrue();
    assertThat(answer.path("value").path("balance").asText()).isEqualTo("999740");
  }

  @Test
  void showsEveryFieldOfTheOriginalProposal() {
    String id = servers.node.world.proposal.id().hex();
    JsonNode value =
        LoopbackServers.json(
                servers.get(
                    "/network/program/credits.alpha/mapping/network_upgrade_proposals/" + id))
            .path("value");
    List<String> fields = new ArrayList<>();
    value.fieldNames().forEachRemaining(fields::add);
    assertThat((Object) value).isEqualTo(LoopbackServers.json(servers.get("/v1/proposals/" + id)));
    assertThat(fields)
        .contains(
            "proposal_id",
            "source_network",
            "target_network",
            "activation_height",
            "alpha_expected_hash",
            "alpha_params_hash",
            "delta_expected_hash",
            "delta_params_hash",
            "delta_min_alpha_blocks",
            "min_governor_validators",
            "min_public_validators",
            "governor_yes",
            "governor_no",
            "public_yes",
            "public_no",
            "proposer",
            "created_at_height",
            "voting_ends_height");
  }

  @Test
  void saysNoneWhereNothingIsTolerated() {
    String id = servers.node.world.proposal.id().hex();
    JsonNode tally = LoopbackServers.json(servers.get("/v1/proposals/" + id + "/tally"));
    assertThat(tally.path("needed").asInt()).isEqualTo(3);
    assertThat(tally.path("missing").asInt()).isEqualTo(1);
    assertThat(tally.path("tolerates").path("staying").asText()).isEqualTo("none");
    assertThat(tally.path("tolerates").path("new").asText()).isEqualTo("1");
    assertThat(tally.path("rules").size()).isEqualTo(5);
    assertThat(tally.path("stayers").path(0).path("last_seen").asText()).isEqualTo("3");
  }

  @Test
  void saysHowFarTheGenesisIsWhileThereIsNone() {
    servers.node.genesisAccepted = false;
    for (String target :
        List.of("/network/genesis", "/network/genesis/hash", "/network/governors")) {
      HttpResponse<String> answer = servers.get(target);
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(LoopbackServers.json(answer).path("actual").asText()).isEqualTo("2 of 3 needed");
    }
    assertThat(servers.get("/network/alpha/height/latest").statusCode()).isEqualTo(503);
    assertThat(servers.get("/readyz").statusCode()).isEqualTo(503);
    assertThat(servers.get("/livez").statusCode()).isEqualTo(200);
  }

  @Test
  void saysThatASilentNodeIsSilent() {
    servers.node.silent = true;
    HttpResponse<String> answer = servers.get("/v1/node/status");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(LoopbackServers.json(answer).path("code").asText()).isEqualTo("node-silent");
  }

  @Test
  void takesATransactionInBothForms() {
    SignedTransaction transfer = servers.node.world.transfer;
    byte[] bytes = transfer.canonical().toArray();
    String json = "{\"transaction\":\"" + transfer.canonical().hex() + "\"}";
    String target = "/network/transaction/broadcast";
    List<HttpResponse<String>> answers =
        List.of(
            servers.post(target, "application/octet-stream", bytes),
            servers.post(target, "application/json", json.getBytes(StandardCharsets.UTF_8)));
    assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(202));
    assertThat(answers)
        .allSatisfy(
            answer ->
                assertThat(LoopbackServers.json(answer).path("id").asText())
                    .isEqualTo(transfer.id().hex()));
    assertThat(servers.node.wishes).hasSize(2).containsOnly("broadcast " + transfer.id());
  }

  @Test
  void refusesWhatIsNoTransactionAndAsksTheNodeNothing() {
    byte[] bytes = servers.node.world.transfer.canonical().toArray();
    byte[] more = Arrays.copyOf(bytes, bytes.length + 1);
    String target = "/network/transaction/broadcast";
    assertThat(servers.post(target, "application/octet-stream", more).statusCode()).isEqualTo(400);
    assertThat(servers.post(target, "application/json", new byte[] {'['}).statusCode())
        .isEqualTo(400);
    assertThat(servers.post(target, "text/plain", bytes).statusCode()).isEqualTo(415);
    for (int size : new int[] {60_000, 100_000, 3_000_000}) {
      assertThat(servers.post(target, "application/octet-stream", new byte[size]).statusCode())
          .isEqualTo(413);
    }
    assertThat(servers.node.wishes).isEmpty();
  }

  @Test
  void stopsReadingABodyThatSaysNoLength() {
    HttpResponse<String> answer =
        servers.send(
            HttpRequest.newBuilder(servers.open.resolve("/network/transaction/broadcast"))
                .header("Content-Type", "application/octet-stream")
                .POST(
                    HttpRequest.BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(new byte[80_000]))));
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(LoopbackServers.json(answer).path("code").asText()).isEqualTo("body-too-large");
  }

  @ParameterizedTest
  @CsvSource({"wrong-sequence, 409", "bad-signature, 422"})
  void handsOnTheNodesRefusal(String code, int status) {
    servers.node.refusal = Optional.of(new CommandResult.Refused(code, "sequence 4", "sequence 5"));
    HttpResponse<String> answer =
        servers.post(
            "/network/transaction/broadcast",
            "application/octet-stream",
            servers.node.world.transfer.canonical().toArray());
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(LoopbackServers.json(answer).path("code").asText()).isEqualTo(code);
    assertThat(LoopbackServers.json(answer).path("expected").asText()).isEqualTo("sequence 5");
  }

  @Test
  void neverSignsAtThePublicPort() {
    assertThat(servers.get("/v1/admin/status").statusCode()).isEqualTo(404);
    assertThat(
            servers.post("/v1/admin/votes", "application/json", new byte[] {'{', '}'}).statusCode())
        .isEqualTo(404);
  }

  @Test
  void pagesThroughAStream() {
    String target = "/v1/journal/streams/governor/events";
    JsonNode first = LoopbackServers.json(servers.get(target + "?limit=1"));
    assertThat(first.path("events").size()).isEqualTo(1);
    assertThat(first.path("next").asText()).isEqualTo("2");
    JsonNode rest = LoopbackServers.json(servers.get(target + "?from=2"));
    assertThat(rest.path("events").path(0).path("reading").asText()).isEqualTo("known");
    assertThat(LoopbackServers.json(servers.get(target + "?from=3")).path("next").asText())
        .isEqualTo("3");
  }

  @Test
  void showsEachChainInItsMetrics() {
    String text = servers.get("/metrics").body();
    assertThat(text)
        .contains("adn_build_info{build=\"network-upgrades\"")
        .containsPattern("adn_height\\{chain=\"alpha\",[^}]*} 3.0")
        .containsPattern("adn_height\\{chain=\"delta\",[^}]*} 1.0");
  }

  @Test
  void answersHeadWithoutABody() {
    HttpResponse<String> answer = servers.method("HEAD", "/v1/node/status");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void givesItsPortBackWhenTheSystemStops() throws IOException {
    int port;
    try (LoopbackServers others = new LoopbackServers()) {
      port = others.open.getPort();
    }
    try (ServerSocket again = new ServerSocket()) {
      again.setReuseAddress(true);
      again.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      assertThat(again.isBound()).isTrue();
    }
  }

  @Test
  void namesAPortThatIsInUse() {
    RestServer second = new RestServer(servers.system, servers.node, NodeEvents.codecs());
    int taken = servers.open.getPort();
    assertThatThrownBy(() -> LoopbackServers.get(second.bind("127.0.0.1", taken)))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(BindFailure.class)
        .hasMessageContaining("127.0.0.1:" + taken)
        .hasMessageContaining("expected a free port");
  }
}
