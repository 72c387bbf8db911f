package org.alphadelta.chaos;

import java.nio.file.Path;

/** How many kills of how many validators, by which seed, and where the homes lie. */
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

  /** The line that repeats it; what the scheduler of this machine does is not repeated. */
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
