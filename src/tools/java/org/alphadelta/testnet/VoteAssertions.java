package org.alphadelta.testnet;

import static org.alphadelta.testnet.Assertions.brief;
import static org.alphadelta.testnet.Assertions.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Checks of proposals and tallies, and of what journals say of them. Pure. */
final class VoteAssertions {
  private VoteAssertions() {}

  /** A proposal in chain state is the one that was drafted. */
  static Check stored(JsonNode proposal, String id, String alpha, String delta, long activation) {
    boolean ok =
        text(proposal, "proposal_id").equals(id)
            && text(proposal, "alpha_expected_hash").equals(alpha)
            && text(proposal, "delta_expected_hash").equals(delta)
            && proposal.path("activation_height").asLong(-1) == activation
            && proposal.path("target_generation").asInt(-1) == 1;
    return Check.of(
        "votes.proposal",
        ok,
        "proposal "
            + brief(text(proposal, "proposal_id"))
            + " to "
            + text(proposal, "target_network")
            + " g"
            + text(proposal, "target_generation")
            + " at height "
            + text(proposal, "activation_height"),
        "proposal "
            + brief(id)
            + " to testnet g1 at height "
            + activation
            + " with the drafted hashes");
  }

  /** Before the first vote everything is missing, and nothing is lost. */
  static Check openTally(JsonNode tally, int needed) {
    boolean ok =
        tally.path("needed").asInt(-1) == needed
            && tally.path("missing").asInt(-1) == needed
            && tally.path("can_still_pass").asBoolean(false);
    return Check.of(
        "votes.open",
        ok,
        counts(tally),
        "needed " + needed + ", missing " + needed + ", can still pass");
  }

  /** After the votes nothing is missing, and every rule holds. */
  static Check closedTally(JsonNode tally, int needed, int yes, int no, int publicYes) {
    List<String> broken = new ArrayList<>();
    tally
        .path("rules")
        .forEach(
            rule -> {
              if (!rule.path("ok").asBoolean(false)) {
                broken.add(text(rule, "name"));
              }
            });
    boolean ok =
        tally.path("needed").asInt(-1) == needed
            && tally.path("missing").asInt(-1) == 0
            && tally.path("can_still_pass").asBoolean(false)
            && tally.path("governors").path("yes").asInt(-1) == yes
            && tally.path("governors").path("no").asInt(-1) == no
            && tally.path("public").path("yes").asInt(-1) == publicYes
            && !tally.path("rules").isEmpty()
            && broken.isEmpty();
    return Check.of(
        "votes.tally",
        ok,
        counts(tally) + (broken.isEmpty() ? "" : ", broken rules " + broken),
        "governors "
            + yes
            + " yes "
            + no
            + " no, public "
            + publicYes
            + " yes, missing 0, every rule held");
  }

  private static String counts(JsonNode tally) {
    return "governors "
        + text(tally.path("governors"), "yes")
        + " yes "
        + text(tally.path("governors"), "no")
        + " no, public "
        + text(tally.path("public"), "yes")
        + " yes, needed "
        + text(tally, "needed")
        + ", missing "
        + text(tally, "missing")
        + (tally.path("can_still_pass").asBoolean() ? ", can still pass" : ", cannot pass");
  }

  /** Each voter's ballot can be read by key. */
  static Check ballots(Map<String, String> found, Map<String, String> wanted) {
    return Check.of(
        "votes.ballots",
        found.equals(wanted),
        new TreeMap<>(found).toString(),
        new TreeMap<>(wanted).toString());
  }

  /** Whether a journal tells that these content ids are on that node's disk, verified. */
  static boolean pinned(JsonNode events, List<String> cids) {
    return cids.stream()
        .allMatch(
            cid -> {
              for (JsonNode event : events) {
                if (text(event, "manifest").startsWith("governor.parameters-pinned.")
                    && text(event, "sentence").contains(cid)) {
                  return true;
                }
              }
              return false;
            });
  }

  /** Every journal has the same decisions at the activation height: one per proposal. */
  static Check sameDecisions(Map<String, List<String>> decisions, int nodes) {
    List<List<String>> different = decisions.values().stream().distinct().toList();
    boolean ok = decisions.size() == nodes && different.size() == 1 && different.get(0).size() == 1;
    return Check.of(
        "journals.compared",
        ok,
        ok
            ? nodes + " journals hold one decision: " + different.get(0).get(0)
            : decisions.size()
                + " journals with "
                + different.size()
                + " histories: "
                + new TreeMap<>(decisions),
        "the same single decision in " + nodes);
  }

  /** The sentences of a stream's events, in order. */
  static List<String> sentences(JsonNode events) {
    List<String> sentences = new ArrayList<>();
    events.forEach(event -> sentences.add(text(event, "sentence")));
    return sentences;
  }
}
