package org.alphadelta.actor.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alphadelta.wire.PeerMessage;

/**
 * Routes received messages of one connection to recipients, by the table of {@link
 * org.alphadelta.wire.FrameKind}. Messages that arrive before the recipients are known are
 * buffered, up to a small limit, because a peer sends little before it receives something. A
 * message without a recipient is dropped.
 */
final class MessageRouter {
  static final int MAX_WAITING = 512;

  private final List<PeerMessage> waiting = new ArrayList<>();
  private Optional<List<Recipient<?>>> recipients = Optional.empty();

  /** Sets the recipients; returns the buffered messages, to be routed again. */
  List<PeerMessage> open(List<Recipient<?>> to) {
    recipients = Optional.of(List.copyOf(to));
    List<PeerMessage> waited = List.copyOf(waiting);
    waiting.clear();
    return waited;
  }

  /** Whether the message was routed or buffered. */
  boolean route(PeerConnection from, PeerMessage message) {
    if (recipients.isEmpty()) {
      return waiting.size() < MAX_WAITING && waiting.add(message);
    }
    recipients.get().stream()
        .filter(recipient -> recipient.takes(message))
        .forEach(recipient -> recipient.tell(new PeerConnection.Received(from, message)));
    return true;
  }
}
