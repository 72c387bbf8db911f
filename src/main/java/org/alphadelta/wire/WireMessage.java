package org.alphadelta.wire;

import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;

/** A message between nodes; a frame holds it in an {@link Envelope}, in the field of its kind. */
public sealed interface WireMessage extends Canonical permits HandshakeMessage, PeerMessage {
  FrameKind frameKind();

  /** The message alone; {@link Envelope} adds its kind. */
  @Override
  default Bytes canonical() {
    return frameKind().message().encode(this);
  }
}
