package org.alphadelta.cli;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alphadelta.config.BuildInfo;
import org.alphadelta.journal.EventCodecs;
import org.alphadelta.journal.NodeEvents;
import picocli.CommandLine;

/**
 * Runs commands in this process as a script would: arguments in, two streams and an exit code out.
 */
final class Cli {
  private final Map<String, String> environment = new LinkedHashMap<>();
  private Optional<String> answer = Optional.empty();
  private BuildInfo.Kind build = BuildInfo.Kind.NETWORK_UPGRADES;
  private EventCodecs codecs = NodeEvents.codecs();

  record Outcome(int exitCode, String out, String err) {
    List<String> errLines() {
      return err.lines().toList();
    }
  }

  Cli with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Cli build(BuildInfo.Kind kind) {
    build = kind;
    return this;
  }

  Cli codecs(EventCodecs known) {
    codecs = known;
    return this;
  }

  /** Somebody sits at the terminal and will answer this. */
  Cli answering(String text) {
    answer = Optional.of(text);
    return this;
  }

  CommandLine root(PrintWriter out, PrintWriter err) {
    Shell shell =
        new Shell(
            out,
            err,
            environment,
            answer.map(a -> new BufferedReader(new StringReader(a + "\n"))),
            new SecureRandom());
    BuildInfo info = new BuildInfo(build, "1.2.3", List.of(new BuildInfo.Module("extras", false)));
    return Commands.root(new CliContext(shell, info, List.of(), codecs, List.of()), List.of());
  }

  Outcome run(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] texts = new String[arguments.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = arguments[i].toString();
    }
    int exitCode = root(new PrintWriter(out, true), new PrintWriter(err, true)).execute(texts);
    return new Outcome(exitCode, out.toString(), err.toString());
  }
}
