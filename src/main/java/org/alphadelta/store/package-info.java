/**
 * A node's data on its own disk: blocks and state in LevelDB, the write-ahead log of agreement, the
 * sign-state, the chain pointer, and caches whose entries are verified on every read.
 *
 * <p>All files but LevelDB's go through the port {@link org.alphadelta.store.Disk}, so that tests
 * can tear, fill and fail it at every write. Must not know: sockets, actors, what a block means,
 * when to sign. Read first: {@link org.alphadelta.store.HomeLayout}, {@link
 * org.alphadelta.store.Disk}, {@link org.alphadelta.store.FileSignState}, {@link
 * org.alphadelta.store.LevelBlockStore}.
 */
@NullMarked
package org.alphadelta.store;

import org.jspecify.annotations.NullMarked;
