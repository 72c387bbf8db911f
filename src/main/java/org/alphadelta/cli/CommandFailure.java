package org.alphadelta.cli;

import java.util.List;
import org.alphadelta.core.Rejection;

/** Ends a command unsuccessfully: an exit code and one line per problem. */
public final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int exitCode;
  private final transient List<String> lines;

  public CommandFailure(int exitCode, String line) {
    this(exitCode, List.of(line));
  }

  public CommandFailure(int exitCode, List<String> lines) {
    super(String.join("\n", lines));
    this.exitCode = exitCode;
    this.lines = List.copyOf(lines);
  }

  /** A mistake of the operator: {@code what: found ..., expected ...}, exit code 2. */
  public static CommandFailure usage(String what, String found, String expected) {
    return new CommandFailure(ExitCodes.USAGE, sentence(what, found, expected));
  }

  /** A check that failed: {@code what: found ..., expected ...}, exit code 3. */
  public static CommandFailure no(String what, String found, String expected) {
    return new CommandFailure(ExitCodes.NO, sentence(what, found, expected));
  }

  public static CommandFailure of(int exitCode, Rejection rejection) {
    return new CommandFailure(exitCode, rejection.sentence());
  }

  public int exitCode() {
    return exitCode;
  }

  public List<String> lines() {
    return lines;
  }

  private static String sentence(String what, String found, String expected) {
    return what + ": found " + found + ", expected " + expected;
  }
}
