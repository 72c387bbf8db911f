/**
 * Blocks, transactions and the state that follows from them, as pure functions of values; the port
 * {@link org.alphadelta.ledger.BlockStore}.
 *
 * <p>Must not know: how blocks were agreed on, files, sockets, actors. Read first: {@link
 * org.alphadelta.ledger.ChainState}, {@link org.alphadelta.ledger.Execution}, {@link
 * org.alphadelta.ledger.BlockRules}.
 */
@NullMarked
package org.alphadelta.ledger;

import org.jspecify.annotations.NullMarked;
