package org.alphadelta.chaos;

import java.nio.file.Path;

/**
 * Parameters of a kill run: kills, validators, seed, block interval, and the directory of the
 * homes.
 */
record KillPlan(int kills, int validators, long seed, long blockIntervalMillis, Path directory) {
  static final int FEWEST_VALIDATORS = 4;

  KillPlan {
    if (kills < 1 || validators < FEWEST_VALIDATORS || blockIntervalMillis < 1) {
      throw new IllegalArgumentException(
          "expected at least 1 kill of at least "
              + FEWEST_VALIDATORS
              + " validators, found "
              + kills
              + " of "
              + validators
              + " every "
              + blockIntervalMillis
              + " ms");
    }
  }

  /** The command line that repeats it, apart from this machine's scheduling. */
  String repeat() {
    return "./adn chaos kill --kills "
        + kills
        + " --validators "
        + validators
        + " --seed "
        + seed
        + " --block-interval-ms "
        + blockIntervalMillis;
  }
}
