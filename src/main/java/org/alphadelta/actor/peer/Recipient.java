package org.alphadelta.actor.peer;

import akka.actor.typed.ActorRef;
import java.util.Optional;
import java.util.function.Function;
import org.alphadelta.core.ChainKind;
import org.alphadelta.wire.Destination;
import org.alphadelta.wire.PeerMessage;

/**
 * An actor that is a destination of messages, for one chain or for all: it learns of each
 * connection before any message of it. The sender calls {@code as} on any thread.
 */
public record Recipient<T>(
    Destination destination,
    Optional<ChainKind> chain,
    ActorRef<T> actor,
    Function<PeerConnection.Event, T> as) {

  /** A recipient for every chain, or for none. */
  public static <T> Recipient<T> of(
      Destination destination, ActorRef<T> actor, Function<PeerConnection.Event, T> as) {
    return new Recipient<>(destination, Optional.empty(), actor, as);
  }

  /** A recipient for a pair's chain of that kind. */
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
