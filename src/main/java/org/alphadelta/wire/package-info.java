/**
 * The peer protocol: messages between nodes with their codecs, frames and limits, and the handshake
 * as a pure step function.
 *
 * <p>Must not know: sockets, streams, actors, files, clocks, randomness, or whether a claim is
 * true: it checks form, and only in the handshake identity. Read first: {@link
 * org.alphadelta.wire.FrameKind}, {@link org.alphadelta.wire.PeerMessage}, {@link
 * org.alphadelta.wire.Handshake}, {@link org.alphadelta.wire.FrameReader}.
 */
@NullMarked
package org.alphadelta.wire;

import org.jspecify.annotations.NullMarked;
