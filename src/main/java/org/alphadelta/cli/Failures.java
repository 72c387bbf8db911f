package org.alphadelta.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Objects;
import org.alphadelta.config.ConfigException;
import org.alphadelta.crypto.KeyFileException;
import org.alphadelta.store.HomeLock;
import org.alphadelta.store.StoreDamage;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns a failure into lines on stderr and an exit code; nothing else does. */
public final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private static final String PREFIX = "adn: ";

  @Override
  public int handleParseException(ParameterException mistake, String[] args) {
    CommandLine command = mistake.getCommandLine();
    String message = String.valueOf(mistake.getMessage()).lines().findFirst().orElse("usage");
    String spelled = message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    command
        .getErr()
        .println(
            PREFIX + spelled + " (see " + command.getCommandSpec().qualifiedName() + " --help)");
    return ExitCodes.USAGE;
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    return report(failure, command.getErr());
  }

  /** Prints a failure's lines and returns its exit code. */
  public static int report(Throwable failure, PrintWriter err) {
    CommandFailure told = told(failure);
    told.lines().forEach(line -> err.println(PREFIX + line));
    if (told.exitCode() == ExitCodes.FAILURE && !(failure instanceof CommandFailure)) {
      failure.printStackTrace(err);
    }
    err.flush();
    return told.exitCode();
  }

  /** Converts a failure: the operator's mistakes keep their lines, a bug gets all details. */
  public static CommandFailure told(Throwable failure) {
    return switch (failure) {
      case CommandFailure told -> told;
      case ConfigException config -> new CommandFailure(ExitCodes.USAGE, config.lines());
      case KeyFileException key ->
          new CommandFailure(ExitCodes.USAGE, String.valueOf(key.getMessage()));
      case StoreDamage damage ->
          new CommandFailure(
              ExitCodes.SAFETY_STOP, "safety stop: " + String.valueOf(damage.getMessage()));
      case UncheckedIOException unchecked ->
          told(Objects.requireNonNullElse(unchecked.getCause(), unchecked), unchecked);
      case IOException io -> told(io, io);
      default -> new CommandFailure(ExitCodes.FAILURE, "unexpected failure: " + failure);
    };
  }

  /** Another process holds the home's lock; exit code 10. */
  public static CommandFailure inUse(HomeLock.InUse use) {
    return CommandFailure.of(ExitCodes.SAFETY_STOP, use);
  }

  private static CommandFailure told(Throwable cause, Throwable shown) {
    return switch (cause) {
      case NoSuchFileException missing ->
          CommandFailure.usage(String.valueOf(missing.getFile()), "no file", "a readable file");
      case AccessDeniedException denied ->
          CommandFailure.usage(
              String.valueOf(denied.getFile()), "permission denied", "a file this user may use");
      case FileSystemException file ->
          new CommandFailure(
              ExitCodes.FAILURE,
              List.of(file.getFile() + ": found " + file.getReason() + ", expected to use it"));
      default -> new CommandFailure(ExitCodes.FAILURE, "unexpected failure: " + shown.getMessage());
    };
  }
}
