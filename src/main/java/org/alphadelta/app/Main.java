package org.alphadelta.app;

import java.util.ArrayList;
import java.util.List;
import org.alphadelta.cli.CliContext;
import org.alphadelta.cli.Commands;
import org.alphadelta.cli.Shell;
import org.alphadelta.config.BuildInfo;
import org.alphadelta.journal.NodeEvents;
import picocli.CommandLine;

/** Entry point of the process: runs one command and exits with its code. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(run(Shell.ofProcess(), args));
  }

  /** Runs one command and returns its exit code. */
  public static int run(Shell shell, String... args) {
    return commands(context(shell), List.of()).execute(args);
  }

  /** The context of this build's commands. */
  public static CliContext context(Shell shell) {
    return new CliContext(
        shell,
        BuildInfo.ofJar(List.of(new BuildInfo.Module("upgrades", Upgrades.present()))),
        Upgrades.settings(),
        NodeEvents.codecs().and(Upgrades.codecs()),
        Upgrades.rules());
  }

  /**
   * The whole command tree of this build.
   *
   * @param tools commands that come in a jar of their own
   */
  public static CommandLine commands(CliContext context, List<Object> tools) {
    List<Object> commands = new ArrayList<>(Upgrades.commands(context));
    commands.add(new StartCommand(context));
    commands.addAll(tools);
    return Commands.root(context, commands);
  }
}
