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

  /** Who it is, as agreement and logs name it. */
  public String name() {
    return nodeKey.hex();
  }

  /** Events of sessions, for whoever works with them. */
  public sealed interface Event extends LocalMessage {
    PeerConnection connection();
  }

  public record Up(PeerConnection connection) implements Event {}

  public record Down(PeerConnection connection) implements Event {}

  /** Something the other side said. */
  public record Said(PeerConnection connection, PeerMessage message) implements Event {}
}
