package org.alphadelta.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

/** What the replay of foreign runs makes of a step that none of the runs at hand has. */
class ScenarioTracesTest {
  private static final String STATE =
      """
      {"v1": {"p": "v1", "height": 0, "round": -1, "step": {"tag": "NoStep"},
        "lockedRound": -1, "lockedValue": {"tag": "Nil"},
        "validRound": -1, "validValue": {"tag": "Nil"}}}\
      """;

  private static final String RUN =
      """
      {"validatorSet": {"#map": [["v1", 1], ["v2", 1], ["v3", 1], ["v4", 1]]}, "correct": ["v1"],
       "steps": [
         {"kind": "init", "cs": STATE},
         {"kind": "step", "validator": "v1", "input": {"tag": "NoDInput"}, "output": OUTPUT,
          "pendingInputs": {"#set": []}, "cs": STATE}]}\
      """;

  @Test
  void aStepWithoutInputSaysNothingAndChangesNothing() throws JsonProcessingException {
    TraceTally tally = replayed("{\"tag\": \"NoConsensusOutput\"}");
    assertThat(tally.mismatches).isEmpty();
    assertThat(tally.steps).isEqualTo(1);
  }

  @Test
  void aStepWithoutInputThatSaysSomethingIsAMismatch() throws JsonProcessingException {
    TraceTally tally = replayed("{\"tag\": \"SkipRoundOutput\", \"value\": 3}");
    assertThat(tally.mismatches).hasSize(1);
  }

  private static TraceTally replayed(String output) throws JsonProcessingException {
    TraceTally tally = new TraceTally();
    String run = RUN.replace("STATE", STATE).replace("OUTPUT", output);
    new ScenarioTraces(tally).replay("a run", new ObjectMapper().readTree(run));
    return tally;
  }
}
