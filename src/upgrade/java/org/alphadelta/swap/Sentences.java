package org.alphadelta.swap;

import java.util.Optional;

/** The state of an upgrade and its next step, for people. */
final class Sentences {
  private Sentences() {}

  static String of(Upgrade upgrade) {
    Optional<Obstacle> obstacle = upgrade.obstacle();
    if (obstacle.isPresent()) {
      return (upgrade.step().isActivated() ? "Activated, then blocked: " : "Preflight failed: ")
          + obstacle.get().sentence()
          + ".";
    }
    String target = upgrade.target().toString();
    return switch (upgrade.step()) {
      case ANNOUNCED -> "Known, not yet checked.";
      case PREFLIGHTED ->
          "Both genesis blocks are rebuilt and right; "
              + target
              + " is due at height "
              + upgrade.activationHeight()
              + " if the chain approves.";
      case ACTIVATED ->
          "The chain approved at height "
              + upgrade.activationHeight()
              + "; rebuilding the genesis of "
              + target
              + ".";
      case ALPHA_GENESIS_VERIFIED ->
          upgrade.isHandover() && !upgrade.sourceClosed()
              ? "The genesis of " + target + " is right; waiting for the old Delta to close."
              : "The genesis of " + target + " is right; preparing its directory.";
      case ALPHA_STARTED ->
          "Alpha of "
              + target
              + " runs; Delta follows after height "
              + upgrade.terms().deltaMinAlphaBlocks()
              + ".";
      case ALPHA_STABLE -> "Alpha of " + target + " is stable; checking Delta's genesis.";
      case DELTA_GENESIS_VERIFIED -> "Delta's genesis is right; starting it.";
      case DELTA_STARTED -> "Delta of " + target + " runs; waiting for its first block.";
      case COMPLETED ->
          target
              + " runs"
              + (upgrade.sourceClosed()
                  ? "; the old chains are closed."
                  : "; the old Delta is still closing.");
      case HANDED_OVER ->
          "Handed over: start the " + upgrade.target().network() + " build on this home.";
    };
  }
}
