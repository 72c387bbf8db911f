package org.alphadelta.app;

import java.util.ArrayList;
import java.util.List;
import org.alphadelta.cli.Commands;
import org.alphadelta.cli.Shell;
import org.alphadelta.cli.Surroundings;
import org.alphadelta.config.BuildInfo;
import org.alphadelta.journal.NodeEvents;
import org.alphadelta.testnet.TestnetCommand;
import picocli.CommandLine;

/** The process: one command, one exit code. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(run(Shell.ofProcess(), args));
  }

  /** Runs one command and returns its exit code. */
  public static int run(Shell shell, String... args) {
    return root(surroundings(shell)).execute(args);
  }

  static Surroundings surroundings(Shell shell) {
    return new Surroundings(
        shell,
        BuildInfo.ofJar(List.of(new BuildInfo.Module("upgrades", Upgrades.present()))),
        Upgrades.settings(),
        NodeEvents.codecs().and(Upgrades.codecs()),
        Upgrades.rules());
  }

  private static CommandLine root(Surroundings around) {
    List<Object> commands = new ArrayList<>(Upgrades.commands(around));
    commands.add(new StartCommand(around));
    commands.add(TestnetCommand.tree(around, Main::root));
    return Commands.root(around, commands);
  }
}
