package org.alphadelta.core;

/** A SHA-256 hash: 32 bytes. {@link Sha256} computes it. */
public record Hash(Bytes bytes) implements Comparable<Hash> {
  public static final int LENGTH = 32;

  public Hash {
    if (bytes.length() != LENGTH) {
      throw new IllegalArgumentException(
          "a hash has " + LENGTH + " bytes, found " + bytes.length());
    }
  }

  public static Hash of(byte[] bytes) {
    return new Hash(Bytes.of(bytes));
  }

  /**
   * Reads 64 hexadecimal digits.
   *
   * @throws IllegalArgumentException when the text is anything else
   */
  public static Hash ofHex(String hex) {
    return new Hash(Bytes.ofHex(hex));
  }

  public String hex() {
    return bytes.hex();
  }

  /**
   * The first eight hexadecimal digits: enough for people and directory names, never for decisions.
   */
  public String brief() {
    return bytes.hex().substring(0, 8);
  }

  @Override
  public int compareTo(Hash other) {
    return bytes.compareTo(other.bytes);
  }

  @Override
  public String toString() {
    return hex();
  }
}
