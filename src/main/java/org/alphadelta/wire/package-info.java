/**
 * Bytes of the network to domain values and back: decoders of every value, the messages two nodes
 * exchange, frames and their limits, and the handshake as a pure step function.
 *
 * <p>Must not know: sockets, streams, actors, files, clocks, randomness, or whether a claim is
 * true: it decides form, and, in the handshake alone, who speaks. Read first: {@link
 * org.alphadelta.wire.FrameKind}, {@link org.alphadelta.wire.PeerMessage}, {@link
 * org.alphadelta.wire.Handshake}, {@link org.alphadelta.wire.FrameReader}.
 */
@NullMarked
package org.alphadelta.wire;

import org.jspecify.annotations.NullMarked;
