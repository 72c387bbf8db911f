package org.alphadelta.chaos;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code adn chaos}: fault injection. It touches no node that it did not start itself. */
@Command(
    name = "chaos",
    description = "Proves agreement by trouble, simulated and real.",
    mixinStandardHelpOptions = true,
    subcommands = {
      SimulateCommand.class,
      TwinsCommand.class,
      KillCommand.class,
      FloodCommand.class
    })
public final class ChaosMain {
  /** Exit code of a run that found something. */
  static final int FOUND = 3;

  private ChaosMain() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new ChaosMain());
  }
}
