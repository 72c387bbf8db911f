package org.alphadelta.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.alphadelta.actor.node.NodeStatus;
import org.alphadelta.actor.node.NodeStatus.UpgradeProgress;
import org.alphadelta.core.Hash;
import org.alphadelta.journal.EventCodecs;

/** Routes for the node itself: identity, status, journal, health and metrics. */
final class NodeRoutes {

  private final NodeClient client;
  private final EventCodecs codecs;

  NodeRoutes(NodeClient client, EventCodecs codecs) {
    this.client = client;
    this.codecs = codecs;
  }

  List<Operation> endpoints() {
    return List.of(
        status("/v1/node/identity", "Which node this is", NodeJson::identity),
        status("/v1/node/version", "Which build runs", NodeJson::version),
        status("/v1/node/status", "All a node says of itself", NodeJson::status),
        status("/v1/node/peers", "The connections of this node", NodeRoutes::peers),
        Operation.get("/v1/evidence", "Proof of double and late signatures", this::evidence),
        status("/v1/upgrades", "The upgrades this node knows of", NodeRoutes::upgrades),
        Operation.get("/v1/upgrades/{proposal}", "How far one upgrade is", this::upgrade),
        Operation.get("/v1/journal/streams", "The streams of the journal", this::streams),
        Operation.get("/v1/journal/streams/{stream}/events", "Events of one stream", this::events)
            .with("from", "the first sequence number, from 1")
            .with("limit", "at most so many, up to " + JournalPage.MOST),
        Operation.get("/livez", "Whether the process answers", NodeRoutes::live),
        Operation.get("/readyz", "Whether the node can be relied on", this::ready)
            .with("verbose", "say each condition"),
        Operation.get("/metrics", "Metrics in the text format of Prometheus", this::metrics));
  }

  private Operation status(String template, String summary, Function<NodeStatus, JsonNode> view) {
    return Operation.get(
        template, summary, call -> client.status().thenApply(s -> Answer.ok(view.apply(s))));
  }

  private static ObjectNode peers(NodeStatus status) {
    ObjectNode json = Json.object();
    json.set("peers", Json.array(status.peers(), p -> NodeJson.peer(status.network(), p)));
    return json;
  }

  private static ObjectNode upgrades(NodeStatus status) {
    ObjectNode json = Json.object();
    json.set("upgrades", Json.array(status.upgrade().stream().toList(), NodeJson::upgrade));
    return json;
  }

  private CompletionStage<Answer> evidence(Call call) {
    return client
        .node()
        .evidence()
        .thenApply(offences -> Answer.ok(EvidenceJson.list(client.node().network(), offences)));
  }

  private CompletionStage<Answer> upgrade(Call call) {
    Hash proposal = call.hash("proposal");
    return client
        .status()
        .thenApply(
            status -> {
              UpgradeProgress upgrade =
                  status
                      .upgrade()
                      .filter(u -> u.proposal().equals(proposal))
                      .orElseThrow(
                          () ->
                              Problem.of(
                                      Status.NOT_FOUND,
                                      "unknown-upgrade",
                                      proposal.hex(),
                                      "the proposal of an upgrade that this node has taken up")
                                  .exception());
              return Answer.ok(NodeJson.upgrade(upgrade));
            });
  }

  private CompletionStage<Answer> streams(Call call) {
    return client.node().journalStreams().thenApply(NodeRoutes::streams);
  }

  static Answer streams(List<String> streams) {
    ObjectNode json = Json.object();
    json.set("streams", Json.array(streams, Json::text));
    return Answer.ok(json);
  }

  private CompletionStage<Answer> events(Call call) {
    return JournalPage.read(client.node(), call)
        .thenApply(page -> Answer.ok(page.json("events", r -> NodeJson.event(codecs, r))));
  }

  private static CompletionStage<Answer> live(Call call) {
    ObjectNode json = Json.object();
    json.put("live", true);
    return CompletableFuture.completedFuture(Answer.ok(json));
  }

  private CompletionStage<Answer> ready(Call call) {
    boolean verbose = call.flag("verbose");
    CompletionStage<Boolean> journal =
        client.node().journalStreams().handle((streams, failure) -> failure == null);
    return client
        .status()
        .thenCombine(journal, Health::of)
        .thenApply(health -> health.answer(verbose));
  }

  private CompletionStage<Answer> metrics(Call call) {
    return client.status().thenApply(Metrics::text);
  }
}
