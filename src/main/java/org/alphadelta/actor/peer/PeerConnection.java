package org.alphadelta.actor.peer;

import akka.actor.typed.ActorRef;
import java.util.Optional;
import org.alphadelta.actor.LocalMessage;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.wire.PeerMessage;
import org.alphadelta.wire.Scope;
import org.alphadelta.wire.Wanted;

/**
 * An established connection to another operator's node, for one genesis pair or for finding one.
 */
public record PeerConnection(
    ActorRef<Peer.Command> peer,
    PublicKey nodeKey,
    Optional<PublicKey> validator,
    Wanted wanted,
    Scope scope,
    boolean inbound,
    String address) {
  public void send(PeerMessage message) {
    peer.tell(new Peer.Send(message));
  }

  public Optional<GenesisPairId> pair() {
    return wanted.pairId();
  }

  /** Name of the peer in agreement and logs. */
  public String name() {
    return nodeKey.hex();
  }

  /** Events of connections, for their recipients. */
  public sealed interface Event extends LocalMessage {
    PeerConnection connection();
  }

  public record Opened(PeerConnection connection) implements Event {}

  public record Closed(PeerConnection connection) implements Event {}

  /** A message from the peer. */
  public record Received(PeerConnection connection, PeerMessage message) implements Event {}
}
