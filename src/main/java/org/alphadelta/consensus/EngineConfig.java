package org.alphadelta.consensus;

import org.alphadelta.core.ChainId;

/** What never changes while an engine lives: its chain, its timers, who proposes. */
public record EngineConfig(ChainId chain, Timeouts timeouts, Proposers proposers) {}
