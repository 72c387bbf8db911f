package org.alphadelta.testnet;

import java.util.List;
import org.alphadelta.cli.CliContext;
import org.alphadelta.cli.Commands;
import org.alphadelta.cli.Typed;
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
    Typed typed = new Typed();
    CliContext context =
        new CliContext(
            typed.shell(),
            new BuildInfo(build, "1.2.3", List.of()),
            List.of(),
            NodeEvents.codecs(),
            List.of());
    String[] texts = new String[arguments.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = arguments[i].toString();
    }
    int exitCode = tree(context).execute(texts);
    return new Outcome(exitCode, typed.out(), typed.err());
  }

  private static CommandLine tree(CliContext context) {
    return Commands.root(context, List.of(TestnetCommand.tree(context, Terminal::tree)));
  }
}
