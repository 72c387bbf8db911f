package org.alphadelta.chaos;

import java.util.Optional;
import java.util.function.IntToLongFunction;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.Committee;

/** Alpha and Delta of an approved upgrade, as the simulator's ledgers see them. */
final class SplitLives {
  private SplitLives() {}

  /** Alpha: everybody up to the activation height H, after it those who stay. */
  record Alpha(ChainId chain, SplitPlan plan, Committee all, Committee staying)
      implements ChainLife {
    @Override
    public Committee committee(Optional<SimValue> parent) {
      return height(parent) < plan.activation() ? all : staying;
    }

    @Override
    public boolean starts(int node, Optional<SimValue> parent) {
      return height(parent) < plan.activation()
          || plan.stays(node) && height(parent) < plan.activation() + SplitPlan.HEIGHTS_AFTER;
    }

    @Override
    public boolean follows(SimValue child, Optional<SimValue> parent) {
      return child.anchor() == 0;
    }

    @Override
    public boolean ready(int node, SimValue child) {
      return true;
    }

    @Override
    public long anchor(int node, Optional<SimValue> parent) {
      return 0;
    }

    @Override
    public boolean leavesWith(int node, SimValue block, Optional<SimValue> parent) {
      return !plan.stays(node) && block.height() == plan.activation();
    }

    private static long height(Optional<SimValue> value) {
      return value.map(SimValue::height).orElse(0L);
    }
  }

  /**
   * Delta: the committee of a height is that of the Alpha height after its parent's anchor. Anchors
   * never fall and do not pass H before a block anchored at H, the closing block, is final.
   */
  record Delta(
      ChainId chain,
      SplitPlan plan,
      Committee all,
      Committee staying,
      IntToLongFunction alphaHeight)
      implements ChainLife {
    @Override
    public Committee committee(Optional<SimValue> parent) {
      return anchorOf(parent) < plan.activation() ? all : staying;
    }

    /** Stayers make a few blocks more after the closing one. */
    @Override
    public boolean starts(int node, Optional<SimValue> parent) {
      return anchorOf(parent) < plan.activation()
          || plan.stays(node) && anchorOf(parent) < plan.activation() + SplitPlan.HEIGHTS_AFTER;
    }

    @Override
    public boolean follows(SimValue child, Optional<SimValue> parent) {
      long before = anchorOf(parent);
      boolean open = before >= plan.activation();
      return child.anchor() >= before && (open || child.anchor() <= plan.activation());
    }

    @Override
    public boolean ready(int node, SimValue child) {
      return alphaHeight.applyAsLong(node) >= child.anchor();
    }

    @Override
    public long anchor(int node, Optional<SimValue> parent) {
      long newest = alphaHeight.applyAsLong(node);
      boolean open = anchorOf(parent) >= plan.activation();
      return Math.max(anchorOf(parent), open ? newest : Math.min(newest, plan.activation()));
    }

    @Override
    public boolean leavesWith(int node, SimValue block, Optional<SimValue> parent) {
      return !plan.stays(node)
          && block.anchor() == plan.activation()
          && anchorOf(parent) < plan.activation();
    }

    static long anchorOf(Optional<SimValue> value) {
      return value.map(SimValue::anchor).orElse(0L);
    }
  }
}
