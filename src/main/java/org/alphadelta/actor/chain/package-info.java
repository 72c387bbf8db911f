/**
 * The chains of one genesis pair on this machine: the shells of agreement, of the ledger and of the
 * mempool, the pair that opens them and starts heights, and the journal of evidence.
 *
 * <p>Must not know: where a genesis came from, governance beyond what a ledger's state holds, and
 * sockets. Read first: {@link org.alphadelta.actor.chain.ChainPair}, then {@link
 * org.alphadelta.actor.chain.Consensus} and {@link org.alphadelta.actor.chain.ChainLedger}.
 */
@NullMarked
package org.alphadelta.actor.chain;

import org.jspecify.annotations.NullMarked;
