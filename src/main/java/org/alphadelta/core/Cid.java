package org.alphadelta.core;

import java.util.Optional;

/**
 * A content id: CIDv1, raw codec (0x55), sha2-256, one block; as text multibase base32 lower case
 * ("b...", RFC 4648 without padding).
 */
public record Cid(Hash digest) implements Comparable<Cid> {
  private static final Bytes PREFIX = Bytes.of((byte) 0x01, (byte) 0x55, (byte) 0x12, (byte) 0x20);
  private static final int TEXT_LENGTH = 59;

  public static Cid ofContent(Bytes content) {
    return new Cid(Sha256.plain(content));
  }

  public boolean names(Bytes content) {
    return ofContent(content).equals(this);
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException with what was found and what was expected
   */
  public static Cid parse(String text) {
    return Optional.of(text)
        .filter(t -> t.length() == TEXT_LENGTH)
        .flatMap(Base32::decode)
        .filter(bytes -> bytes.slice(0, PREFIX.length()).equals(PREFIX))
        .map(bytes -> new Cid(new Hash(bytes.slice(PREFIX.length(), bytes.length()))))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "found '" + text + "', expected a CIDv1 (raw codec, sha2-256, base32)"));
  }

  @Override
  public int compareTo(Cid other) {
    return digest.compareTo(other.digest);
  }

  @Override
  public String toString() {
    return Base32.encode(PREFIX, digest.bytes());
  }
}
