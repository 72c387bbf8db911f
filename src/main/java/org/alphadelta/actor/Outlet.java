package org.alphadelta.actor;

import akka.util.ByteString;
import java.util.List;
import org.alphadelta.core.Bytes;
import org.alphadelta.wire.WireMessage;

/**
 * What a connection is told: waits in an {@link Outbox} until the socket takes the next piece. It
 * does not know what the other side makes of it.
 */
final class Outlet {
  private final PeerSocket.Handle socket;
  private final Outbox outbox = new Outbox();
  private boolean writable;

  Outlet(PeerSocket.Handle socket) {
    this.socket = socket;
  }

  /** Whether there was room for the message. */
  boolean say(WireMessage message) {
    if (!outbox.put(message)) {
      return false;
    }
    flush();
    return true;
  }

  /** The socket takes a piece now. */
  void writable() {
    writable = true;
    flush();
  }

  /** What was said is written, then the connection ends. */
  void finish() {
    socket.writer().tell(new PeerSocket.Finish());
    socket.cut().shutdown();
  }

  private void flush() {
    if (!writable) {
      return;
    }
    List<Bytes> frames = outbox.take();
    if (!frames.isEmpty()) {
      ByteString bytes = ByteString.emptyByteString();
      for (Bytes frame : frames) {
        bytes = bytes.concat(ByteString.fromArrayUnsafe(frame.toArray()));
      }
      writable = false;
      socket.writer().tell(new PeerSocket.Write(bytes));
    }
  }
}
