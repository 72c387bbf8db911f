/**
 * The journal inspector: reads the journals of stopped nodes from a copy, or records from a running
 * node, shows and verifies them. It never writes to a home and starts no actors.
 *
 * <p>{@link org.alphadelta.inspect.RecordSource} supplies records, {@link
 * org.alphadelta.inspect.JournalVerifier} judges them. Must not know: actors, commands, sockets.
 * Read first: {@link org.alphadelta.inspect.JournalVerifier}, {@link
 * org.alphadelta.inspect.JournalCopy}, {@link org.alphadelta.inspect.MeaningCheck}.
 */
@NullMarked
package org.alphadelta.inspect;

import org.jspecify.annotations.NullMarked;
