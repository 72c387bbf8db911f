package org.alphadelta.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.alphadelta.NotInMainnetBuild;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A member of the committee floods the three others. {@code -Dflood.seconds=N} chooses for how long
 * with each kind.
 */
@NotInMainnetBuild
class FloodIT {
  private static final int SECONDS = Integer.getInteger("flood.seconds", 15);

  @TempDir private Path directory;

  @Test
  void floodedValidatorsKeepTheirMemoryAndMostOfTheirPace() throws Exception {
    FloodPlan plan =
        new FloodPlan(List.of(FloodKind.values()), SECONDS, 1, 200, directory.resolve("homes"));

    List<FloodVerdict> verdicts = new FloodRun(plan, System.err::println).run();

    assertThat(verdicts).hasSameSizeAs(plan.kinds());
    for (FloodVerdict verdict : verdicts) {
      assertThat(verdict.problems()).describedAs(plan.repeat()).isEmpty();
      assertThat(verdict.residentAfter().values())
          .allSatisfy(mib -> assertThat(mib).isBetween(1L, FloodVerdict.BUDGET_MIB));
      assertThat(verdict.evidenceBefore().values())
          .as("%s meets a network that knows no evidence", verdict.kind())
          .hasSize(3)
          .containsOnly(0L);
      assertThat(verdict.evidence().values())
          .allSatisfy(count -> assertThat(count).isBetween(0L, FloodVerdict.MOST_EVIDENCE));
      if (verdict.kind() == FloodKind.EVIDENCE) {
        assertThat(verdict.evidence().values()).allSatisfy(count -> assertThat(count).isPositive());
      }
      assertThat(verdict.ok()).describedAs("%s: %s", plan.repeat(), verdict.json()).isTrue();
    }
  }
}
