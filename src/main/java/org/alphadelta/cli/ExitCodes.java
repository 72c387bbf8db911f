package org.alphadelta.cli;

/** Exit codes of the process, for scripts and systemd. Part of the public interface. */
public final class ExitCodes {
  /** Success, or the check passes. */
  public static final int DONE = 0;

  /** Unexpected failure. */
  public static final int FAILURE = 1;

  /** Usage or configuration error; do not restart. */
  public static final int USAGE = 2;

  /** The check fails, or the chain refuses. */
  public static final int NO = 3;

  /** The check cannot be decided. */
  public static final int CANNOT_TELL = 4;

  /** Node unreachable. */
  public static final int UNREACHABLE = 5;

  /** Refused without confirmation. */
  public static final int NOT_CONFIRMED = 6;

  /** Safety stop; never restart. */
  public static final int SAFETY_STOP = 10;

  /** Refused by this build. */
  public static final int WRONG_BUILD = 11;

  /** Start the other build. */
  public static final int OTHER_BUILD = 20;

  /** Preflight failed. */
  public static final int PREFLIGHT_FAILS = 30;

  /** Preflight is not possible yet. */
  public static final int PREFLIGHT_NOT_YET = 31;

  private ExitCodes() {}
}
