package org.alphadelta.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The environment of a command: data goes to {@code out}, messages to {@code err}; {@code person}
 * is present only when somebody at a terminal can be asked.
 */
public record Shell(
    PrintWriter out,
    PrintWriter err,
    Map<String, String> environment,
    Optional<BufferedReader> person,
    SecureRandom random) {
  public Shell {
    environment = Map.copyOf(environment);
  }

  /** The process's own streams and environment. */
  public static Shell ofProcess() {
    return new Shell(
        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        System.getenv(),
        isTerminal()
            ? Optional.of(
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)))
            : Optional.empty(),
        new SecureRandom());
  }

  /**
   * Whether output may be coloured: it goes to a terminal, and NO_COLOR is not set (https://no-
   * color.org).
   */
  public boolean colours() {
    return person.isPresent() && environment.getOrDefault("NO_COLOR", "").isEmpty();
  }

  /** Prints a message. */
  public void say(String line) {
    err.println(line);
    err.flush();
  }

  /**
   * Returns when {@code yes} was given or the person agrees.
   *
   * @throws CommandFailure exit code 6
   */
  public void confirm(String whatWillHappen, boolean yes) {
    if (yes) {
      return;
    }
    say(whatWillHappen);
    if (person.isEmpty()) {
      throw new CommandFailure(
          ExitCodes.NOT_CONFIRMED, "not confirmed: found no terminal to ask at, expected --yes");
    }
    err.print("Go on? [y/N] ");
    err.flush();
    String answer = answer(person.get());
    if (!answer.equals("y") && !answer.equals("yes")) {
      throw new CommandFailure(
          ExitCodes.NOT_CONFIRMED, "not confirmed: found '" + answer + "', expected y or --yes");
    }
  }

  private static String answer(BufferedReader person) {
    try {
      String line = person.readLine();
      return line == null ? "" : line.strip().toLowerCase(Locale.ROOT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * From JDK 22 on a console may exist without a terminal and tells so; before, a console implied
   * one.
   */
  @SuppressWarnings("SystemConsoleNull") // it is null on JDK 21
  private static boolean isTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (IllegalAccessException | InvocationTargetException e) {
      return false;
    }
  }
}
