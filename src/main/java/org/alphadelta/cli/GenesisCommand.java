package org.alphadelta.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code adn genesis}: make, bring in, look at and compare genesis pairs. */
@Command(
    name = "genesis",
    description = "Make, import, verify and compare genesis blocks.",
    footer = {"Examples:", "  adn genesis hash genesis.pair", ""})
final class GenesisCommand extends Group {
  private GenesisCommand() {}

  static CommandLine tree(Surroundings around) {
    return new CommandLine(new GenesisCommand())
        .addSubcommand(new GenesisCreate(around.shell()))
        .addSubcommand(new GenesisImport(around))
        .addSubcommand(new GenesisViews.Export(around))
        .addSubcommand(new GenesisViews.HashOf(around.shell()))
        .addSubcommand(new GenesisViews.Show(around.shell()))
        .addSubcommand(new GenesisViews.Fetch(around))
        .addSubcommand(new GenesisViews.Verify(around.shell()))
        .addSubcommand(new GenesisViews.Diff(around.shell()));
  }
}
