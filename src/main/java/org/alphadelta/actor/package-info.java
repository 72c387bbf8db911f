/**
 * Every actor shell of the node: each turns messages into inputs of a pure package, and its outputs into sends, timers
 * and journal writes.
 *
 * <p>Must not know: HTTP, JSON, the command line, the upgrade code. Read first: {@code Node}, then {@code Consensus} and
 * {@code Ledger}, then {@code Governor}.
 */
@NullMarked
package org.alphadelta.actor;

import org.jspecify.annotations.NullMarked;
