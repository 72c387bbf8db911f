package org.alphadelta.chaos;

import java.nio.file.Path;
import java.util.List;

/**
 * Parameters of a flood: its kinds in turn, the duration of each burst and of the silence between,
 * and the directory of the homes.
 */
record FloodPlan(
    List<FloodKind> kinds, int seconds, long seed, long blockIntervalMillis, Path directory) {
  /** Names all kinds in turn. */
  static final String EACH = "each";

  FloodPlan {
    kinds = List.copyOf(kinds);
    if (kinds.isEmpty() || seconds < 1 || blockIntervalMillis < 1) {
      throw new IllegalArgumentException(
          "expected at least 1 kind, 1 second and 1 millisecond, found "
              + kinds
              + ", "
              + seconds
              + ", "
              + blockIntervalMillis);
    }
  }

  /** The command line that repeats it. */
  String repeat() {
    return "./adn chaos flood --kind "
        + (kinds.size() == 1 ? kinds.getFirst().toString() : EACH)
        + " --seconds "
        + seconds
        + " --seed "
        + seed
        + " --block-interval-ms "
        + blockIntervalMillis;
  }
}
