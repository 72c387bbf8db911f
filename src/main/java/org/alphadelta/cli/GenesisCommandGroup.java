package org.alphadelta.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code adn genesis}: creates, imports, shows and compares genesis pairs. */
@Command(
    name = "genesis",
    description = "Make, import, verify and compare genesis blocks.",
    footer = {"Examples:", "  adn genesis hash genesis.pair", ""})
final class GenesisCommandGroup extends Group {
  private GenesisCommandGroup() {}

  static CommandLine tree(CliContext context) {
    return new CommandLine(new GenesisCommandGroup())
        .addSubcommand(new GenesisCreate(context.shell()))
        .addSubcommand(new GenesisImport(context))
        .addSubcommand(new GenesisViews.Export(context))
        .addSubcommand(new GenesisViews.HashOf(context.shell()))
        .addSubcommand(new GenesisViews.Show(context.shell()))
        .addSubcommand(new GenesisViews.Fetch(context))
        .addSubcommand(new GenesisViews.Verify(context.shell()))
        .addSubcommand(new GenesisViews.Diff(context.shell()));
  }
}
