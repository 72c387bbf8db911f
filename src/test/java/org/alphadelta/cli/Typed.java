package org.alphadelta.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;

/** What a command prints when nobody sits at the terminal. */
public final class Typed {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  public Shell shell() {
    return new Shell(
        new PrintWriter(out, true),
        new PrintWriter(err, true),
        Map.of(),
        Optional.empty(),
        new SecureRandom());
  }

  public String out() {
    return out.toString();
  }

  public String err() {
    return err.toString();
  }
}
