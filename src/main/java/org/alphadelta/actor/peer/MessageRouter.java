package org.alphadelta.actor.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alphadelta.wire.PeerMessage;

/**
 * Who takes what is said on one connection, by the table of {@link org.alphadelta.wire.FrameKind}.
 * What comes before the recipients are known waits, but not much: the other side says little before
 * it hears from us. What nobody here takes is dropped.
 */
final class MessageRouter {
  static final int MAX_WAITING = 512;

  private final List<PeerMessage> waiting = new ArrayList<>();
  private Optional<List<Recipient<?>>> recipients = Optional.empty();

  /** From now on these take messages; what has waited for them, to be said again. */
  List<PeerMessage> open(List<Recipient<?>> to) {
    recipients = Optional.of(List.copyOf(to));
    List<PeerMessage> waited = List.copyOf(waiting);
    waiting.clear();
    return waited;
  }

  /** Whether the message went or had room to wait. */
  boolean route(PeerConnection from, PeerMessage message) {
    if (recipients.isEmpty()) {
      return waiting.size() < MAX_WAITING && waiting.add(message);
    }
    recipients.get().stream()
        .filter(recipient -> recipient.takes(message))
        .forEach(recipient -> recipient.tell(new PeerConnection.Said(from, message)));
    return true;
  }
}
