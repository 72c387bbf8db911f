/**
 * The upgrade: from an approved proposal to the new pair of chains, step by step, each step one
 * journal event, every action repeatable, the old chains kept as they are.
 *
 * <p>Must not know: how blocks are agreed on, who voted what, sockets, HTTP. Read first: {@link
 * org.alphadelta.swap.UpgradeStep}, {@link org.alphadelta.swap.ChainSwapState}, {@link
 * org.alphadelta.swap.SwapFiles}, then {@link org.alphadelta.swap.ChainSwap}.
 */
@NullMarked
package org.alphadelta.swap;

import org.jspecify.annotations.NullMarked;
