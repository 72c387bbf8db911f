package org.alphadelta.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.alphadelta.actor.CommandResult;
import org.alphadelta.core.Address;
import org.alphadelta.core.Bytes;
import org.alphadelta.journal.JournalRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdminServerTest {
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
    servers.node.refusal = Optional.empty();
    servers.node.wishes.clear();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer wrong",
        "Basic " + LoopbackServers.TOKEN,
        "Bearer " + LoopbackServers.TOKEN + "0",
        LoopbackServers.TOKEN
      })
  void opensToNobodyWithoutTheToken(String authorization) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(servers.admin.resolve("/v1/admin/votes"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(vote("yes")));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    HttpResponse<String> answer = servers.send(request);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    assertThat(LoopbackServers.json(answer).path("code").asText()).isEqualTo("no-token");
    assertThat(servers.node.wishes).isEmpty();
  }

  @Test
  void votes() {
    HttpResponse<String> answer = servers.wish("/v1/admin/votes", vote("abstain"));
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(servers.node.wishes)
        .containsExactly("vote abstain on " + servers.node.world.proposal.id());
  }

  @Test
  void submitsTheTermsItWasGiven() {
    String terms = servers.node.world.proposal.terms().canonical().hex();
    assertThat(servers.wish("/v1/admin/proposals", "{\"terms\":\"" + terms + "\"}").statusCode())
        .isEqualTo(202);
    assertThat(servers.node.wishes).containsExactly("submit to testnet g1");
  }

  @Test
  void withdraws() {
    String id = servers.node.world.proposal.id().hex();
    assertThat(servers.wish("/v1/admin/proposals/" + id + "/withdraw", "").statusCode())
        .isEqualTo(202);
    assertThat(servers.node.wishes).containsExactly("withdraw " + id);
  }

  @Test
  void transfersToAnAddressOrAKey() {
    var recipient = servers.node.world.key(6).publicKey();
    String address = new Address(SmallWorld.NETWORK, recipient).toString();
    for (String to : new String[] {address, recipient.hex()}) {
      assertThat(servers.wish("/v1/admin/transfers", transfer("delta", to, "\"7\"")).statusCode())
          .isEqualTo(202);
    }
    assertThat(servers.node.wishes).hasSize(2).containsOnly("transfer 7 on delta to " + recipient);
  }

  @Test
  void takesAParameterFile() {
    HttpResponse<String> answer =
        servers.send(
            HttpRequest.newBuilder(servers.admin.resolve("/v1/admin/parameters"))
                .header("Authorization", "Bearer " + LoopbackServers.TOKEN)
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[300_000])));
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(servers.node.wishes).containsExactly("pin 300000 bytes");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/admin/votes | {} | malformed-proposal",
        "/v1/admin/votes | [] | malformed-body",
        "/v1/admin/votes | {\"proposal\":\"PROPOSAL\"} | malformed-ballot",
        "/v1/admin/votes | {\"proposal\":\"PROPOSAL\",\"ballot\":\"maybe\"} | malformed-ballot",
        "/v1/admin/proposals | {\"terms\":\"xy\"} | malformed-terms",
        "/v1/admin/proposals | {\"terms\":\"ff\"} | bad-layout",
        "/v1/admin/transfers | {\"chain\":\"gamma\"} | malformed-chain",
        "/v1/admin/transfers | {\"chain\":\"alpha\",\"to\":\"me\",\"amount\":\"1\"} | malformed-to",
        "/v1/admin/transfers | {\"chain\":\"alpha\",\"to\":\"me\",\"amount\":\"0\"} |"
            + " malformed-amount",
        "/v1/admin/transfers | {\"chain\":\"alpha\",\"to\":\"me\",\"amount\":1.5} |"
            + " malformed-amount"
      })
  void refusesAWishItCannotRead(String target, String json, String code) {
    HttpResponse<String> answer =
        servers.wish(target, json.replace("PROPOSAL", servers.node.world.proposal.id().hex()));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(LoopbackServers.json(answer).path("code").asText()).isEqualTo(code);
    assertThat(servers.node.wishes).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"yes-is-final, 409", "voting-over, 409", "not-a-member, 422"})
  void handsOnTheNodesRefusal(String code, int status) {
    servers.node.refusal =
        Optional.of(new CommandResult.Refused(code, "what is", "what should be"));
    HttpResponse<String> answer = servers.wish("/v1/admin/votes", vote("yes"));
    JsonNode problem = LoopbackServers.json(answer);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(problem.path("code").asText()).isEqualTo(code);
    assertThat(problem.path("actual").asText()).isEqualTo("what is");
    assertThat(problem.path("expected").asText()).isEqualTo("what should be");
  }

  @Test
  void handsOutRecordsThatAVerifierCanParse() {
    HttpResponse<String> answer =
        servers.send(
            HttpRequest.newBuilder(
                    servers.admin.resolve("/v1/admin/journal/streams/governor/records"))
                .header("Authorization", "Bearer " + LoopbackServers.TOKEN));
    JsonNode records = LoopbackServers.json(answer).path("records");
    assertThat(records.size()).isEqualTo(2);
    assertThat(records)
        .allSatisfy(
            hex ->
                assertThat(JournalRecord.CODEC.decode(Bytes.ofHex(hex.asText())).toOptional())
                    .hasValueSatisfying(r -> assertThat(r.link()).isEqualTo(r.expectedLink())));
  }

  @Test
  void refusesATokenThatCouldBeGuessed() {
    assertThatThrownBy(() -> new AdminServer(servers.system, servers.node, "short"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 32");
  }

  private static String vote(String ballot) {
    return "{\"proposal\":\""
        + servers.node.world.proposal.id().hex()
        + "\",\"ballot\":\""
        + ballot
        + "\"}";
  }

  private static String transfer(String chain, String to, String amount) {
    return "{\"chain\":\"" + chain + "\",\"to\":\"" + to + "\",\"amount\":" + amount + "}";
  }
}
