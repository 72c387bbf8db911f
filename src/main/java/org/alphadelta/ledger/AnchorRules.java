package org.alphadelta.ledger;

import java.util.Optional;
import java.util.OptionalLong;
import org.alphadelta.core.Anchor;
import org.alphadelta.core.Header;
import org.alphadelta.core.Rejection;

/**
 * Rules for the Alpha block that anchors a Delta block. Anchors never fall and may repeat; none
 * passes an approved H before a block anchored exactly at H is final; block 1 is anchored at or
 * above the gate of Delta's genesis. Freshness is never required.
 */
final class AnchorRules {
  private AnchorRules() {}

  sealed interface Outcome {
    record Holds(AlphaBlock alpha) implements Outcome {}

    record Breaks(Rejection rejection) implements Outcome {}

    record Waits(long alphaHeight) implements Outcome {}
  }

  static Outcome check(ChainHead head, Header header, AlphaView alpha) {
    Anchor anchor = header.anchor().orElseThrow();
    Anchor parent = head.anchor().orElseThrow();
    if (anchor.height() < parent.height()) {
      return new Outcome.Breaks(LedgerRejections.anchorFalls(anchor.height(), parent.height()));
    }
    long gate = head.origin().genesis().deltaMinAlphaBlocks();
    if (header.height() == 1 && anchor.height() < gate) {
      return new Outcome.Breaks(LedgerRejections.belowGate(anchor.height(), gate));
    }
    OptionalLong activation = alpha.activation();
    if (activation.isPresent() && anchor.height() > cap(parent, activation.getAsLong())) {
      return new Outcome.Breaks(
          LedgerRejections.anchorPassesActivation(anchor.height(), activation.getAsLong()));
    }
    Optional<AlphaBlock> executed = alpha.at(anchor.height());
    if (executed.isEmpty()) {
      return new Outcome.Waits(anchor.height());
    }
    return executed.get().hash().equals(anchor.hash())
        ? new Outcome.Holds(executed.get())
        : new Outcome.Breaks(LedgerRejections.anchorUnknown(anchor, executed.get().hash()));
  }

  /**
   * The anchor a proposer chooses: the newest executed block, capped at H; empty before the gate.
   */
  static Optional<AlphaBlock> choose(ChainHead head, AlphaView alpha) {
    Anchor parent = head.anchor().orElseThrow();
    long newest = alpha.newest().height();
    OptionalLong activation = alpha.activation();
    long height =
        activation.isPresent() ? Math.min(newest, cap(parent, activation.getAsLong())) : newest;
    long least =
        head.height() == 0 ? head.origin().genesis().deltaMinAlphaBlocks() : parent.height();
    return height < least ? Optional.empty() : alpha.at(height);
  }

  private static long cap(Anchor parent, long activation) {
    return parent.height() < activation ? activation : Long.MAX_VALUE;
  }
}
