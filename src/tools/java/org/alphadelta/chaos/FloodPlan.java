package org.alphadelta.chaos;

import java.nio.file.Path;

/** What to flood with, for how long (and before it as long mute), and where the homes lie. */
record FloodPlan(FloodKind kind, int seconds, long seed, long blockIntervalMillis, Path directory) {
  FloodPlan {
    if (seconds < 1 || blockIntervalMillis < 1) {
      throw new IllegalArgumentException(
          "expected at least 1 second and 1 millisecond, found "
              + seconds
              + ", "
              + blockIntervalMillis);
    }
  }

  /** The line that repeats it. */
  String repeat() {
    return "./adn chaos flood --kind "
        + kind
        + " --seconds "
        + seconds
        + " --seed "
        + seed
        + " --block-interval-ms "
        + blockIntervalMillis;
  }
}
