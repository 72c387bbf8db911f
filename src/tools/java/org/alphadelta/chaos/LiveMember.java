package org.alphadelta.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.alphadelta.cli.CommandFailure;
import org.alphadelta.cli.NodeHttpClient;
import org.alphadelta.core.Address;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.crypto.KeyFile;
import org.alphadelta.crypto.KeyFileException;
import org.alphadelta.crypto.KeyPair;
import org.alphadelta.crypto.Passphrase;

/**
 * One validator of a real network as seen from outside: home, ports, address. {@link LiveNetwork}
 * has its process.
 */
record LiveMember(
    String name, Path home, int p2pPort, int restPort, String address, NodeHttpClient node) {
  static LiveMember of(String name, Path home, int p2pPort, int restPort, String address) {
    return new LiveMember(
        name,
        home,
        p2pPort,
        restPort,
        address,
        NodeHttpClient.at(URI.create("http://127.0.0.1:" + restPort)));
  }

  /** The node's status; empty while it does not answer. */
  Optional<JsonNode> status() {
    return ask("/v1/node/status");
  }

  /** An answer of the public port; empty while there is none or the node answers 404. */
  Optional<JsonNode> ask(String path) {
    try {
      return node.find(path);
    } catch (CommandFailure silent) {
      return Optional.empty();
    }
  }

  /** The part of a status about one chain. */
  static Optional<JsonNode> chain(JsonNode status, ChainKind kind) {
    for (JsonNode chain : status.path("chains")) {
      if (chain.path("chain").asText().equals(kind.label())) {
        return Optional.of(chain);
      }
    }
    return Optional.empty();
  }

  /** A chain's height; -1 while the node does not answer or does not have the chain. */
  long height(ChainKind kind) {
    return status().flatMap(s -> chain(s, kind)).map(c -> c.path("height").asLong(-1)).orElse(-1L);
  }

  PublicKey key() {
    return Address.parse(NetworkId.DEVNET, address).key();
  }

  KeyPair validatorKeys() {
    return keys("validator.key");
  }

  KeyPair nodeKeys() {
    return keys("node.key");
  }

  private KeyPair keys(String file) {
    try {
      Path keys = home.resolve("keys");
      return KeyFile.read(keys.resolve(file), Passphrase.read(keys.resolve("passphrase")));
    } catch (KeyFileException e) {
      throw new IllegalStateException("the keys of " + home, e);
    }
  }
}
