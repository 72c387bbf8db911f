package org.alphadelta.store;

import java.util.Arrays;

/**
 * Reads LevelDB's varints and length-prefixed strings; truncated input is an {@link
 * IllegalArgumentException}.
 */
final class LevelInput {
  private static final int MAX_VARINT_BYTES = 10;

  private final byte[] bytes;
  private int at;

  LevelInput(byte[] bytes, int from) {
    this.bytes = bytes;
    this.at = from;
  }

  boolean hasMore() {
    return at < bytes.length;
  }

  int position() {
    return at;
  }

  long varint() {
    long value = 0;
    for (int i = 0; i < MAX_VARINT_BYTES; i++) {
      if (at >= bytes.length) {
        break;
      }
      byte next = bytes[at++];
      value |= (long) (next & 0x7f) << (7 * i);
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number that is cut off or too long at " + at);
  }

  byte[] take(long length) {
    if (length < 0 || length > bytes.length - at) {
      throw new IllegalArgumentException(
          "a string of " + length + " bytes at " + at + " that is cut off");
    }
    byte[] taken = Arrays.copyOfRange(bytes, at, at + (int) length);
    at += (int) length;
    return taken;
  }

  byte[] prefixed() {
    return take(varint());
  }
}
