package org.alphadelta.actor.peer;

import akka.util.ByteString;
import java.util.List;
import org.alphadelta.core.Bytes;
import org.alphadelta.wire.WireMessage;

/**
 * Writes a connection's messages: they wait in a {@link SendQueue} until the socket takes the next
 * piece.
 */
final class FrameWriter {
  private final PeerSocket.Handle socket;
  private final SendQueue queue = new SendQueue();
  private boolean writable;

  FrameWriter(PeerSocket.Handle socket) {
    this.socket = socket;
  }

  /** Queues a message; false when there is no room. */
  boolean send(WireMessage message) {
    if (!queue.put(message)) {
      return false;
    }
    flush();
    return true;
  }

  /** The socket can take a piece now. */
  void writable() {
    writable = true;
    flush();
  }

  /** Writes what is queued, then closes the connection. */
  void finish() {
    socket.writer().tell(new PeerSocket.Finish());
    socket.cut().shutdown();
  }

  private void flush() {
    if (!writable) {
      return;
    }
    List<Bytes> frames = queue.take();
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
