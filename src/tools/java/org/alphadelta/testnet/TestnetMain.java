package org.alphadelta.testnet;

import java.util.List;
import org.alphadelta.app.Main;
import org.alphadelta.cli.CliContext;
import org.alphadelta.cli.Shell;
import picocli.CommandLine;

/** Entry point of {@code adn testnet}: the commands of a node's build, and this one. */
public final class TestnetMain {
  private TestnetMain() {}

  public static void main(String[] args) {
    CliContext context = Main.context(Shell.ofProcess());
    CommandLine testnet = TestnetCommand.tree(context, TestnetMain::commands);
    System.exit(Main.commands(context, List.of(testnet)).execute(args));
  }

  /** The commands that a run executes: an operator's. */
  private static CommandLine commands(CliContext context) {
    return Main.commands(context, List.of());
  }
}
