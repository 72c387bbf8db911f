package org.alphadelta.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.alphadelta.core.Address;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Hash;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;

/**
 * A request as a value, with parsers for its parts: a malformed part ends in a {@link
 * ProblemException}.
 *
 * @param segments the decoded path, without slashes
 * @param path the path parameters of the route's template, by name; empty before a route is found
 */
record Call(
    String method,
    List<String> segments,
    Map<String, String> path,
    Map<String, String> query,
    String contentType,
    Bytes body) {
  Call {
    segments = List.copyOf(segments);
    path = Map.copyOf(path);
    query = Map.copyOf(query);
  }

  Call at(Map<String, String> places) {
    return new Call(method, segments, new TreeMap<>(places), query, contentType, body);
  }

  Call withBody(Bytes content) {
    return new Call(method, segments, path, query, contentType, content);
  }

  /** A path parameter of the template. */
  String pathParam(String name) {
    String value = path.get(name);
    if (value == null) {
      throw new IllegalStateException(
          "the route has no place '" + name + "', only " + path.keySet());
    }
    return value;
  }

  Hash hash(String name) {
    return parsed(name, pathParam(name), "64 hexadecimal digits", Hash::ofHex);
  }

  ChainKind chain() {
    return ChainKind.ofLabel(pathParam("chain"))
        .orElseThrow(() -> unknownChain(Status.NOT_FOUND, pathParam("chain")).exception());
  }

  /** The chain of {@code ?chain=}; empty when absent. */
  Optional<ChainKind> chainQuery() {
    return text("chain")
        .map(
            found ->
                ChainKind.ofLabel(found)
                    .orElseThrow(() -> unknownChain(Status.BAD_REQUEST, found).exception()));
  }

  /**
   * True for {@code ?name} and {@code ?name=true}; false for {@code ?name=false} and when absent.
   */
  boolean flag(String name) {
    return switch (text(name).orElse("false")) {
      case "", "true" -> true;
      case "false" -> false;
      case String other -> throw Problem.malformed(name, other, "true or false").exception();
    };
  }

  long number(String name, long fallback, long least, long most) {
    return text(name).map(found -> number(name, found, least, most)).orElse(fallback);
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(query.get(name));
  }

  /** The body, which must be a JSON object. */
  ObjectNode json() {
    return Json.readObject(body)
        .orElseThrow(
            () -> Problem.malformed("body", body.length() + " bytes", "a JSON object").exception());
  }

  static String textField(ObjectNode json, String name, String form) {
    JsonNode value = json.path(name);
    if (!value.isTextual()) {
      String found =
          value.isMissingNode() ? "no field " + name : value.getNodeType() + " for " + name;
      throw Problem.malformed(name, found, form).exception();
    }
    return value.textValue();
  }

  /** A number in a JSON body: text, or a whole JSON number. */
  static long numberField(ObjectNode json, String name, long least) {
    JsonNode value = json.path(name);
    String text =
        value.isIntegralNumber() ? value.asText() : textField(json, name, "a number as text");
    return number(name, text, least, Long.MAX_VALUE);
  }

  static Hash hashField(ObjectNode json, String name) {
    return parsed(
        name, textField(json, name, "64 hexadecimal digits"), "64 hexadecimal digits", Hash::ofHex);
  }

  static Bytes bytesField(ObjectNode json, String name) {
    return parsed(
        name, textField(json, name, "hexadecimal digits"), "hexadecimal digits", Bytes::ofHex);
  }

  /** Parses a key: an address of the network, or 64 hexadecimal digits. */
  static PublicKey key(String name, NetworkId network, String text) {
    return text.length() == 2 * PublicKey.LENGTH
            && text.chars().allMatch(c -> Character.digit(c, 16) >= 0)
        ? PublicKey.ofHex(text)
        : parsed(name, text, "an address of " + network, t -> Address.parse(network, t).key());
  }

  static long number(String name, String found, long least, long most) {
    String form = "a whole number from " + least + " to " + most;
    long value = parsed(name, found, form, Long::parseLong);
    if (value < least || value > most) {
      throw Problem.malformed(name, found, form).exception();
    }
    return value;
  }

  static <T> T parsed(String name, String found, String form, Function<String, T> parser) {
    try {
      return parser.apply(found);
    } catch (IllegalArgumentException e) {
      throw Problem.malformed(name, brief(found), form).exception();
    }
  }

  /** The beginning of a caller's input, for error messages. */
  static String brief(String found) {
    return found.length() <= 100 ? found : found.substring(0, 100) + "...";
  }

  private static Problem unknownChain(Status status, String found) {
    return Problem.of(status, "unknown-chain", brief(found), "alpha or delta");
  }
}
