package org.alphadelta.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Proposals, votes and tallies as lines for people. */
final class ProposalText {
  private ProposalText() {}

  static String line(JsonNode p) {
    return "%s  %-9s to %s g%s at height %s, voting ends %s, yes %s+%s"
        .formatted(
            p.path("proposal_id").asText(),
            p.path("status").asText(),
            p.path("target_network").asText(),
            p.path("target_generation").asText(),
            p.path("activation_height").asText(),
            p.path("voting_ends_height").asText(),
            p.path("governor_yes").asText(),
            p.path("public_yes").asText());
  }

  /** Every scalar field of the proposal, and N. */
  static String proposal(JsonNode p) {
    List<String> lines = new ArrayList<>();
    p.properties()
        .forEach(
            field -> {
              if (field.getValue().isValueNode()) {
                lines.add("%-24s %s".formatted(field.getKey(), field.getValue().asText()));
              }
            });
    p.path("successor")
        .path("members")
        .forEach(
            m ->
                lines.add(
                    "%-24s %s %s"
                        .formatted(
                            "successor", m.path("address").asText(), m.path("role").asText())));
    return String.join("\n", lines);
  }

  static String votes(JsonNode json) {
    List<String> lines = new ArrayList<>();
    json.path("votes")
        .forEach(
            v -> {
              JsonNode readiness = v.path("readiness");
              lines.add(
                  "%s  %-8s %-8s at height %s%s"
                      .formatted(
                          v.path("voter").asText(),
                          v.path("role").asText("-"),
                          v.path("ballot").asText(),
                          v.path("height").asText(),
                          readiness.isObject()
                              ? ", ready at height " + readiness.path("height").asText()
                              : ""));
            });
    return lines.isEmpty()
        ? "no votes at height " + json.path("height").asText()
        : String.join("\n", lines);
  }

  static String tally(JsonNode json) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s at height %s: voting ends %s, freeze %s, activation %s"
            .formatted(
                json.path("status").asText(),
                json.path("height").asText(),
                json.path("voting_ends_height").asText(),
                json.path("freeze_height").asText(),
                json.path("activation_height").asText()));
    lines.add(electorate("governors", json.path("governors")));
    lines.add(electorate("public", json.path("public")));
    lines.add(
        "needed %s, missing %s, %s"
            .formatted(
                json.path("needed").asText(),
                json.path("missing").asText(),
                json.path("can_still_pass").asBoolean()
                    ? "can still pass"
                    : "cannot pass any more"));
    json.path("rules")
        .forEach(
            rule ->
                lines.add(
                    "  %-4s %s: have %s, need %s"
                        .formatted(
                            rule.path("ok").asBoolean() ? "ok" : "no",
                            rule.path("name").asText(),
                            rule.path("have").asText(),
                            rule.path("need").asText())));
    JsonNode tolerates = json.path("tolerates");
    lines.add(
        "after the split the new chain tolerates %s (%s members), the staying one %s (%s members)"
            .formatted(
                tolerates.path("new").asText(),
                tolerates.path("new_members").asText(),
                tolerates.path("staying").asText(),
                tolerates.path("staying_members").asText()));
    return String.join("\n", lines);
  }

  private static String electorate(String name, JsonNode e) {
    return "%-10s yes %s, no %s, abstain %s, silent %s of %s"
        .formatted(
            name,
            e.path("yes").asText(),
            e.path("no").asText(),
            e.path("abstain").asText(),
            e.path("silent").asText(),
            e.path("total").asText());
  }
}
