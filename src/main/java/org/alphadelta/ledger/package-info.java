/**
 * Blocks, transactions and the state they lead to, as plain functions of values; the port {@code
 * BlockStore}.
 *
 * <p>Must not know: how blocks were agreed on, files, sockets, actors. Read first: {@code
 * ChainState}, {@code Execution}.
 */
@NullMarked
package org.alphadelta.ledger;

import org.jspecify.annotations.NullMarked;
