package org.alphadelta.core;

import java.util.Arrays;

/**
 * Writes protobuf wire format in one fixed layout: ascending fields; a zero scalar and an absent or
 * empty byte string are left out (as in proto3); repeated elements are always written. Numbers are
 * unsigned 64-bit varints; a negative one is a bug of the caller. Values are written by their
 * {@link Codec}; this class is used directly only for bytes that are hashed or signed and never
 * read. Source: the protobuf encoding specification.
 */
public final class CanonicalWriter {
  private static final int MAX_VARINT = 10;
  private static final int ONE_BYTE_LENGTH = 0x7F;

  private byte[] buffer = new byte[256];
  private int size;
  private int lastField;

  /** An unsigned number; zero is left out. */
  public CanonicalWriter uint(int field, long value) {
    if (value < 0) {
      throw new IllegalStateException("field " + field + " is unsigned, found " + value);
    }
    ascend(field);
    if (value != 0) {
      tag(field, CanonicalReader.VARINT);
      varint(value);
    }
    return this;
  }

  /** A byte string; an empty one is left out. */
  public CanonicalWriter bytes(int field, Bytes value) {
    ascend(field);
    if (!value.isEmpty()) {
      delimited(field, value);
    }
    return this;
  }

  public CanonicalWriter text(int field, String value) {
    return bytes(field, Bytes.utf8(value));
  }

  /** A nested message or one element of a repeated one; written even when empty. */
  public CanonicalWriter message(int field, Canonical value) {
    return element(field, value.canonical());
  }

  /** One element of a repeated byte string; written even when empty. */
  public CanonicalWriter element(int field, Bytes value) {
    ascend(field);
    delimited(field, value);
    return this;
  }

  /** A nested message, written in place. */
  <V> void nested(int field, V value, Codec<V> codec) {
    ascend(field);
    tag(field, CanonicalReader.LENGTH_DELIMITED);
    // Most values are shorter than 128 bytes: reserve one byte for the length, and move the value
    // when its length takes more.
    reserve(1);
    int start = ++size;
    lastField = 0;
    codec.write(this, value);
    lastField = field;
    int length = size - start;
    if (length <= ONE_BYTE_LENGTH) {
      buffer[start - 1] = (byte) length;
      return;
    }
    int more = varintBytes(length) - 1;
    reserve(more);
    System.arraycopy(buffer, start, buffer, start + more, length);
    size = start - 1;
    varint(length);
    size += length;
  }

  public Bytes toBytes() {
    return Bytes.first(buffer, size);
  }

  private void ascend(int field) {
    if (field < lastField) {
      throw new IllegalStateException("field " + field + " written after field " + lastField);
    }
    lastField = field;
  }

  private void delimited(int field, Bytes value) {
    tag(field, CanonicalReader.LENGTH_DELIMITED);
    varint(value.length());
    reserve(value.length());
    value.copyTo(buffer, size);
    size += value.length();
  }

  private void tag(int field, int wireType) {
    varint(((long) field << 3) | wireType);
  }

  private void varint(long value) {
    reserve(MAX_VARINT);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      buffer[size++] = (byte) ((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    buffer[size++] = (byte) rest;
  }

  private static int varintBytes(int value) {
    return (Integer.SIZE - Integer.numberOfLeadingZeros(value) + 6) / 7;
  }

  private void reserve(int more) {
    if (more > buffer.length - size) {
      buffer = Arrays.copyOf(buffer, Math.max(Math.addExact(size, more), 2 * buffer.length));
    }
  }
}
