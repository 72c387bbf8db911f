package org.alphadelta.testnet;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.alphadelta.cli.CommandFailure;
import org.alphadelta.cli.ExitCodes;
import org.alphadelta.cli.NodeHttpClient;
import org.alphadelta.core.ChainKind;
import org.alphadelta.governance.Ballot;

/**
 * One node as seen from outside: its home and its public port. {@link Processes} has its process.
 */
record Participant(
    String name,
    Optional<Ballot> vote,
    Path home,
    int p2pPort,
    int restPort,
    String address,
    NodeHttpClient node) {
  private static final String HOST = "127.0.0.1";

  static Participant of(
      String name, Optional<Ballot> vote, Path home, int p2pPort, int restPort, String address) {
    URI url = URI.create("http://" + HOST + ":" + restPort);
    return new Participant(name, vote, home, p2pPort, restPort, address, NodeHttpClient.at(url));
  }

  /** The public port's address. */
  String rest() {
    return node.toString();
  }

  /** The address that peers dial. */
  String peer() {
    return HOST + ":" + p2pPort;
  }

  /**
   * An answer; empty when the node answers 404, is not ready, or cannot be reached. Another refusal
   * is thrown.
   */
  Optional<JsonNode> ask(String path) {
    try {
      return node.find(path);
    } catch (CommandFailure failure) {
      if (failure.exitCode() == ExitCodes.UNREACHABLE) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  Optional<JsonNode> status() {
    return ask("/v1/node/status");
  }

  /** A block of the chain that this node runs now. */
  Optional<JsonNode> block(ChainKind kind, long height) {
    return ask("/network/" + kind.label() + "/block/" + height);
  }

  /** The value under a key of program {@code credits.alpha}. */
  Optional<JsonNode> value(String mapping, String key) {
    return ask("/network/program/credits.alpha/mapping/" + mapping + "/" + key)
        .map(json -> json.path("value"));
  }

  /** The events of one stream of the journal. */
  Optional<JsonNode> events(String stream) {
    return ask("/v1/journal/streams/" + stream + "/events?from=1&limit=1000")
        .map(json -> json.path("events"));
  }
}
