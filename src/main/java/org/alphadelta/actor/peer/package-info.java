/**
 * Connections to other operators' nodes: sockets under TLS, the shell of the handshake, dialing and
 * listening, slots, send queues, and message routing. The other packages use {@link
 * org.alphadelta.actor.peer.PeerConnection}.
 *
 * <p>Must not know: what a message means to a chain or to a genesis, nor any other package of
 * shells. Read first: {@link org.alphadelta.actor.peer.Peers}, then {@link
 * org.alphadelta.actor.peer.Peer}.
 */
@NullMarked
package org.alphadelta.actor.peer;

import org.jspecify.annotations.NullMarked;
