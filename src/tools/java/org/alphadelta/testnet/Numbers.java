package org.alphadelta.testnet;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Options for the parameters that both genesis pairs fix; periods are in Alpha blocks. A mixin. */
final class Numbers {
  /** Blocks that the activation height leaves between drafting a proposal and its inclusion. */
  static final long MARGIN = 10;

  private static final long LEAST_INTERVAL_MS = 50;
  private static final long MOST_INTERVAL_MS = 10_000;
  private static final long LEAST_VOTING = 10;
  private static final long MOST_BLOCKS = 10_000;

  @Option(
      names = "--block-interval-ms",
      paramLabel = "MS",
      description = "Pause before an empty block (default: ${DEFAULT-VALUE}).")
  private long blockInterval = 400;

  @Option(
      names = "--voting-period",
      paramLabel = "BLOCKS",
      description = "How long votes count (default: ${DEFAULT-VALUE}).")
  private long votingPeriod = 25;

  @Option(
      names = "--notice",
      paramLabel = "BLOCKS",
      description = "From the end of voting to activation (default: ${DEFAULT-VALUE}).")
  private long notice = 12;

  @Option(
      names = "--freeze",
      paramLabel = "BLOCKS",
      description =
          "How long before activation readiness stops to count (default: ${DEFAULT-VALUE}).")
  private long freeze = 5;

  @Option(
      names = "--horizon",
      paramLabel = "BLOCKS",
      description = "Most time from proposal to activation (default: ${DEFAULT-VALUE}).")
  private long horizon = 1_000;

  @Option(
      names = "--delta-min-alpha-blocks",
      paramLabel = "BLOCKS",
      description = "Final Alpha blocks before Delta's first (default: ${DEFAULT-VALUE}).")
  private long deltaMinAlphaBlocks = 3;

  long blockIntervalMillis() {
    return blockInterval;
  }

  long deltaMinAlphaBlocks() {
    return deltaMinAlphaBlocks;
  }

  /** The activation height of a proposal drafted at this Alpha height. */
  long activationHeight(long now) {
    return now + votingPeriod + notice + MARGIN;
  }

  /** The same numbers as arguments of {@code adn genesis create}. */
  List<String> arguments() {
    return List.of(
        "--block-interval-ms", String.valueOf(blockInterval),
        "--voting-period", String.valueOf(votingPeriod),
        "--notice", String.valueOf(notice),
        "--freeze", String.valueOf(freeze),
        "--horizon", String.valueOf(horizon),
        "--delta-min-alpha-blocks", String.valueOf(deltaMinAlphaBlocks));
  }

  /** Contradictions, one line each; empty when the scenario can be run with these numbers. */
  List<String> impossible() {
    List<String> lines = new ArrayList<>();
    within(lines, "--block-interval-ms", blockInterval, LEAST_INTERVAL_MS, MOST_INTERVAL_MS);
    within(lines, "--voting-period", votingPeriod, LEAST_VOTING, MOST_BLOCKS);
    within(lines, "--freeze", freeze, 1, MOST_BLOCKS);
    within(lines, "--delta-min-alpha-blocks", deltaMinAlphaBlocks, 0, MOST_BLOCKS);
    within(lines, "--notice", notice, freeze + Validators.founders().size(), MOST_BLOCKS);
    within(lines, "--horizon", horizon, votingPeriod + notice + MARGIN, Long.MAX_VALUE);
    return lines;
  }

  private static void within(List<String> lines, String what, long found, long least, long most) {
    if (found < least || found > most) {
      String expected =
          most == Long.MAX_VALUE ? "at least " + least : "a number from " + least + " to " + most;
      lines.add(what + ": found " + found + ", expected " + expected);
    }
  }
}
