package org.alphadelta.chaos;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Effect of a flood on the honest validators: blocks of both chains per second, MiB resident,
 * evidence kept.
 */
record FloodVerdict(
    FloodKind kind,
    long seed,
    double muteRate,
    double floodRate,
    Map<String, Long> residentBefore,
    Map<String, Long> residentAfter,
    Map<String, Long> evidenceBefore,
    Map<String, Long> evidence,
    long messages,
    long bytes,
    long connections,
    double seconds,
    List<String> problems) {
  /** Memory limit of a validator, flooded or not. */
  static final long BUDGET_MIB = 400;

  /** Evidence limit per offender and chain, times two chains. */
  static final long MOST_EVIDENCE = 32;

  FloodVerdict {
    residentBefore = new TreeMap<>(residentBefore);
    residentAfter = new TreeMap<>(residentAfter);
    evidenceBefore = new TreeMap<>(evidenceBefore);
    evidence = new TreeMap<>(evidence);
    problems = List.copyOf(problems);
  }

  boolean ok() {
    return problems.isEmpty()
        && messages > 0
        && muteRate > 0
        && 2 * floodRate > muteRate
        && residentAfter.values().stream().allMatch(mib -> mib > 0 && mib <= BUDGET_MIB)
        && evidence.values().stream().allMatch(count -> count <= MOST_EVIDENCE);
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("ok", ok());
    json.put("kind", kind.toString());
    json.put("blocks_per_second_mute", hundredths(muteRate));
    json.put("blocks_per_second_flooded", hundredths(floodRate));
    json.put("ratio", muteRate == 0 ? 0 : hundredths(floodRate / muteRate));
    json.put("budget_mib", BUDGET_MIB);
    put(json.putObject("resident_mib_before"), residentBefore);
    put(json.putObject("resident_mib_after"), residentAfter);
    put(json.putObject("evidence_before"), evidenceBefore);
    put(json.putObject("evidence"), evidence);
    json.put("messages", messages);
    json.put("bytes", bytes);
    json.put("connections", connections);
    json.put("seed", seed);
    json.put("seconds", hundredths(seconds));
    problems.forEach(json.withArray("problems")::add);
    return json;
  }

  private static void put(ObjectNode json, Map<String, Long> values) {
    values.forEach(json::put);
  }

  private static double hundredths(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
