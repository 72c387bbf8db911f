package org.alphadelta.core;

/** A raw Ed25519 signature: exactly 64 bytes (RFC 8032, 5.1.6). */
public record Signature(Bytes bytes) {
  public static final int LENGTH = 64;

  public Signature {
    if (bytes.length() != LENGTH) {
      throw new IllegalArgumentException(
          "a signature has " + LENGTH + " bytes, found " + bytes.length());
    }
  }

  public static Signature of(byte[] bytes) {
    return new Signature(Bytes.of(bytes));
  }
}
