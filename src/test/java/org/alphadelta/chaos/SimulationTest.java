package org.alphadelta.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.stream.LongStream;
import org.alphadelta.core.Quorum;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * The simulator itself, and as many seeds as a test run affords; {@code adn chaos simulate} runs
 * more.
 */
@Tag("slow")
class SimulationTest {
  private static final int SEEDS = Integer.getInteger("chaos.seeds", 40);
  private static final int HEIGHTS = Integer.getInteger("chaos.heights", 25);

  @Test
  void agreementHoldsThroughStormsCrashesAndLies() {
    Campaign.Result result = new Campaign(1, SEEDS, HEIGHTS, Engines.REAL).run();
    assertThat(result.bad()).isEmpty();
    assertThat(result.heights()).isEqualTo((long) SEEDS * HEIGHTS);
  }

  @Test
  void bothChainsSplitOnceAndNobodySignsPastHisMark() {
    Campaign.Result result =
        new Campaign(1, SEEDS, HEIGHTS, Engines.REAL, true, EventLog.NONE).run();
    assertThat(result.bad()).isEmpty();
    assertThat(result.splits()).as("approved upgrades").isGreaterThan(SEEDS * 9 / 10);
  }

  @Test
  void stayersAreFromNoneToAThirdAndSometimesMostAndTheRestIsEnoughToApprove() {
    List<SplitPlan> plans = LongStream.range(0, 600).mapToObj(SplitPlan::of).toList();
    assertThat(plans)
        .allSatisfy(
            p -> {
              int governors = p.faults().validators() - p.publics().size();
              assertThat((long) p.leavers().size())
                  .isGreaterThanOrEqualTo(Quorum.governanceNeeded(governors));
            });
    assertThat(plans.stream().filter(p -> 3 * p.stayers().size() <= p.faults().validators()))
        .hasSizeGreaterThan(500)
        .extracting(p -> p.stayers().size())
        .contains(0, 1, 2, 3, 4);
    assertThat(plans.stream().filter(p -> 2 * p.stayers().size() >= p.faults().validators()))
        .hasSizeGreaterThan(30);
  }

  @Test
  void theFaultyAreMostlyUnderAThirdOfThoseWhoLeaveAndSometimesNot() {
    List<SplitPlan> plans = LongStream.range(0, 600).mapToObj(SplitPlan::of).toList();
    assertThat(plans.stream().filter(p -> p.sound(p.leavers()))).hasSizeBetween(500, 590);
    assertThat(plans.stream().filter(p -> !p.faults().byzantine().isEmpty()))
        .hasSizeGreaterThan(400);
    assertThat(plans).allSatisfy(p -> assertThat(p.sound(p.members())).isTrue());
  }

  @Test
  void anOldDiskInASplitStopsItsOperatorOrGoesOnButSignsNothingTwice() {
    long[] restoring =
        LongStream.rangeClosed(1, 400)
            .filter(s -> SplitPlan.of(s).restored() >= 0)
            .limit(10)
            .toArray();
    int restored = 0;
    for (long seed : restoring) {
      Simulation.Outcome outcome = SplitSimulation.run(SplitPlan.of(seed), true, Engines.REAL);
      assertThat(outcome.violations()).as("seed %d", seed).isEmpty();
      assertThat(outcome.undecided()).as("seed %d", seed).isEmpty();
      restored += outcome.restored();
    }
    assertThat(restored).isGreaterThanOrEqualTo(3);
  }

  @Test
  void splitPrintsTheHeightsThatWereDecided() {
    StringWriter out = new StringWriter();
    CommandLine command = ChaosMain.commandLine().setOut(new PrintWriter(out));
    assertThat(command.execute("simulate", "--split", "--seed", "3", "-o", "json")).isZero();
    assertThat(out.toString()).containsPattern("\"heights\":(\\d+),.*\"decided_heights\":\\1,");
  }

