package org.alphadelta.wire;

import org.alphadelta.core.Bytes;

/**
 * Encodes messages as frames: a length of 4 bytes, big endian, then the envelope. {@link
 * FrameReader} is the reading side.
 */
public final class Frames {
  static final int LENGTH_BYTES = 4;

  private Frames() {}

  /** Whether a receiver accepts the message: constructors limit each list, this the sum. */
  public static boolean fits(WireMessage message) {
    return new Envelope(message).canonical().length() <= message.frameKind().cap();
  }

  /**
   * The frame of one message.
   *
   * @throws IllegalStateException when it is above its kind's cap, which the code that built it
   *     must prevent
   */
  public static Bytes encode(WireMessage message) {
    byte[] content = new Envelope(message).canonical().toArray();
    FrameKind kind = message.frameKind();
    if (content.length > kind.cap()) {
      throw new IllegalStateException(
          "a frame of kind "
              + kind
              + " has at most "
              + kind.cap()
              + " bytes, made "
              + content.length);
    }
    byte[] frame = new byte[LENGTH_BYTES + content.length];
    for (int i = 0; i < LENGTH_BYTES; i++) {
      frame[i] = (byte) (content.length >>> (8 * (LENGTH_BYTES - 1 - i)));
    }
    System.arraycopy(content, 0, frame, LENGTH_BYTES, content.length);
    return Bytes.of(frame);
  }
}
