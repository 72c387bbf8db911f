package org.alphadelta.consensus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
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
          .filter(p -> p.toString().endsWith(".json") || p.toString().endsWith(".json.gz"))
          .sorted()
          .toList();
    }
  }

  static JsonNode read(Path file) throws IOException {
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
      return JSON.readTree(in);
    }
  }

  static String tag(JsonNode union) {
    return union.path("tag").asText();
  }

  static JsonNode value(JsonNode union) {
    return union.path("value");
  }

  static int number(JsonNode node) {
    return node.has("#bigint") ? Integer.parseInt(node.get("#bigint").asText()) : node.asInt();
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
    return tag(union).equals("Nil") ? Optional.empty() : Optional.of(id(value(union).asText()));
  }
}
