package org.alphadelta.testnet;

import java.util.function.Function;
import org.alphadelta.cli.CliContext;
import org.alphadelta.cli.Group;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code adn testnet}: runs a network on this machine, and the whole scenario on it. */
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
  /** Directory of all runs, below the current one. */
  static final String DIRECTORY = "adn-testnet";

  private TestnetCommand() {}

  /**
   * The command with its subcommands.
   *
   * @param commands makes the whole command tree for a shell, because a run runs commands too
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
