/**
 * Values that every other package uses: hashes, keys, addresses, networks, committees, headers,
 * canonical bytes.
 *
 * <p>Must not know: the mathematics of signatures, files, sockets, actors, clocks. JDK only. Read
 * first: {@link org.alphadelta.core.Committee}, {@link org.alphadelta.core.Quorum}, {@link
 * org.alphadelta.core.CanonicalWriter}.
 */
@NullMarked
package org.alphadelta.core;

import org.jspecify.annotations.NullMarked;
