package org.alphadelta.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.genesis.GenesisPair;

/** Routes for the network's genesis and its attestations. */
final class NetworkRoutes {
  private static final String CHAIN = "alpha or delta, to ask for one of the two";

  private final NodeClient client;

  NetworkRoutes(NodeClient client) {
    this.client = client;
  }

  List<Operation> endpoints() {
    return List.of(
        Operation.get("/network/genesis", "The genesis blocks in full", this::genesis)
            .with("chain", CHAIN),
        Operation.get("/network/genesis/hash", "The genesis hashes", this::hash)
            .with("chain", CHAIN),
        Operation.get(
            "/network/genesis/certificate",
            "The governors' attestations, and the upgrade certificates since the first generation",
            this::certificate),
        Operation.get("/network/governors", "The governors of this generation", this::governors));
  }

  private CompletionStage<Answer> genesis(Call call) {
    var kind = call.chainQuery();
    return client
        .genesis()
        .thenApply(
            served ->
                Answer.immutable(
                    kind.map(k -> GenesisJson.genesis(served.pair().of(k)))
                        .orElseGet(() -> both(served.pair()))));
  }

  private static ObjectNode both(GenesisPair pair) {
    ObjectNode json = Json.object();
    json.put("network", pair.id().network().label());
    json.put("generation", pair.id().generation());
    for (ChainKind kind : ChainKind.values()) {
      json.set(kind.label(), GenesisJson.genesis(pair.of(kind)));
    }
    return json;
  }

  private CompletionStage<Answer> hash(Call call) {
    var kind = call.chainQuery();
    return client
        .genesis()
        .thenApply(
            served -> {
              GenesisPairId pair = served.pair().id();
              return Answer.immutable(
                  kind.map(k -> ChainJson.chain(pair.chain(k)))
                      .orElseGet(() -> GenesisJson.pair(pair)));
            });
  }

  private CompletionStage<Answer> certificate(Call call) {
    return client.genesis().thenApply(served -> Answer.ok(GenesisJson.certificate(served)));
  }

  private CompletionStage<Answer> governors(Call call) {
    return client.genesis().thenApply(served -> Answer.ok(GenesisJson.governors(served)));
  }
}
