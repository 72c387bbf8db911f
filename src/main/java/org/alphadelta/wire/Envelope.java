package org.alphadelta.wire;

import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.CanonicalWriter;
import org.alphadelta.wire.proto.EnvelopeForm;

/** A message as it stands in a frame: one field, whose number is the message's kind. */
public record Envelope(WireMessage message) implements Canonical {
  private static final Decoder<Envelope> DECODER =
      Decoder.of(
          "message",
          FrameKind.CERTIFICATES.cap(),
          EnvelopeForm.getDescriptor(),
          EnvelopeForm.parser(),
          EnvelopeForms::envelope);

  /** The message in the content of a frame of this kind. */
  public static Decoded<WireMessage> decode(FrameKind kind, Bytes content) {
    return DECODER.decode(content, kind.cap()).map(Envelope::message);
  }

  static Decoder<Envelope> decoder() {
    return DECODER;
  }

  @Override
  public void writeTo(CanonicalWriter out) {
    out.message(message.frameKind().number(), message);
  }
}
