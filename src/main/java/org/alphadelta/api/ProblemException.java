package org.alphadelta.api;

/**
 * Carries a problem from the parsing of a request to {@link RouteTable}, which answers it. It has
 * no stack trace, because the mistake is the caller's.
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
