package org.alphadelta.core;

/**
 * A raw Ed25519 public key: 32 bytes (RFC 8032, 5.1.5). {@code crypto} checks whether it is a point
 * of the curve.
 */
public record PublicKey(Bytes bytes) implements Comparable<PublicKey> {
  public static final int LENGTH = 32;

  public PublicKey {
    if (bytes.length() != LENGTH) {
      throw new IllegalArgumentException(
          "a public key has " + LENGTH + " bytes, found " + bytes.length());
    }
  }

  public static PublicKey of(byte[] bytes) {
    return new PublicKey(Bytes.of(bytes));
  }

  public static PublicKey ofHex(String hex) {
    return new PublicKey(Bytes.ofHex(hex));
  }

  public String hex() {
    return bytes.hex();
  }

  public String brief() {
    return bytes.hex().substring(0, 8);
  }

  @Override
  public int compareTo(PublicKey other) {
    return bytes.compareTo(other.bytes);
  }

  @Override
  public String toString() {
    return hex();
  }
}
