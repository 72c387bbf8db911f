package org.alphadelta.actor.chain;

import java.util.Optional;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.PublicKey;
import org.alphadelta.ledger.ChainHead;

/**
 * A validator's state on both chains of a pair, which determines the next command to agreement, the
 * end of its part, and its activity. A chain that has no head yet determines nothing. {@code
 * closed}: the end of its part has been reported.
 */
record PairLifecycle(
    Optional<PublicKey> self,
    Optional<ChainHead> alpha,
    Optional<ChainHead> delta,
    boolean closed) {

  /**
   * The next height, if this validator is in its committee; if it has left, the height above which
   * it signs nothing.
   */
  Optional<Consensus.Command> next(ChainKind kind) {
    if (self.isEmpty() || head(kind).isEmpty()) {
      return Optional.empty();
    }
    ChainHead head = head(kind).get();
    if (head.departed(self.get())) {
      return Optional.of(new Consensus.StopAfter(head.split().orElseThrow()));
    }
    return head.committee().contains(self.get()) && gateOpen(kind, head)
        ? Optional.of(new Consensus.Start(head.nextHeight(), head.committee()))
        : Optional.empty();
  }

  /**
   * Delta's block 1 needs Alpha at {@code delta_min_alpha_blocks}; before that agreement would only
   * time out.
   */
  private boolean gateOpen(ChainKind kind, ChainHead head) {
    return kind == ChainKind.ALPHA
        || head.height() > 0
        || alpha
            .filter(a -> a.height() >= head.origin().genesis().deltaMinAlphaBlocks())
            .isPresent();
  }

  /** Whether this validator has left both chains; on Delta it votes until D is final. */
  boolean over() {
    return departed(alpha) && departed(delta);
  }

  Activity activity(ChainKind kind) {
    if (closed) {
      return Activity.ARCHIVED;
    }
    Optional<ChainHead> head = head(kind);
    if (head.filter(ChainHead::concluded).isPresent() || departed(head)) {
      return Activity.STOPPED;
    }
    if (kind == ChainKind.DELTA && departed(alpha)) {
      return Activity.CLOSING;
    }
    return self.filter(key -> head.filter(h -> h.committee().contains(key)).isPresent()).isPresent()
        ? Activity.AGREEING
        : Activity.SYNCING;
  }

  private boolean departed(Optional<ChainHead> head) {
    return self.filter(key -> head.filter(h -> h.departed(key)).isPresent()).isPresent();
  }

  private Optional<ChainHead> head(ChainKind kind) {
    return switch (kind) {
      case ALPHA -> alpha;
      case DELTA -> delta;
    };
  }
}
