package org.alphadelta.swap;

import java.util.Locale;

/**
 * Progress of one upgrade, in order.
 *
 * <pre>
 * (nothing)              -> ANNOUNCED by Blocked, PREFLIGHTED, ACTIVATED
 * ANNOUNCED, PREFLIGHTED -> PREFLIGHTED, ACTIVATED
 * ACTIVATED              -> ALPHA_GENESIS_VERIFIED
 * ALPHA_GENESIS_VERIFIED -> ALPHA_STARTED, or HANDED_OVER when another build runs the target and the source is closed
 * ALPHA_STARTED          -> ALPHA_STABLE -> DELTA_GENESIS_VERIFIED -> DELTA_STARTED -> COMPLETED
 * </pre>
 *
 * Blocked keeps the step, is possible before ALPHA_STARTED only, and is lifted by the next step.
 * SourceClosed keeps the step too, and occurs once, at ACTIVATED or later.
 */
public enum UpgradeStep {
  /** A preflight failed and none succeeded. */
  ANNOUNCED,
  PREFLIGHTED,
  ACTIVATED,
  ALPHA_GENESIS_VERIFIED,
  ALPHA_STARTED,
  ALPHA_STABLE,
  DELTA_GENESIS_VERIFIED,
  DELTA_STARTED,
  COMPLETED,
  HANDED_OVER;

  /** From here on this validator has left the source's Alpha. */
  public boolean isActivated() {
    return compareTo(ACTIVATED) >= 0;
  }

  /** From here on this build runs the new pair. */
  public boolean isStarted() {
    return isActivated() && this != HANDED_OVER && compareTo(ALPHA_STARTED) >= 0;
  }

  /** Lower case with hyphens, for status. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
