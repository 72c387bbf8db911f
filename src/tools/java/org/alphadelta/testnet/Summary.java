package org.alphadelta.testnet;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.alphadelta.governance.Ballot;

/** Result of a run, as a table for people and as a document for scripts. */
record Summary(
    Optional<ScenarioStep> until, double seconds, long seed, List<Check> checks, List<Row> nodes) {
  /** Outcome of a run. */
  enum Result {
    /** All steps ran and all checks held. */
    COMPLETE("complete"),
    /** The run ended after an earlier step, as requested, and all checks until there held. */
    PARTIAL("partial"),
    FAILED("failed");

    private final String label;

    Result(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  private static final JsonMapper JSON = new JsonMapper();
  private static final String FORM = "%-4s %-5s %-11s %7s %7s  %-9s %-9s %-9s %s";

  Summary {
    checks = List.copyOf(checks);
    nodes = List.copyOf(nodes);
  }

  boolean held() {
    return !checks.isEmpty() && checks.stream().allMatch(Check::ok);
  }

  Result result() {
    if (!held()) {
      return Result.FAILED;
    }
    return until.isEmpty() ? Result.COMPLETE : Result.PARTIAL;
  }

  ObjectNode json() {
    ObjectNode json = JSON.createObjectNode();
    json.put("result", result().label());
    json.put("seconds", Math.round(seconds * 10) / 10.0);
    json.put("seed", String.valueOf(seed));
    until.ifPresent(step -> json.put("until", step.label()));
    ArrayNode list = json.putArray("checks");
    checks.forEach(
        c -> list.addObject().put("name", c.name()).put("ok", c.ok()).put("detail", c.detail()));
    ArrayNode rows = json.putArray("nodes");
    nodes.forEach(row -> row(rows.addObject(), row));
    return json;
  }

  private static void row(ObjectNode json, Row row) {
    json.put("name", row.name());
    json.put("vote", vote(row));
    json.put("network", row.network());
    json.put("generation", row.generation());
    json.set("alpha", chain(row.alpha()));
    json.set("delta", chain(row.delta()));
    json.put("journal", row.journal());
    json.put("rest", row.rest());
    json.put("home", row.home());
  }

  private static ObjectNode chain(Row.Chain chain) {
    return JSON.createObjectNode()
        .put("height", chain.height())
        .put("genesis_hash", chain.genesisHash());
  }

  /** The table, with the verdict below it. */
  String text() {
    List<String> lines = new ArrayList<>();
    lines.add(
        FORM.formatted(
            "node",
            "vote",
            "network",
            "alpha",
            "delta",
            "genesis a",
            "genesis d",
            "journal",
            "REST"));
    for (Row row : nodes) {
      lines.add(
          FORM.formatted(
              row.name(),
              vote(row),
              row.generation() < 0 ? "-" : row.network() + " g" + row.generation(),
              shown(row.alpha().height()),
              shown(row.delta().height()),
              shown(brief(row.alpha().genesisHash())),
              shown(brief(row.delta().genesisHash())),
              row.journal(),
              row.rest()));
    }
    lines.add("");
    checks.stream()
        .filter(c -> !c.ok())
        .forEach(c -> lines.add("FAILED " + c.name() + ": " + c.detail()));
    lines.add(verdict());
    return String.join("\n", lines);
  }

  private String verdict() {
    String measured =
        String.format(Locale.ROOT, "%d checks, %.1f s, seed %d", checks.size(), seconds, seed);
    if (!held()) {
      long failed = checks.stream().filter(c -> !c.ok()).count();
      return "MISSION FAILED: " + failed + " of " + measured;
    }
    return until
        .map(step -> "Stopped after step '" + step + "', as asked; all held: " + measured)
        .orElse("MISSION COMPLETE: all held: " + measured);
  }

  private static String vote(Row row) {
    return row.vote().map(Ballot::label).orElse("none");
  }

  private static String shown(String text) {
    return text.isEmpty() ? "-" : text;
  }

  private static String brief(String hash) {
    return hash.length() > 8 ? hash.substring(0, 8) : hash;
  }
}
