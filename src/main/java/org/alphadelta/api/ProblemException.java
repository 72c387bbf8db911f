package org.alphadelta.api;

/**
 * Carries a problem out of the reading of a request to the one place that answers it ({@link
 * RouteTable}). It has no stack: the caller is wrong, not we.
 */
final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  ProblemException(Problem problem) {
    super(problem.code() + ": " + problem.detail(), null, false, false);
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
