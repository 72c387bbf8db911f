package org.alphadelta.testnet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alphadelta.governance.Ballot;
import org.junit.jupiter.api.Test;

/** The document for scripts, and the table for people. */
class SummaryTest {
  private static final Check HELD = new Check("agreement.alpha", true, "one hash");
  private static final Check BROKEN = new Check("votes.tally", false, "found 2, expected 3");

  @Test
  void theDocumentHasTheNamesThatScriptsReadWithHeightsAsStrings() {
    JsonNode json = summary(Optional.empty(), HELD).json();

    assertThat(names(json)).containsExactly("result", "seconds", "seed", "checks", "nodes");
    assertThat(json.path("result").asText()).isEqualTo("complete");
    assertThat(json.path("seconds").isNumber()).isTrue();
    assertThat(json.path("seed").isTextual()).isTrue();
    assertThat(names(json.path("checks").path(0))).containsExactly("name", "ok", "detail");
    JsonNode node = json.path("nodes").path(0);
    assertThat(names(node))
        .containsExactly(
            "name", "vote", "network", "generation", "alpha", "delta", "journal", "rest", "home");
    assertThat(names(node.path("alpha"))).containsExactly("height", "genesis_hash");
    assertThat(node.path("alpha").path("height").isTextual()).isTrue();
    assertThat(node.path("generation").isInt()).isTrue();
    assertThat(node.path("rest").asText()).isEqualTo("http://127.0.0.1:20001");
  }

  @Test
  void completeNeedsEveryCheckAndEveryStep() {
    assertThat(summary(Optional.empty(), HELD).result()).isEqualTo(Summary.Result.COMPLETE);
    assertThat(summary(Optional.of(ScenarioStep.VOTES), HELD).result())
        .isEqualTo(Summary.Result.PARTIAL);
    assertThat(summary(Optional.empty(), HELD, BROKEN).result()).isEqualTo(Summary.Result.FAILED);
    assertThat(summary(Optional.of(ScenarioStep.VOTES), HELD, BROKEN).result())
        .isEqualTo(Summary.Result.FAILED);
    assertThat(summary(Optional.empty()).result()).isEqualTo(Summary.Result.FAILED);
  }

  @Test
  void theLastLineSaysWhatBecameOfTheMission() {
    assertThat(lastLine(summary(Optional.empty(), HELD))).startsWith("MISSION COMPLETE");
    assertThat(lastLine(summary(Optional.of(ScenarioStep.SPLIT), HELD)))
        .doesNotContain("MISSION COMPLETE")
        .contains("'split'");
    assertThat(summary(Optional.empty(), HELD, BROKEN).text())
        .contains("FAILED votes.tally: found 2, expected 3", "MISSION FAILED: 1 of 2 checks");
  }

  @Test
  void theTableHasARowPerNodeAlsoForOneThatDidNotAnswer() {
    Participant silent =
        Participant.of("v6", Optional.empty(), Path.of("homes/v6"), 20_002, 20_003, "axtest1y");
    Round round = new Round(Map.of("v1", Fixture.status(1, 12, 7)));
    Summary summary =
        new Summary(
            Optional.empty(),
            1,
            2,
            List.of(HELD),
            List.of(Row.of(v1(), round, "verified"), Row.of(silent, round, "-")));

    List<String> lines = summary.text().lines().toList();

    assertThat(lines.get(0))
        .contains("node", "vote", "network", "alpha", "delta", "genesis", "journal", "REST");
    assertThat(lines.get(1))
        .contains("v1", "yes", "testnet g1", "12", "7", "verified", "http://127.0.0.1:20001");
    assertThat(lines.get(2)).contains("v6", "none", "http://127.0.0.1:20003");
  }

  private static Participant v1() {
    return Participant.of(
        "v1", Optional.of(Ballot.YES), Path.of("homes/v1"), 20_000, 20_001, "axtest1x");
  }

  private static Summary summary(Optional<ScenarioStep> until, Check... checks) {
    Row row = Row.of(v1(), new Round(Map.of("v1", Fixture.status(1, 12, 7))), "verified");
    return new Summary(until, 83.26, 7, List.of(checks), List.of(row));
  }

  private static String lastLine(Summary summary) {
    List<String> lines = summary.text().lines().toList();
    return lines.get(lines.size() - 1);
  }

  private static List<String> names(JsonNode json) {
    List<String> names = new ArrayList<>();
    json.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
