/**
 * Genesis data that can be verified by itself: the shell that finds a genesis among peers ({@link
 * org.alphadelta.actor.genesis.GenesisFetcher}), and the store that serves genesis pairs,
 * attestations, upgrade certificates and parameter files ({@link
 * org.alphadelta.actor.genesis.GenesisStore}).
 *
 * <p>Must not know: blocks, running chains, proposals. Read first: {@link
 * org.alphadelta.actor.genesis.GenesisFetcher}, then {@link
 * org.alphadelta.actor.genesis.GenesisSearch}.
 */
@NullMarked
package org.alphadelta.actor.genesis;

import org.jspecify.annotations.NullMarked;
