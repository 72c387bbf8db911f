package org.alphadelta.testnet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.alphadelta.cli.CliContext;
import org.alphadelta.cli.Shell;
import picocli.CommandLine;

/**
 * Runs adn commands with the arguments an operator would type, in this process to save the start of
 * a JVM. Each command is shown and appended to {@link Script}.
 */
final class CommandRunner {
  private static final JsonMapper JSON = new JsonMapper();

  private final CliContext context;
  private final Function<CliContext, CommandLine> commands;
  private final RunLog runLog;
  private final Script script;

  /** Result of a command. */
  record Outcome(String line, int exitCode, String out, String err) {
    /** The last line on stderr, which tells what is wrong. */
    String complaint() {
      List<String> lines = err.strip().lines().toList();
      return lines.isEmpty() ? "exit code " + exitCode : lines.get(lines.size() - 1);
    }

    JsonNode json() {
      try {
        return JSON.readTree(out);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("'" + line + "' printed no JSON: " + out, e);
      }
    }
  }

  /** {@code commands} makes the whole command tree for a shell. */
  CommandRunner(
      CliContext context,
      Function<CliContext, CommandLine> commands,
      RunLog runLog,
      Script script) {
    this.context = context;
    this.commands = commands;
    this.runLog = runLog;
    this.script = script;
  }

  /** The environment without the keys that would give every node the same port. */
  static Map<String, String> environment(Map<String, String> all) {
    Map<String, String> kept = new TreeMap<>(all);
    List<String> ours = List.of("ADN_BUILD", "ADN_JAVA_OPTS", "ADN_LOG");
    kept.keySet().removeIf(name -> name.startsWith("ADN_") && !ours.contains(name));
    return kept;
  }

  /** Runs a command and shows it. */
  Outcome type(String... arguments) {
    String line = Script.line(List.of(arguments));
    runLog.command(line);
    write(line);
    return run(line, arguments);
  }

  /** Runs a command that must succeed, and parses the JSON it prints. */
  JsonNode demand(String step, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("-o");
    all.add("json");
    Outcome typed = type(all.toArray(String[]::new));
    if (typed.exitCode() != 0) {
      throw new MissionFailed(
          step, "'" + typed.line() + "' ended with " + typed.exitCode() + ": " + typed.complaint());
    }
    return typed.json();
  }

  /** Shows a shell command that was carried out here. */
  void shell(String line) {
    runLog.command(line);
    write(line);
  }

  /** Adds a comment to the script. */
  void comment(String sentence) {
    try {
      script.comment(sentence);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Outcome run(String line, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Shell shell =
        new Shell(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            environment(context.shell().environment()),
            Optional.empty(),
            context.shell().random());
    CliContext captured = context.in(shell);
    int exitCode = commands.apply(captured).execute(arguments);
    shell.out().flush();
    shell.err().flush();
    return new Outcome(line, exitCode, out.toString(), err.toString());
  }

  private void write(String line) {
    try {
      script.command(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
