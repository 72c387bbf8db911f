package org.alphadelta.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code adn proposal}: a network upgrade from draft to tally. */
@Command(
    name = "proposal",
    description = "Propose network upgrades, verify them, vote on them.",
    footer = {"Examples:", "  adn proposal list --home node1", ""})
final class ProposalCommand extends Group {
  private ProposalCommand() {}

  static CommandLine tree(Surroundings around) {
    return new CommandLine(new ProposalCommand())
        .addSubcommand(new ProposalFiles.Draft(around))
        .addSubcommand(new ProposalFiles.Check(around))
        .addSubcommand(new ProposalVerify(around))
        .addSubcommand(new ProposalReads.ListAll(around))
        .addSubcommand(new ProposalReads.Show(around))
        .addSubcommand(new ProposalReads.Votes(around))
        .addSubcommand(new ProposalReads.TallyNow(around))
        .addSubcommand(new ProposalReads.Watch(around))
        .addSubcommand(new ProposalWishes.Submit(around))
        .addSubcommand(new ProposalWishes.Vote(around))
        .addSubcommand(new ProposalWishes.Withdraw(around));
  }
}