  @Test
  void theSameSeedsLeaveTheSameTrace() {
    Campaign.Result one = new Campaign(7, 6, 10, Engines.REAL).run();
    Campaign.Result two = new Campaign(7, 6, 10, Engines.REAL).run();
    Campaign.Result other = new Campaign(8, 6, 10, Engines.REAL).run();
    assertThat(two.traceHash()).isEqualTo(one.traceHash()).isNotEqualTo(other.traceHash());
  }

  @Test
  void theMachineAroundLeavesNoTrace() {
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    String here = new Campaign(7, 3, 5, Engines.REAL).run().traceHash();
    String split = new Campaign(7, 1, 5, Engines.REAL, true, EventLog.NONE).run().traceHash();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Apia"));
      assertThat(new Campaign(7, 3, 5, Engines.REAL).run().traceHash()).isEqualTo(here);
      assertThat(new Campaign(7, 1, 5, Engines.REAL, true, EventLog.NONE).run().traceHash())
          .isEqualTo(split);
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void aNodeOnAnOldDiskStopsOrGoesOnButNeverSignsTwice() {
    long[] restoring =
        java.util.stream.LongStream.rangeClosed(1, 400)
            .filter(s -> SimulationPlan.of(s, 1).restores())
            .limit(8)
            .toArray();
    int restored = 0;
    int stopped = 0;
    for (long seed : restoring) {
      Simulation.Outcome outcome = Simulation.run(SimulationPlan.of(seed, 40), true, Engines.REAL);
      assertThat(outcome.violations()).as("seed %d", seed).isEmpty();
      assertThat(outcome.undecided()).as("seed %d", seed).isEmpty();
      restored += outcome.restored();
      stopped += outcome.stopped();
    }
    assertThat(restored).isGreaterThan(restoring.length / 2);
    assertThat(stopped).isPositive();
  }

  @Test
  void theMemoOfSignaturesChangesNothing() {
    Campaign.Result result = new Campaign(100, 1, 10, Engines.REAL).run();
    assertThat(result.withoutCache()).isEqualTo(1);
    assertThat(result.bad()).isEmpty();
  }

  @Test
  void everySizeAndMisdeedIsDrawn() {
    assertThat(java.util.stream.LongStream.range(0, 600).mapToObj(s -> SimulationPlan.of(s, 1)))
        .extracting(SimulationPlan::validators)
        .contains(1, 2, 3, 4, 5, 6, 7, 10, 13);
    assertThat(
            java.util.stream.LongStream.range(0, 600)
                .mapToObj(s -> SimulationPlan.of(s, 1))
                .flatMap(p -> p.byzantine().stream()))
        .contains(Misdeed.values());
    assertThat(java.util.stream.LongStream.range(0, 600).mapToObj(s -> SimulationPlan.of(s, 1)))
        .allSatisfy(p -> assertThat(3 * p.byzantine().size()).isLessThan(p.validators()));
  }

  @Test
  void simulatePrintsOneLineOfJson() {
    StringWriter out = new StringWriter();
    CommandLine command = ChaosMain.commandLine().setOut(new PrintWriter(out));
    int code = command.execute("simulate", "--seeds", "2", "--heights", "3", "-o", "json");
    assertThat(code).isZero();
    assertThat(out.toString().strip())
        .matches(
            "\\{\"seeds\":2,\"heights\":3,\"violations\":0,\"undecided\":0,\"double_signatures\":0,"
                + "\"trace_hash\":\"[0-9a-f]{64}\",\"seconds\":[0-9.]+,.*}");
  }

  @Test
  void nodesThatBelieveNobodyAreUndecided() {
    Engines mute =
        (config, log, signState, verifier, names, signer) ->
            Engines.REAL.create(
                config, log, signState, (key, message, signature) -> false, names, signer);
    assertThat(Trial.simulate(3, 2, mute)).isPresent();
  }
}
