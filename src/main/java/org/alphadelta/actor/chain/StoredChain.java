package org.alphadelta.actor.chain;

import org.alphadelta.genesis.Genesis;
import org.alphadelta.ledger.AlphaView;
import org.alphadelta.ledger.BlockStore;
import org.alphadelta.ledger.ChainHead;

/**
 * One chain in this home: its genesis, its newest head, its blocks, and the Alpha that its blocks
 * may name (its own blocks, if it is an Alpha).
 */
record StoredChain(Genesis genesis, ChainHead head, BlockStore store, AlphaView alpha) {}
