/**
 * The values every other package speaks in: hashes, keys, addresses, networks, committees, headers,
 * canonical bytes.
 *
 * <p>Must not know: signatures' mathematics, files, sockets, actors, clocks. JDK only. Read first:
 * {@link org.alphadelta.core.Committee}, {@link org.alphadelta.core.Quorum}, {@link
 * org.alphadelta.core.CanonicalWriter}.
 */
@NullMarked
package org.alphadelta.core;

import org.jspecify.annotations.NullMarked;
