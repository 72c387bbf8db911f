package org.alphadelta.chaos;

import java.util.List;
import java.util.Optional;

/**
 * Runs simulation and twins for tests with engines of their own, and returns the first violation.
 */
public final class Trial {
  private Trial() {}

  /** Runs one seed; empty when everything held. */
  public static Optional<String> simulate(long seed, int heights, Engines engines) {
    Simulation.Outcome outcome = Simulation.run(SimulationPlan.of(seed, heights), true, engines);
    return first(outcome.violations()).or(() -> first(outcome.undecided()));
  }

  /** Runs every {@code step}th schedule until one fails; empty when all held. */
  public static Optional<String> twins(int step, Engines engines) {
    Twins.World world = new Twins.World(engines);
    int tried = 0;
    for (int number = 0; number < TwinSchedule.ALL; number += step) {
      tried++;
      Twins.Outcome outcome = Twins.run(world, number);
      if (!outcome.violations().isEmpty() || !outcome.decided()) {
        String what =
            outcome.violations().isEmpty() ? "undecided" : outcome.violations().getFirst();
        return Optional.of(tried + " schedules: " + what);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> first(List<String> troubles) {
    return troubles.stream().findFirst();
  }
}
