package org.alphadelta.testnet;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alphadelta.cli.Commands;
import org.alphadelta.cli.Shell;
import org.alphadelta.cli.Surroundings;
import org.alphadelta.config.BuildInfo;
import org.alphadelta.journal.NodeEvents;
import picocli.CommandLine;

/** Types commands of the whole tree, {@code testnet} included, as a script would. */
final class Terminal {
  private final BuildInfo.Kind build;

  Terminal(BuildInfo.Kind build) {
    this.build = build;
  }

  record Outcome(int exitCode, String out, String err) {}

  Outcome type(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Shell shell =
        new Shell(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            Map.of(),
            Optional.empty(),
            new SecureRandom());
    Surroundings around =
        new Surroundings(
            shell,
            new BuildInfo(build, "1.2.3", List.of()),
            List.of(),
            NodeEvents.codecs(),
            List.of());
    String[] texts = new String[arguments.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = arguments[i].toString();
    }
    int exitCode = tree(around).execute(texts);
    return new Outcome(exitCode, out.toString(), err.toString());
  }

  private static CommandLine tree(Surroundings around) {
    return Commands.root(around, List.of(TestnetCommand.tree(around, Terminal::tree)));
  }
}
