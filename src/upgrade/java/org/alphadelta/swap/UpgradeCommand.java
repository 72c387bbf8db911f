package org.alphadelta.swap;

import org.alphadelta.cli.Group;
import org.alphadelta.cli.Surroundings;
import org.alphadelta.config.Form;
import org.alphadelta.config.Setting;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * {@code adn upgrade}: what is to happen, what happens and what happened when a chain gets a
 * successor.
 */
@Command(
    name = "upgrade",
    description = "Check, watch and look back on this node's upgrades.",
    footer = {"Examples:", "  adn upgrade status --home node1", ""})
public final class UpgradeCommand extends Group {
  public static final Setting<Integer> FREE_SPACE =
      Setting.of(
          "adn.upgrade.free-space-mib",
          "512",
          Form.integer(1, 1_000_000),
          "Mebibytes that 'adn upgrade preflight' wants free on the disk of the home. A new pair of chains grows there.");

  private UpgradeCommand() {}

  public static CommandLine tree(Surroundings around) {
    return new CommandLine(new UpgradeCommand())
        .addSubcommand(new PreflightCommand(around))
        .addSubcommand(new UpgradeReads.Show(around))
        .addSubcommand(new UpgradeReads.Watch(around))
        .addSubcommand(new UpgradeReads.History(around));
  }
}
