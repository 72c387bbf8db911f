package org.alphadelta.chaos;

import java.util.Optional;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.Committee;

/**
 * What a simulated ledger knows of one chain: whose turn it is after a block, and which blocks may
 * follow it. A block is told by its value; none is the genesis.
 */
interface ChainLife {
  ChainId chain();

  /** The committee of the height after this block. */
  Committee committee(Optional<SimValue> parent);

  /** Whether a node takes part in the height after this block. */
  boolean starts(int node, Optional<SimValue> parent);

  /** Whether the child may follow, beyond height and parent hash. The same for everybody. */
  boolean follows(SimValue child, Optional<SimValue> parent);

  /** Whether a node has executed what this block depends on; until then it has no verdict. */
  boolean ready(int node, SimValue child);

  /** The anchor an honest proposer chooses. */
  long anchor(int node, Optional<SimValue> parent);

  /** Whether a node writes its terminal mark when it has stored this block. */
  boolean leavesWith(int node, SimValue block, Optional<SimValue> parent);

  /** One chain with one committee, up to a height. */
  record Lone(ChainId chain, Committee members, long heights) implements ChainLife {
    @Override
    public Committee committee(Optional<SimValue> parent) {
      return members;
    }

    @Override
    public boolean starts(int node, Optional<SimValue> parent) {
      return parent.map(SimValue::height).orElse(0L) < heights;
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
      return false;
    }
  }
}
