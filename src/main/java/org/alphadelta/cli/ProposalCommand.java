package org.alphadelta.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code adn proposal}: drafts, submits, votes on and shows network upgrades. */
@Command(
    name = "proposal",
    description = "Propose network upgrades, verify them, vote on them.",
    footer = {"Examples:", "  adn proposal list --home node1", ""})
final class ProposalCommand extends Group {
  private ProposalCommand() {}

  static CommandLine tree(CliContext context) {
    CommandLine proposal =
        new CommandLine(new ProposalCommand())
            .addSubcommand(new ProposalFileCommands.Draft(context))
            .addSubcommand(new ProposalFileCommands.Check(context))
            .addSubcommand(new ProposalVerify(context))
            .addSubcommand(new ProposalQueryCommands.ListAll(context))
            .addSubcommand(new ProposalQueryCommands.Show(context))
            .addSubcommand(new ProposalQueryCommands.Votes(context))
            .addSubcommand(new ProposalQueryCommands.TallyNow(context))
            .addSubcommand(new ProposalQueryCommands.Watch(context));
    ProposalAdminCommands.all(context).forEach(proposal::addSubcommand);
    return proposal;
  }
}
