package org.alphadelta.core;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** An immutable byte sequence with value equality, ordered as unsigned bytes. */
public final class Bytes implements Comparable<Bytes> {
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] content;

  private Bytes(byte[] content) {
    this.content = content;
  }

  public static Bytes of(byte... content) {
    return content.length == 0 ? EMPTY : new Bytes(content.clone());
  }

  /** The UTF-8 bytes of a text. */
  public static Bytes utf8(String text) {
    return new Bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads hexadecimal digits in either case, two per byte.
   *
   * @throws IllegalArgumentException when the text is not hexadecimal
   */
  public static Bytes ofHex(String hex) {
    return new Bytes(HexFormat.of().parseHex(hex));
  }

  public int length() {
    return content.length;
  }

  public boolean isEmpty() {
    return content.length == 0;
  }

  public byte at(int index) {
    return content[index];
  }

  public byte[] toArray() {
    return content.clone();
  }

  /** Copies all bytes into {@code target} from {@code at}, without an intermediate copy. */
  void copyTo(byte[] target, int at) {
    System.arraycopy(content, 0, target, at, content.length);
  }

  /** Copies the first {@code length} bytes of a buffer that its owner goes on using. */
  static Bytes first(byte[] buffer, int length) {
    return length == 0 ? EMPTY : new Bytes(Arrays.copyOf(buffer, length));
  }

  /** Copies a range of a buffer that its owner goes on using. */
  static Bytes between(byte[] buffer, int from, int to) {
    return from == to ? EMPTY : new Bytes(Arrays.copyOfRange(buffer, from, to));
  }

  /** A reader at the first byte. */
  CanonicalReader reader() {
    return new CanonicalReader(content);
  }

  /** The bytes from {@code from} (inclusive) to {@code to} (exclusive). */
  public Bytes slice(int from, int to) {
    return between(content, from, to);
  }

  public String hex() {
    return HexFormat.of().formatHex(content);
  }

  public String utf8() {
    return new String(content, StandardCharsets.UTF_8);
  }

  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(content, other.content);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  @Override
  public String toString() {
    return hex();
  }
}
