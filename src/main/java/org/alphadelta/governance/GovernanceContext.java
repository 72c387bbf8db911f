package org.alphadelta.governance;

import org.alphadelta.core.ChainId;
import org.alphadelta.core.ChainParameters;
import org.alphadelta.core.Committee;

/**
 * Context of a governance transaction: the Alpha chain, its parameters, the block's height and
 * committee, and the chain's own {@code delta_min_alpha_blocks}.
 */
public record GovernanceContext(
    ChainId chain,
    ChainParameters parameters,
    Committee committee,
    long height,
    long deltaMinAlphaBlocks) {}
