package org.alphadelta.actor.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alphadelta.wire.PeerMessage;

/**
 * Where what one session says goes: to the actors of its chain, to the genesis store, or both. What
 * comes for the chain before its place is known waits, but not much: the other side says little
 * before it hears from us.
 */
final class MessageRouter {
  static final int MAX_WAITING = 256;

  private final List<PeerMessage> waiting = new ArrayList<>();
  private Optional<Peer.Route> route = Optional.empty();

  /** From now on the place is known; what has waited for it, to be said again. */
  List<PeerMessage> open(Peer.Route to) {
    route = Optional.of(to);
    List<PeerMessage> waited = List.copyOf(waiting);
    waiting.clear();
    return waited;
  }

  /** Whether the message went or had room to wait. */
  boolean toChain(PeerConnection from, PeerMessage message) {
    if (route.isPresent()) {
      route.get().chain().tell(new PeerConnection.Said(from, message));
      return true;
    }
    return waiting.size() < MAX_WAITING && waiting.add(message);
  }

  void toGenesisStore(PeerConnection from, PeerMessage message) {
    route.ifPresent(to -> to.genesisStore().tell(new PeerConnection.Said(from, message)));
  }

  /** Once only, where the genesis store takes the chain's place. */
  boolean toBoth(PeerConnection from, PeerMessage message) {
    boolean apart = route.isEmpty() || !route.get().chain().equals(route.get().genesisStore());
    boolean took = !apart || toChain(from, message);
    toGenesisStore(from, message);
    return took;
  }
}
