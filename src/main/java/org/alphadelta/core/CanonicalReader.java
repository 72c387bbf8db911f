package org.alphadelta.core;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Reads protobuf wire format and accepts only what {@link CanonicalWriter} writes: ascending
 * fields, the shortest varints, no explicit zeros, lengths that fit. The first byte that differs
 * ends the reading with {@link Refused}, which {@link Codec#decode} turns into a value. Memory for
 * a length is allocated only once that many bytes are known to be there. Source: the protobuf
 * encoding specification.
 */
final class CanonicalReader {
  static final int VARINT = 0;
  static final int LENGTH_DELIMITED = 2;
  private static final int MAX_VARINT_BYTES = 10;

  /** Ends the reading of one input; never leaves {@link Codec}. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient DecodingRejection rejection;

    Refused(DecodingRejection rejection) {
      super(rejection.sentence(), null, false, false);
      this.rejection = rejection;
    }

    DecodingRejection rejection() {
      return rejection;
    }
  }

  private final byte[] bytes;
  private int at;

  CanonicalReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /** How many bytes have been read. */
  int at() {
    return at;
  }

  int length() {
    return bytes.length;
  }

  /** A varint of at most 64 bits in its shortest form; it may be negative as a {@code long}. */
  long varint(String type, int end) {
    int start = at;
    long value = 0;
    for (int i = 0; i < MAX_VARINT_BYTES; i++) {
      if (at >= end) {
        throw refused(type, start, "a varint that is cut off", "a whole one");
      }
      byte next = bytes[at++];
      if (i == MAX_VARINT_BYTES - 1 && (next & 0xFE) != 0) {
        break;
      }
      value |= (long) (next & 0x7F) << (7 * i);
      if (next >= 0) {
        if (next == 0 && i > 0) {
          throw refused(type, start, "a varint with a needless last byte", "the shortest one");
        }
        return value;
      }
    }
    throw refused(type, start, "a varint of more than 64 bits", "at most 64 bits");
  }

  /** A number from 1 to {@code greatest}; a writer leaves out a zero. */
  long number(String type, int field, int end, long greatest) {
    int start = at;
    long value = varint(type, end);
    if (value < 1 || value > greatest) {
      throw refused(
          type,
          start,
          Long.toUnsignedString(value) + " in field " + field,
          "1 to " + greatest + " (a zero is left out)");
    }
    return value;
  }

  /** The end of the length-delimited value that begins here. */
  int delimited(String type, int end) {
    int start = at;
    long length = varint(type, end);
    if (length < 0 || length > end - at) {
      throw refused(
          type, start, "a length of " + Long.toUnsignedString(length), "at most " + (end - at));
    }
    return at + (int) length;
  }

  /** The bytes up to {@code end}. */
  Bytes bytes(int end) {
    Bytes value = Bytes.between(bytes, at, end);
    at = end;
    return value;
  }

  /** The UTF-8 text up to {@code end}. */
  String text(String type, int end) {
    int start = at;
    at = end;
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes, start, end - start))
          .toString();
    } catch (CharacterCodingException e) {
      throw refused(type, start, "bytes that are no text", "UTF-8");
    }
  }

  Refused refused(String type, int offset, String found, String expected) {
    return new Refused(DecodingRejection.badLayout(type, offset, found, expected));
  }

  /** The number of the next field, without consuming it. */
  int peekField(String type, int end) {
    int start = at;
    long number = varint(type, end) >>> 3;
    at = start;
    return (int) Math.min(number, Integer.MAX_VALUE);
  }
}
