package org.alphadelta.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.Function;
import org.alphadelta.core.Address;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Hash;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;

/**
 * Building blocks of JSON answers. Heights, credits and sequence numbers are strings, because a
 * client's numbers may be doubles; an absent value is null, so that an answer's keys never depend
 * on its content.
 */
final class Json {
  private static final int MAX_DEPTH = 16;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private Json() {}

  static ObjectNode object() {
    return NODES.objectNode();
  }

  static JsonNode text(Object value) {
    return NODES.textNode(value.toString());
  }

  /** A height, an amount of credits or a sequence number. */
  static JsonNode number(long value) {
    return NODES.textNode(Long.toString(value));
  }

  static JsonNode hex(Hash hash) {
    return NODES.textNode(hash.hex());
  }

  static JsonNode address(NetworkId network, PublicKey key) {
    return NODES.textNode(new Address(network, key).toString());
  }

  static <T> JsonNode optional(Optional<T> value, Function<? super T, ? extends JsonNode> mapper) {
    return value.<JsonNode>map(mapper).orElse(NODES.nullNode());
  }

  static <T> ArrayNode array(Iterable<T> values, Function<? super T, ? extends JsonNode> mapper) {
    ArrayNode array = NODES.arrayNode();
    values.forEach(v -> array.add(mapper.apply(v)));
    return array;
  }

  static Bytes write(JsonNode node) {
    try {
      return Bytes.of(MAPPER.writeValueAsBytes(node));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of nodes can always be written", e);
    }
  }

  /** Parses a JSON object; empty for any other bytes. */
  static Optional<ObjectNode> readObject(Bytes body) {
    try {
      return MAPPER.readTree(body.utf8()) instanceof ObjectNode object
          ? Optional.of(object)
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
