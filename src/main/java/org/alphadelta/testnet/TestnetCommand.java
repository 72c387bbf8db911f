package org.alphadelta.testnet;

import java.util.function.Function;
import org.alphadelta.cli.CliContext;
import org.alphadelta.cli.Group;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code adn testnet}: a network on this machine, and the whole mission on it. */
@Command(
    name = "testnet",
    description = "Run the whole mission on this machine.",
    footer = {
      "Examples:",
      "  adn testnet run",
      "  adn testnet run --keep",
      "  adn testnet stop",
      ""
    })
public final class TestnetCommand extends Group {
  /** Where runs are kept, below the current directory. */
  static final String DIRECTORY = "adn-testnet";

  private TestnetCommand() {}

  /**
   * The noun with its verbs.
   *
   * @param commands makes the whole command tree for a shell, because a run types commands too
   */
  public static CommandLine tree(CliContext context, Function<CliContext, CommandLine> commands) {
    return new CommandLine(new TestnetCommand())
        .addSubcommand(new RunCommand(context, commands))
        .addSubcommand(new InitNetworkCommand(context, commands))
        .addSubcommand(new JoinCommand(context, commands))
        .addSubcommand(new StopCommand(context.shell()))
        .addSubcommand(new CleanCommand(context.shell()));
  }
}
