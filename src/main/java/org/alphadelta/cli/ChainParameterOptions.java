package org.alphadelta.cli;

import org.alphadelta.core.ChainParameters;
import picocli.CommandLine.Option;

/** Options for the parameters that a genesis fixes; periods are in Alpha blocks. A mixin. */
final class ChainParameterOptions {
  @Option(
      names = "--block-interval-ms",
      paramLabel = "MS",
      description = "Pause before an empty block (default: ${DEFAULT-VALUE}).")
  private long blockInterval = 2_000;

  @Option(
      names = "--voting-period",
      paramLabel = "BLOCKS",
      description = "How long votes count (default: ${DEFAULT-VALUE}).")
  private long votingPeriod = 43_200;

  @Option(
      names = "--notice",
      paramLabel = "BLOCKS",
      description =
          "Least time from end of voting to activation; at least freeze + committee size (default:"
              + " ${DEFAULT-VALUE}).")
  private long notice = 21_600;

  @Option(
      names = "--freeze",
      paramLabel = "BLOCKS",
      description =
          "How long before activation readiness stops to count (default: ${DEFAULT-VALUE}).")
  private long freeze = 3_600;

  @Option(
      names = "--horizon",
      paramLabel = "BLOCKS",
      description = "Most time from proposal to activation (default: ${DEFAULT-VALUE}).")
  private long horizon = 1_296_000;

  @Option(
      names = "--resubmission-pause",
      paramLabel = "BLOCKS",
      description =
          "How long a proposer waits after its last proposal closed (default: ${DEFAULT-VALUE}).")
  private long resubmissionPause = 3_600;

  @Option(
      names = "--transfer-fee",
      paramLabel = "CREDITS",
      description = "Flat fee of a transfer (default: ${DEFAULT-VALUE}).")
  private long transferFee = 1;

  @Option(
      names = "--delta-min-alpha-blocks",
      paramLabel = "BLOCKS",
      description = "Final Alpha blocks before Delta's first (default: ${DEFAULT-VALUE}).")
  private long deltaMinAlphaBlocks = 10;

  ChainParameters parameters() {
    return new ChainParameters(
        blockInterval, votingPeriod, notice, freeze, horizon, resubmissionPause, transferFee);
  }

  long deltaMinAlphaBlocks() {
    return deltaMinAlphaBlocks;
  }
}
