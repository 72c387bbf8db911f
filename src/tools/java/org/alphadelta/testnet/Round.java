package org.alphadelta.testnet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.alphadelta.core.ChainKind;

/** The status of every node that answered, at about the same time, by name. */
record Round(Map<String, JsonNode> statuses) {
  private static final JsonNode NOTHING = MissingNode.getInstance();

  Round {
    statuses = new LinkedHashMap<>(statuses);
  }

  static Round ask(Collection<Participant> participants) {
    Map<String, JsonNode> statuses = new LinkedHashMap<>();
    participants.forEach(p -> p.status().ifPresent(status -> statuses.put(p.name(), status)));
    return new Round(statuses);
  }

  Optional<JsonNode> of(String name) {
    return Optional.ofNullable(statuses.get(name));
  }

  /** A node's status of one of its chains. */
  Optional<JsonNode> chain(String name, int generation, ChainKind kind) {
    for (JsonNode chain : of(name).map(s -> s.path("chains")).orElse(NOTHING)) {
      if (chain.path("generation").asInt(-1) == generation
          && chain.path("chain").asText().equals(kind.label())) {
        return Optional.of(chain);
      }
    }
    return Optional.empty();
  }

  /** A chain's height at a node; -1 when it has no such chain. */
  long height(String name, int generation, ChainKind kind) {
    return chain(name, generation, kind).map(c -> c.path("height").asLong(-1)).orElse(-1L);
  }

  /** Whether all of them have reached these heights of a generation. */
  boolean reached(Collection<Participant> all, int generation, long alpha, long delta) {
    return all.stream()
        .allMatch(
            p ->
                height(p.name(), generation, ChainKind.ALPHA) >= alpha
                    && height(p.name(), generation, ChainKind.DELTA) >= delta);
  }

  /** Every chain of every node with its height, to detect a standstill. */
  Map<String, Long> heights() {
    Map<String, Long> heights = new TreeMap<>();
    statuses.forEach(
        (name, status) ->
            status
                .path("chains")
                .forEach(
                    chain ->
                        heights.put(
                            name
                                + " g"
                                + chain.path("generation").asInt()
                                + " "
                                + chain.path("chain").asText(),
                            chain.path("height").asLong())));
    return heights;
  }
}
