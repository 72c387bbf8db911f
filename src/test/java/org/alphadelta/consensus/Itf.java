package org.alphadelta.consensus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Sha256;

/**
 * Reads the Informal Trace Format: plain or gzip JSON, its numbers, tuples, sets, maps and unions.
 */
final class Itf {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Itf() {}

  static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(folder)) {
      return found
          .filter(p -> p.toString().endsWith(".json") || p.toString().endsWith(".gz"))
          .sorted()
          .toList();
    }
  }

  /** Plain or gzip by the first two bytes, whatever the name says. */
  static JsonNode read(Path file) throws IOException {
    try (BufferedInputStream raw = new BufferedInputStream(Files.newInputStream(file))) {
      raw.mark(2);
      boolean zipped = raw.read() == 0x1f && raw.read() == 0x8b;
      raw.reset();
      return JSON.readTree(zipped ? new GZIPInputStream(raw) : raw);
    }
  }

  /**
   * The states of a trace, each with these variables under their plain names: a module that is an
   * instance of another puts its own name before them.
   */
  static List<JsonNode> states(JsonNode trace, String... variables) {
    List<JsonNode> states = new ArrayList<>();
    for (JsonNode state : trace.path("states")) {
      ObjectNode plain = JSON.createObjectNode();
      for (var field : state.properties()) {
        plain.set(field.getKey().substring(field.getKey().lastIndexOf(':') + 1), field.getValue());
      }
      for (String variable : variables) {
        if (!plain.has(variable)) {
          throw new IllegalArgumentException("state " + states.size() + " has no " + variable);
        }
      }
      states.add(plain.retain(variables));
    }
    if (states.isEmpty()) {
      throw new IllegalArgumentException("it has no states");
    }
    return states;
  }

  static String tag(JsonNode union) {
    return union.path("tag").asText();
  }

  static JsonNode value(JsonNode union) {
    return union.path("value");
  }

  static int number(JsonNode node) {
    if (!node.has("#bigint") && !node.isInt()) {
      throw new IllegalArgumentException("a number was expected, found " + node);
    }
    return node.isInt() ? node.asInt() : Integer.parseInt(node.get("#bigint").asText());
  }

  /** A round; theirs is -1 where there is none. */
  static Optional<Integer> round(JsonNode node) {
    return Optional.of(number(node)).filter(r -> r >= 0);
  }

  static JsonNode part(JsonNode tuple, int index) {
    return tuple.path("#tup").path(index);
  }

  static List<JsonNode> set(JsonNode node) {
    return StreamSupport.stream(node.path("#set").spliterator(), false).toList();
  }

  /** Pairs of key and value, each a two-element array. */
  static List<JsonNode> map(JsonNode node) {
    List<JsonNode> pairs = new ArrayList<>();
    node.path("#map").forEach(pairs::add);
    return pairs;
  }

  /** A specification's value is a word; ours is the hash of it. */
  static Hash id(String word) {
    return Sha256.plain(Bytes.utf8(word));
  }

  static Optional<Hash> optionalId(JsonNode union) {
    return switch (tag(union)) {
      case "Nil" -> Optional.empty();
      case "Val" -> Optional.of(id(value(union).asText()));
      default -> throw new IllegalArgumentException("a value or nil was expected, found " + union);
    };
  }
}
