package org.alphadelta.crypto;

/**
 * A key file or passphrase file that the operator must repair; its message is the problem's one
 * line.
 */
public final class KeyFileException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient KeyFileProblem problem;

  public KeyFileException(KeyFileProblem problem) {
    super(problem.sentence());
    this.problem = problem;
  }

  public KeyFileProblem problem() {
    return problem;
  }
}
