/**
 * Agreement on one chain's blocks: Tendermint (arXiv 1807.04938, Algorithm 1) as plain functions of values, with the
 * sign-state rule and the order of log, signature and send.
 *
 * <p>Must not know: what a block contains, clocks, randomness, threads, sockets, files. Read first: {@code
 * RoundState}, {@code VoteKeeper}, {@code Driver}, {@code Engine}.
 */
@NullMarked
package org.alphadelta.consensus;

import org.jspecify.annotations.NullMarked;
