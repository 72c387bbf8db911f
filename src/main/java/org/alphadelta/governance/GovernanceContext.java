package org.alphadelta.governance;

import org.alphadelta.core.ChainId;
import org.alphadelta.core.ChainParameters;
import org.alphadelta.core.Committee;

/**
 * Where a governance transaction is executed: which Alpha chain, its parameters, the committee of
 * the block's height, that height, and the chain's own {@code delta_min_alpha_blocks}.
 */
public record GovernanceContext(
    ChainId chain,
    ChainParameters parameters,
    Committee committee,
    long height,
    long deltaMinAlphaBlocks) {}
