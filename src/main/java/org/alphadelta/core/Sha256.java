package org.alphadelta.core;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 by the JDK (FIPS 180-4), plain and with a length-prefixed purpose tag. */
public final class Sha256 {
  private Sha256() {}

  /** The plain hash of the concatenated parts. */
  public static Hash plain(Bytes... parts) {
    MessageDigest digest = digest();
    for (Bytes part : parts) {
      digest.update(part.toArray());
    }
    return Hash.of(digest.digest());
  }

  /**
   * {@code SHA-256(len(tag) as one byte || tag || for each part: len as 8 bytes big endian ||
   * part)}: no two purposes and no two splits into parts share an input.
   */
  public static Hash tagged(String tag, Bytes... parts) {
    byte[] name = tag.getBytes(StandardCharsets.US_ASCII);
    if (name.length > 255) {
      throw new IllegalStateException("a tag has at most 255 bytes: " + tag);
    }
    MessageDigest digest = digest();
    digest.update((byte) name.length);
    digest.update(name);
    for (Bytes part : parts) {
      digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, part.length()).array());
      digest.update(part.toArray());
    }
    return Hash.of(digest.digest());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
