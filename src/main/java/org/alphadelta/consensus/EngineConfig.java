package org.alphadelta.consensus;

import org.alphadelta.core.ChainId;

/** Constants of an engine: its chain, its timers, the choice of proposers. */
public record EngineConfig(ChainId chain, Timeouts timeouts, Proposers proposers) {}
