package org.alphadelta.testnet;

/** The scenario cannot go on: a command was refused, a node ended, or nothing moves any more. */
final class MissionFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String step;

  MissionFailed(String step, String line) {
    super(line);
    this.step = step;
  }

  /** The failed check that this exception counts as. */
  Check asCheck() {
    return new Check(step, false, String.valueOf(getMessage()));
  }
}
