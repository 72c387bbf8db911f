package org.alphadelta.genesis;

import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Rejection;

/** Result of verifying an upgrade certificate with certain trusted governors. */
public sealed interface UpgradeVerdict {
  /**
   * {@code source} approved {@code successor}; {@code pins} are the governors of the new
   * generation.
   */
  record Verified(GenesisPairId source, GenesisPairId successor, Pins pins)
      implements UpgradeVerdict {}

  record Refused(Rejection rejection) implements UpgradeVerdict {}
}
