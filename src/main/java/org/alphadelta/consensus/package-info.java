/**
 * Agreement on one chain's blocks: Tendermint (arXiv 1807.04938, Algorithm 1) as pure functions of
 * values, with the sign-state rule and the order of log, signature and send. Rule numbers in
 * comments refer to {@code docs/agreement-rules.md}, line numbers (L22) to the paper.
 *
 * <p>Must not know: what a block contains, clocks, randomness, threads, sockets, files. Read first:
 * {@link org.alphadelta.consensus.RoundState}, {@link org.alphadelta.consensus.VoteKeeper}, {@link
 * org.alphadelta.consensus.Driver}, then {@link org.alphadelta.consensus.Engine}, which surrounds
 * them.
 */
@NullMarked
package org.alphadelta.consensus;

import org.jspecify.annotations.NullMarked;
