package org.alphadelta.testnet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Parameters of a run: its last step, numbers and limits, and whether the network is left running.
 * {@code seed} makes the choices that do not depend on keys or ports.
 */
record Plan(
    Optional<ScenarioStep> until,
    boolean keep,
    long seed,
    Numbers numbers,
    long maxResidentMib,
    long maxSeconds) {
  /** A JVM with an actor system cannot be smaller, so a lower limit is a mistake. */
  private static final long LEAST_RESIDENT_MIB = 64;

  /** Whether a step is part of this run. */
  boolean includes(ScenarioStep step) {
    return until.isEmpty() || step.compareTo(until.get()) <= 0;
  }

  /** Contradictions, one line each. */
  List<String> impossible() {
    List<String> lines = new ArrayList<>(numbers.impossible());
    if (maxResidentMib < LEAST_RESIDENT_MIB) {
      lines.add(
          "--max-resident-mb: found "
              + maxResidentMib
              + ", expected at least "
              + LEAST_RESIDENT_MIB);
    }
    if (maxSeconds < 0) {
      lines.add("--max-seconds: found " + maxSeconds + ", expected 0 (no limit) or more");
    }
    return lines;
  }
}
