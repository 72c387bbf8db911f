package org.alphadelta.wire;

import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.Decoded;

/** Content of a frame: one field, whose number is the message's kind. */
public record Envelope(WireMessage message) implements Canonical {
  /** Decodes the content of a frame of this kind. */
  public static Decoded<WireMessage> decode(FrameKind kind, Bytes content) {
    return kind.envelope().decode(content, kind.cap()).map(Envelope::message);
  }

  @Override
  public Bytes canonical() {
    return message.frameKind().envelope().encode(this);
  }
}
