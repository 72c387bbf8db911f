package org.alphadelta.ledger;

import java.util.Optional;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.ChainParameters;
import org.alphadelta.core.Committee;
import org.alphadelta.governance.GovernanceContext;

/**
 * Context of a block's execution: its chain with parameters and {@code delta_min_alpha_blocks}, its
 * height and committee, and for Delta the Alpha block it is anchored at.
 */
public record BlockContext(
    ChainId chain,
    ChainParameters parameters,
    long deltaMinAlphaBlocks,
    Committee committee,
    long height,
    Optional<AlphaBlock> anchor) {
  public BlockContext {
    if (anchor.isPresent() != (chain.kind() == ChainKind.DELTA)) {
      throw new IllegalArgumentException("an anchor belongs to delta alone, found " + chain.kind());
    }
  }

  GovernanceContext governance() {
    return new GovernanceContext(chain, parameters, committee, height, deltaMinAlphaBlocks);
  }
}
