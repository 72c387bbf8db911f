package org.alphadelta.chaos;

import java.nio.file.Path;
import java.util.List;

/**
 * What to flood with, one kind after the other, for how long each (and between as long mute), and
 * where the homes lie.
 */
record FloodPlan(
    List<FloodKind> kinds, int seconds, long seed, long blockIntervalMillis, Path directory) {
  /** The name of every kind after the other. */
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

  /** The line that repeats it. */
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
