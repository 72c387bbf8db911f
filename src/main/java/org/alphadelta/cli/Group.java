package org.alphadelta.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A command that only has subcommands; naming it alone is a mistake. */
@Command
public abstract class Group {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this and exit.")
  @SuppressWarnings("UnusedVariable") // picocli prints help and returns when it is set
  private boolean help;
}
