/**
 * The journal inspector: reads journals of stopped nodes from a copy, or records that a running
 * node gave, shows them and judges them. It never writes to a home and starts no actors.
 *
 * <p>Where records come from ({@link org.alphadelta.inspect.RecordSource}) and what is said of them
 * ({@link org.alphadelta.inspect.JournalVerifier}) are apart. Must not know: actors, commands,
 * sockets. Read first: {@link org.alphadelta.inspect.JournalVerifier}, {@link
 * org.alphadelta.inspect.JournalCopy}, {@link org.alphadelta.inspect.MeaningCheck}.
 */
@NullMarked
package org.alphadelta.inspect;

import org.jspecify.annotations.NullMarked;
