package org.alphadelta.testnet;

import static org.alphadelta.testnet.Assertions.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Checks of what single nodes, and the system about them, report. Pure. */
final class NodeAssertions {
  private NodeAssertions() {}

  /**
   * A joiner accepted the genesis on the attestations of enough pinned governors, and got it from
   * peers.
   */
  static Check joined(JsonNode genesis, int needed, double seconds) {
    boolean ok =
        genesis.path("verified").asBoolean(false)
            && genesis.path("needed").asInt(-1) == needed
            && genesis.path("have").asInt(-1) >= needed
            && text(genesis, "source").equals("peers");
    return Check.of(
        "joiner.verified",
        ok,
        said(genesis) + String.format(Locale.ROOT, ", %.1f s after its start", seconds),
        "verified by at least " + needed + " pinned governors, from peers");
  }

  /** A restarted node started from its own cache, verified again. */
  static Check fromCache(JsonNode genesis) {
    boolean ok =
        genesis.path("verified").asBoolean(false) && text(genesis, "source").equals("cache");
    return Check.of("joiner.cache", ok, said(genesis), "verified, from the cache");
  }

  private static String said(JsonNode genesis) {
    return text(genesis, "sentence")
        + ", "
        + (genesis.path("verified").asBoolean() ? "verified" : "not verified")
        + ", from "
        + text(genesis, "source");
  }

  /** Every validator's resident memory is within the limit. */
  static Check resident(Map<String, Memory.Resident> measured, long limitMib) {
    long most = measured.values().stream().mapToLong(Memory.Resident::nowMib).max().orElse(0);
    StringBuilder each = new StringBuilder();
    new TreeMap<>(measured)
        .forEach(
            (name, r) ->
                each.append(each.isEmpty() ? "" : ", ")
                    .append(name + " " + r.nowMib() + " MiB (most " + r.mostMib() + ")"));
    boolean ok =
        !measured.isEmpty()
            && most < limitMib
            && measured.values().stream().allMatch(r -> r.nowMib() > 0);
    return Check.of(
        "memory",
        ok,
        each.isEmpty() ? "no process" : each.toString(),
        "each under " + limitMib + " MiB");
  }

  /** Every journal verifies with exit code 0. */
  static Check journals(Map<String, Integer> exitCodes, int nodes) {
    boolean ok =
        exitCodes.size() == nodes && exitCodes.values().stream().allMatch(code -> code == 0);
    return Check.of(
        "journals.verified",
        ok,
        ok ? nodes + " journals verified" : "exit codes " + new TreeMap<>(exitCodes),
        "exit code 0 for each of " + nodes);
  }
}
