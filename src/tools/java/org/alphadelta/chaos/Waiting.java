package org.alphadelta.chaos;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for conditions that can be observed from outside. */
final class Waiting {
  private static final long LOOK_AGAIN_MILLIS = 50;

  private Waiting() {}

  /** Whether the condition became true in time. */
  static boolean until(Duration patience, BooleanSupplier condition) {
    long end = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      try {
        Thread.sleep(LOOK_AGAIN_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }
}
