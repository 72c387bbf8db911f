package org.alphadelta.api;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.alphadelta.actor.chain.LedgerView;
import org.alphadelta.actor.genesis.ServedGenesis;
import org.alphadelta.actor.node.NodePort;
import org.alphadelta.actor.node.NodeStatus;
import org.alphadelta.core.ChainKind;

/** Queries the node, and turns "not yet" and "not this network" into problems. */
final class NodeClient {
  /** Stands for the network this node runs, whichever that is. */
  private static final String ANY = "network";

  private final NodePort node;

  NodeClient(NodePort node) {
    this.node = node;
  }

  NodePort node() {
    return node;
  }

  CompletionStage<NodeStatus> status() {
    return node.status();
  }

  /** Queries a chain; a problem while its ledger is not open. */
  <T> CompletionStage<T> chain(ChainKind kind, Function<LedgerView, T> question) {
    return node.read(kind, question)
        .thenApply(
            found ->
                found.orElseThrow(
                    () ->
                        Problem.of(
                                Status.UNAVAILABLE,
                                "chain-not-open",
                                "no ledger of " + kind + " yet",
                                "an open one")
                            .withHint("GET /v1/node/status says what the node waits for")
                            .exception()));
  }

  /** Queries a chain of the network that the call names. */
  <T> CompletionStage<T> chainOf(Call call, Function<LedgerView, T> question) {
    ChainKind kind = call.chain();
    requireNetwork(call);
    return chain(kind, question);
  }

  /** The accepted genesis; a problem while there is none. */
  CompletionStage<ServedGenesis> genesis() {
    return node.genesis()
        .thenCombine(
            node.status(),
            (found, status) ->
                found.orElseThrow(
                    () ->
                        Problem.of(
                                Status.UNAVAILABLE,
                                "genesis-not-accepted",
                                status.genesis().sentence(),
                                status.genesis().needed() + " attestations of one pair")
                            .exception()));
  }

  /** A problem unless the call's {@code {network}} is the one this node runs. */
  void requireNetwork(Call call) {
    String named = call.pathParam("network");
    if (!named.equals(ANY) && !named.equals(node.network().label())) {
      throw Problem.of(
              Status.NOT_FOUND, "other-network", Call.brief(named), ANY + " or " + node.network())
          .exception();
    }
  }
}
