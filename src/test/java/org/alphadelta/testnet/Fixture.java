package org.alphadelta.testnet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Arrays;
import java.util.stream.Collectors;

/** JSON as nodes answer it, cut down to what is judged. Single quotes stand for double ones. */
final class Fixture {
  private static final JsonMapper JSON = new JsonMapper();

  private Fixture() {}

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /** A block with its certificate. */
  static JsonNode block(
      long height,
      String hash,
      String committee,
      String next,
      String upgrade,
      long anchor,
      String... signers) {
    String signatures =
        Arrays.stream(signers)
            .map(s -> "{'validator':'" + s + "','signature':'00'}")
            .collect(Collectors.joining(","));
    return json(
        "{'hash':'"
            + hash
            + "','header':{'height':'"
            + height
            + "','committee':'"
            + committee
            + "','next_committee':'"
            + next
            + "','upgrade':"
            + (upgrade.isEmpty() ? "null" : "'" + upgrade + "'")
            + ",'anchor':"
            + (anchor < 0 ? "null" : "{'height':'" + anchor + "','hash':'a" + anchor + "'}")
            + "},'certificate':{'height':'"
            + height
            + "','round':0,'block':'"
            + hash
            + "','signatures':["
            + signatures
            + "]}}");
  }

  /** A Delta block of a committee. */
  static JsonNode delta(long height, String committee, String next, long anchor) {
    return block(height, "d" + height, committee, next, "", anchor);
  }

  /** A status with both chains of one generation. */
  static JsonNode status(int generation, long alpha, long delta) {
    return json(
        "{'network':'testnet','generation':"
            + generation
            + ",'phase':'running','chains':["
            + chain(generation, "alpha", alpha)
            + ","
            + chain(generation, "delta", delta)
            + "]}");
  }

  private static String chain(int generation, String kind, long height) {
    return "{'generation':"
        + generation
        + ",'chain':'"
        + kind
        + "','height':'"
        + height
        + "','genesis_hash':'"
        + kind
        + generation
        + "'}";
  }
}
