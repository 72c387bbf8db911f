package org.alphadelta.actor.peer;

import akka.util.ByteString;
import java.util.List;
import org.alphadelta.core.Bytes;
import org.alphadelta.wire.WireMessage;

/**
 * What a connection is told: waits in an {@link SendQueue} until the socket takes the next piece.
 * It does not know what the other side makes of it.
 */
final class FrameWriter {
  private final PeerSocket.Handle socket;
  private final SendQueue queue = new SendQueue();
  private boolean writable;

  FrameWriter(PeerSocket.Handle socket) {
    this.socket = socket;
  }

  /** Whether there was room for the message. */
  boolean say(WireMessage message) {
    if (!queue.put(message)) {
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
