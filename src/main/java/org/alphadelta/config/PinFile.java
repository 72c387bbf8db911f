package org.alphadelta.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.alphadelta.core.Address;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.crypto.Ed25519;
import org.alphadelta.genesis.Pins;

/**
 * The pin file: {@code {"network": "testnet", "generation": 0, "governors": ["axtest1..."]}}. It is
 * the root of a joiner's trust, so anything doubtful in it is an error.
 */
public final class PinFile {
  private static final Set<String> FIELDS = Set.of("network", "generation", "governors");
  private static final long MAX_BYTES = 1 << 20;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Path file;
  private final List<ConfigProblem> problems = new ArrayList<>();

  private PinFile(Path file) {
    this.file = file;
  }

  /**
   * Reads a pin file.
   *
   * @throws ConfigException with all mistakes in it, an empty list of governors among them
   */
  public static Pins read(Path file) throws ConfigException {
    PinFile reader = new PinFile(file);
    Optional<Pins> pins = reader.content().flatMap(reader::pins);
    if (pins.isEmpty() || !reader.problems.isEmpty()) {
      throw new ConfigException(reader.problems);
    }
    return pins.get();
  }

  /** The file's text. */
  public static String text(Pins pins) {
    ObjectNode root = JSON.createObjectNode();
    root.put("network", pins.network().label());
    root.put("generation", pins.generation());
    ArrayNode governors = root.putArray("governors");
    pins.governors().forEach(g -> governors.add(new Address(pins.network(), g).toString()));
    return root.toPrettyString() + "\n";
  }

  private Optional<JsonNode> content() {
    try {
      if (Files.size(file) > MAX_BYTES) {
        problem("file", "more than " + MAX_BYTES + " bytes", "a pin file");
        return Optional.empty();
      }
      JsonNode root = JSON.readTree(Files.readAllBytes(file));
      if (root.isObject()) {
        return Optional.of(root);
      }
      problem("file", root.isMissingNode() ? "nothing" : "no JSON object", "a JSON object");
    } catch (JsonProcessingException e) {
      problem(
          "line " + (e.getLocation() == null ? 1 : e.getLocation().getLineNr()),
          "malformed JSON (" + e.getOriginalMessage() + ")",
          "a JSON object");
    } catch (IOException e) {
      problem("file", "no readable file", "network, generation and governors as JSON");
    }
    return Optional.empty();
  }

  private Optional<Pins> pins(JsonNode root) {
    root.fieldNames()
        .forEachRemaining(
            name -> {
              if (!FIELDS.contains(name)) {
                problem(
                    name,
                    "an unknown field",
                    "a known one like " + NearestKey.of(name, new TreeSet<>(FIELDS)).orElseThrow());
              }
            });
    Optional<NetworkId> network = NetworkId.ofLabel(root.path("network").asText(""));
    if (network.isEmpty()) {
      problem("network", shown(root, "network"), NetworkId.labels());
    }
    JsonNode generation = root.path("generation");
    if (!generation.isIntegralNumber()
        || !generation.canConvertToInt()
        || generation.intValue() < 0) {
      problem("generation", shown(root, "generation"), "a whole number from 0 on");
    }
    SortedSet<PublicKey> governors = governors(root, network);
    if (!problems.isEmpty() || network.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Pins(network.get(), generation.intValue(), governors));
  }

  private SortedSet<PublicKey> governors(JsonNode root, Optional<NetworkId> network) {
    SortedSet<PublicKey> keys = new TreeSet<>();
    JsonNode list = root.path("governors");
    if (!list.isArray() || list.isEmpty()) {
      problem(
          "governors",
          list.isArray() ? "an empty list" : shown(root, "governors"),
          "a list with at least one governor's address");
      return keys;
    }
    for (int i = 0; i < list.size() && network.isPresent(); i++) {
      String name = "governors[" + i + "]";
      try {
        PublicKey key = Address.parse(network.get(), list.get(i).asText("")).key();
        if (!Ed25519.isValid(key)) {
          problem(name, "an address whose key is no Ed25519 key", "a governor's address");
        } else if (!keys.add(key)) {
          problem(name, "the address of an earlier entry", "each governor once");
        }
      } catch (IllegalArgumentException e) {
        problem(name, "'" + list.get(i).asText("") + "'", "a " + network.get() + " address");
      }
    }
    return keys;
  }

  private static String shown(JsonNode root, String field) {
    return root.has(field) ? root.get(field).toString() : "nothing";
  }

  private void problem(String key, String found, String expected) {
    problems.add(new ConfigProblem(key, found, expected, file.toString()));
  }
}
