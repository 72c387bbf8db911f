package org.alphadelta.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs many seeds on all processors; the result does not depend on their number. One seed in a
 * hundred runs a second time without the verification cache and must have the same trace.
 */
final class Campaign {
  private static final int MEMO_CHECK = 100;

  /** The sum over all seeds; {@code mostHeights} belongs to the seed that decided most. */
  record Result(
      int seeds,
      long heights,
      long mostHeights,
      long events,
      int violations,
      int undecided,
      int doubleSignatures,
      int withoutCache,
      int splits,
      int restored,
      int stopped,
      String traceHash,
      double seconds,
      List<Simulation.Outcome> bad) {}

  private final long firstSeed;
  private final int seeds;
  private final int heights;
  private final Engines engines;
  private final boolean split;
  private final EventLog events;

  Campaign(long firstSeed, int seeds, int heights, Engines engines) {
    this(firstSeed, seeds, heights, engines, false, EventLog.NONE);
  }

  /**
   * With {@code split} each seed is a two-chain run, which chooses heights itself.
   *
   * @param events of a campaign of one seed; of more they would be mixed
   */
  Campaign(
      long firstSeed, int seeds, int heights, Engines engines, boolean split, EventLog events) {
    this.split = split;
    this.events = events;
    this.firstSeed = firstSeed;
    this.seeds = seeds;
    this.heights = heights;
    this.engines = engines;
  }

  Result run() {
    long start = System.nanoTime();
    List<Future<Simulation.Outcome>> runs = new ArrayList<>();
    try (ExecutorService pool =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      for (int i = 0; i < seeds; i++) {
        long seed = firstSeed + i;
        runs.add(pool.submit(() -> run(seed)));
      }
    }
    return sum(runs.stream().map(Campaign::outcome).toList(), (System.nanoTime() - start) / 1e9);
  }

  private Simulation.Outcome run(long seed) {
    Simulation.Outcome outcome = run(seed, true, events);
    if (seed % MEMO_CHECK != 0) {
      return outcome;
    }
    Simulation.Outcome again = run(seed, false, EventLog.NONE);
    return again.traceHash().equals(outcome.traceHash())
        ? outcome
        : outcome.violating("the verification cache changes the trace: " + again.traceHash());
  }

  private Simulation.Outcome run(long seed, boolean remembering, EventLog log) {
    return split
        ? SplitSimulation.run(SplitPlan.of(seed), remembering, engines, log)
        : Simulation.run(SimulationPlan.of(seed, heights), remembering, engines, log);
  }

  private static Simulation.Outcome outcome(Future<Simulation.Outcome> run) {
    try {
      return run.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a simulation failed in itself", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Result sum(List<Simulation.Outcome> outcomes, double seconds) {
    Trace all = new Trace();
    outcomes.forEach(o -> all.add(o.traceHash()));
    return new Result(
        seeds,
        outcomes.stream().mapToLong(Simulation.Outcome::heights).sum(),
        outcomes.stream().mapToLong(Simulation.Outcome::heights).max().orElse(0),
        outcomes.stream().mapToLong(Simulation.Outcome::events).sum(),
        outcomes.stream().mapToInt(o -> o.violations().size()).sum(),
        (int) outcomes.stream().filter(o -> !o.undecided().isEmpty()).count(),
        outcomes.stream().mapToInt(Simulation.Outcome::doubleSignatures).sum(),
        (int) outcomes.stream().filter(o -> o.seed() % MEMO_CHECK == 0).count(),
        outcomes.stream().mapToInt(Simulation.Outcome::splits).sum(),
        outcomes.stream().mapToInt(Simulation.Outcome::restored).sum(),
        outcomes.stream().mapToInt(Simulation.Outcome::stopped).sum(),
        all.hex(),
        seconds,
        outcomes.stream().filter(o -> !o.good()).toList());
  }
}
