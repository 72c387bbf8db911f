package org.alphadelta.consensus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * Holds a run of several validators against itself: the states it tells must follow from the
 * outputs it tells, step by step, also where their driver is in the middle of internal inputs and
 * ours cannot be compared yet; and nobody else's state may change.
 */
final class ToldStates {
  private final TraceTally tally;
  private final Map<String, JsonNode> states = new TreeMap<>();
  private final Map<String, Integer> decided = new TreeMap<>();

  ToldStates(TraceTally tally) {
    this.tally = tally;
  }

  void init(String where, JsonNode step) {
    for (var entry : step.path("cs").properties()) {
      String expected = described(entry.getValue());
      tally.compare(where + " " + entry.getKey() + " told state", expected, fresh(entry, 0));
      states.put(entry.getKey(), entry.getValue());
    }
  }

  /** These begin the height that the step tells; it is an input, the rest follows from it. */
  void newHeight(String where, JsonNode step) {
    for (JsonNode each : step.path("validators")) {
      JsonNode state = step.path("cs").path(each.asText());
      int height = Itf.number(state.path("height"));
      String fresh = fresh(Map.entry(each.asText(), state), height);
      tally.compare(where + " " + each.asText() + " told state", described(state), fresh);
      states.put(each.asText(), state);
    }
    others(where, step, "");
  }

  void step(String where, JsonNode step) {
    String self = step.path("validator").asText();
    JsonNode after = step.path("cs").path(self);
    JsonNode before = states.getOrDefault(self, after);
    ObjectNode implied = before.deepCopy();
    apply(implied, step.path("output"));
    if (quietPolka(step, before)) {
      implied.set("validRound", after.path("validRound"));
      implied.set("validValue", after.path("validValue"));
    }
    tally.compare(where + " told state", described(after), described(implied));
    states.put(self, after);
    others(where, step, self);
  }

  /** L42: in step precommit a polka for the round changes the valid value and says nothing. */
  private static boolean quietPolka(JsonNode step, JsonNode before) {
    JsonNode after = step.path("cs").path(step.path("validator").asText());
    return Itf.tag(step.path("output")).equals("NoConsensusOutput")
        && Itf.tag(before.path("step")).equals("PrecommitStep")
        && after.path("validRound").equals(before.path("round"))
        && Itf.tag(after.path("validValue")).equals("Val");
  }

  private void others(String where, JsonNode step, String self) {
    for (var entry : step.path("cs").properties()) {
      if (!entry.getKey().equals(self)) {
        JsonNode known = states.getOrDefault(entry.getKey(), entry.getValue());
        tally.compare(
            where + " " + entry.getKey() + " told state",
            described(entry.getValue()),
            described(known));
      }
    }
    for (var entry : step.path("chainLen").properties()) {
      tally.compare(
          where + " " + entry.getKey() + " decided heights",
          Itf.number(entry.getValue()),
          decided.getOrDefault(entry.getKey(), 0));
    }
  }

  private void apply(ObjectNode state, JsonNode output) {
    JsonNode v = Itf.value(output);
    switch (Itf.tag(output)) {
      case "ProposalOutput" -> enter(state, v.path("round"));
      case "GetValueAndScheduleTimeoutOutput" -> enter(state, Itf.part(v, 1));
      case "TimeoutOutput" -> {
        if (Itf.tag(Itf.part(v, 1)).equals("ProposeTimeout")) {
          enter(state, Itf.part(v, 0));
        }
      }
      case "VoteOutput" -> {
        boolean precommit = Itf.tag(v.path("voteType")).equals("Precommit");
        state.withObject("/step").put("tag", precommit ? "PrecommitStep" : "PrevoteStep");
        if (precommit && Itf.tag(v.path("valueId")).equals("Val")) {
          state.set("lockedRound", state.path("round"));
          state.set("lockedValue", v.path("valueId"));
          state.set("validRound", state.path("round"));
          state.set("validValue", v.path("valueId"));
        }
      }
      case "DecidedOutput" -> {
        state.withObject("/step").put("tag", "CommitStep");
        decided.merge(state.path("p").asText(), 1, Integer::sum);
      }
      default -> {} // nothing was said, or what ScenarioTraces does not know and reports
    }
  }

  private static void enter(ObjectNode state, JsonNode round) {
    state.set("round", round);
    state.withObject("/step").put("tag", "ProposeStep");
  }

  private static String fresh(Map.Entry<String, JsonNode> of, int height) {
    return of.getKey() + " " + height + " -1 NoStep locked -1 nil valid -1 nil";
  }

  private static String described(JsonNode s) {
    return s.path("p").asText()
        + " "
        + Itf.number(s.path("height"))
        + " "
        + Itf.number(s.path("round"))
        + " "
        + Itf.tag(s.path("step"))
        + " locked "
        + Itf.number(s.path("lockedRound"))
        + " "
        + word(s.path("lockedValue"))
        + " valid "
        + Itf.number(s.path("validRound"))
        + " "
        + word(s.path("validValue"));
  }

  private static String word(JsonNode value) {
    return Itf.optionalId(value).isEmpty() ? "nil" : Itf.value(value).asText();
  }
}
