package org.alphadelta.actor.peer;

import akka.actor.typed.ActorRef;
import java.util.Optional;
import java.util.function.Function;
import org.alphadelta.core.ChainKind;
import org.alphadelta.wire.Destination;
import org.alphadelta.wire.PeerMessage;

/**
 * An actor that is a destination of messages, of one chain or of all: it hears of each connection
 * before anything that is said there. {@code as} is called by whoever sends, on any thread.
 */
public record Recipient<T>(
    Destination destination,
    Optional<ChainKind> chain,
    ActorRef<T> actor,
    Function<PeerConnection.Event, T> as) {

  /** One for every chain, or for none. */
  public static <T> Recipient<T> of(
      Destination destination, ActorRef<T> actor, Function<PeerConnection.Event, T> as) {
    return new Recipient<>(destination, Optional.empty(), actor, as);
  }

  /** One for a pair's chain of that kind. */
  public static <T> Recipient<T> of(
      Destination destination,
      ChainKind chain,
      ActorRef<T> actor,
      Function<PeerConnection.Event, T> as) {
    return new Recipient<>(destination, Optional.of(chain), actor, as);
  }

  boolean takes(PeerMessage message) {
    return message.frameKind().isFor(destination)
        && (chain.isEmpty()
            || !(message instanceof PeerMessage.OfChain named)
            || named.chain() == chain.get());
  }

  void tell(PeerConnection.Event event) {
    actor.tell(as.apply(event));
  }
}
