package org.alphadelta.api;

import java.net.BindException;

/**
 * A port could not be bound: the operator's host or port is not available. The message is the one
 * line for the operator; the caller chooses the exit code.
 */
public final class BindFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BindFailure(String host, int port, Throwable cause) {
    super(
        "cannot listen on "
            + host
            + ":"
            + port
            + ": found "
            + reason(cause)
            + ", expected a free port",
        cause);
  }

  private static String reason(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof BindException bind) {
        return String.valueOf(bind.getMessage());
      }
    }
    return failure.toString();
  }
}
