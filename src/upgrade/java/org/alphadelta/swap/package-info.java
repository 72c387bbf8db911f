/**
 * The upgrade: from an approved proposal to the new pair of chains, step by step. Each step is one
 * journal event, every action is idempotent, and the old chains stay as they are.
 *
 * <p>Must not know: how blocks are agreed on, how validators voted, sockets, HTTP. Read first:
 * {@link org.alphadelta.swap.UpgradeStep}, {@link org.alphadelta.swap.ChainSwapState}, {@link
 * org.alphadelta.swap.SwapFiles}, then {@link org.alphadelta.swap.ChainSwap}.
 */
@NullMarked
package org.alphadelta.swap;

import org.jspecify.annotations.NullMarked;
