package org.alphadelta.swap;

import org.alphadelta.cli.CliContext;
import org.alphadelta.cli.Group;
import org.alphadelta.config.Setting;
import org.alphadelta.config.ValueFormat;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code adn upgrade}: shows planned, current and past upgrades. */
@Command(
    name = "upgrade",
    description = "Check, watch and look back on this node's upgrades.",
    footer = {"Examples:", "  adn upgrade status --home node1", ""})
public final class UpgradeCommand extends Group {
  public static final Setting<Integer> FREE_SPACE =
      Setting.of(
          "adn.upgrade.free-space-mib",
          "512",
          ValueFormat.integer(1, 1_000_000),
          "Mebibytes that 'adn upgrade preflight' wants free on the disk of the home. A new pair of"
              + " chains grows there.");

  private UpgradeCommand() {}

  public static CommandLine tree(CliContext context) {
    return new CommandLine(new UpgradeCommand())
        .addSubcommand(new PreflightCommand(context))
        .addSubcommand(new UpgradeQueryCommands.Show(context))
        .addSubcommand(new UpgradeQueryCommands.Watch(context))
        .addSubcommand(new UpgradeQueryCommands.History(context));
  }
}
