package org.alphadelta.testnet;

/** The mission cannot go on: a command was refused, a node ended, or nothing happens any more. */
final class MissionFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String step;

  MissionFailed(String step, String line) {
    super(line);
    this.step = step;
  }

  /** The check this counts against. */
  Check asCheck() {
    return new Check(step, false, String.valueOf(getMessage()));
  }
}
