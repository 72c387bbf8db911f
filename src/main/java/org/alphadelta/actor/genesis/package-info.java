/**
 * What proves itself: the shell that finds a genesis among peers ({@link
 * org.alphadelta.actor.genesis.GenesisFetcher}), and the store that holds and serves genesis pairs,
 * governors' attestations, upgrade certificates and parameter files ({@link
 * org.alphadelta.actor.genesis.GenesisStore}).
 *
 * <p>Must not know: blocks, chains that run, proposals. Read first: {@link
 * org.alphadelta.actor.genesis.GenesisFetcher}, then {@link
 * org.alphadelta.actor.genesis.GenesisSearch}.
 */
@NullMarked
package org.alphadelta.actor.genesis;

import org.jspecify.annotations.NullMarked;
