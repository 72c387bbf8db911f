/**
 * Connections to other operators' nodes: sockets under TLS, the shell of the handshake, dialing and
 * listening, who keeps a slot, what waits to be sent, and where a message goes. {@link
 * org.alphadelta.actor.peer.PeerConnection} is what the other rooms see of it.
 *
 * <p>Must not know: what a message means to a chain or to a genesis, nor any other room. Read
 * first: {@link org.alphadelta.actor.peer.Peers}, then {@link org.alphadelta.actor.peer.Peer}.
 */
@NullMarked
package org.alphadelta.actor.peer;

import org.jspecify.annotations.NullMarked;
