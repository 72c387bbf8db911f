package org.alphadelta.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A member of the committee floods the three others. {@code -Dflood.seconds=N} chooses for how
 * long.
 */
@DisabledIfSystemProperty(
    named = "adn.build",
    matches = "mainnet",
    disabledReason = "runs mainnet alone")
class FloodIT {
  private static final int SECONDS = Integer.getInteger("flood.seconds", 20);

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource(FloodKind.class)
  void floodedValidatorsKeepTheirMemoryAndMostOfTheirPace(FloodKind kind) throws Exception {
    FloodPlan plan = new FloodPlan(kind, SECONDS, 1, 200, directory.resolve("homes"));

    FloodVerdict verdict = new FloodRun(plan, System.err::println).run();

    assertThat(verdict.problems()).describedAs(plan.repeat()).isEmpty();
    assertThat(verdict.residentAfter().values())
        .allSatisfy(mib -> assertThat(mib).isBetween(1L, FloodVerdict.BUDGET_MIB));
    assertThat(verdict.evidence().values())
        .allSatisfy(count -> assertThat(count).isBetween(0L, FloodVerdict.MOST_EVIDENCE));
    assertThat(verdict.ok()).describedAs("%s: %s", plan.repeat(), verdict.json()).isTrue();
  }
}
