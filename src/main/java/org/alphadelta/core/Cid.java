package org.alphadelta.core;

/**
 * A content id: CIDv1, raw codec (0x55), sha2-256, one block; as text multibase base32 lower case
 * ("b...", RFC 4648 without padding).
 */
public record Cid(Hash digest) implements Comparable<Cid> {
  private static final Bytes PREFIX = Bytes.of((byte) 0x01, (byte) 0x55, (byte) 0x12, (byte) 0x20);
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
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
    if (text.length() != TEXT_LENGTH || text.charAt(0) != 'b') {
      throw malformed(text);
    }
    byte[] bytes = new byte[36];
    int held = 0;
    int bits = 0;
    int at = 0;
    for (int i = 1; i < text.length(); i++) {
      int group = ALPHABET.indexOf(text.charAt(i));
      if (group < 0) {
        throw malformed(text);
      }
      held = ((held << 5) | group) & 0xfff;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes[at++] = (byte) (held >>> bits);
      }
    }
    Bytes decoded = Bytes.of(bytes);
    if ((held & ((1 << bits) - 1)) != 0 || !decoded.slice(0, 4).equals(PREFIX)) {
      throw malformed(text);
    }
    return new Cid(new Hash(decoded.slice(4, 36)));
  }

  @Override
  public int compareTo(Cid other) {
    return digest.compareTo(other.digest);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("b");
    int held = 0;
    int bits = 0;
    for (Bytes part : new Bytes[] {PREFIX, digest.bytes()}) {
      for (byte value : part.toArray()) {
        held = ((held << 8) | (value & 0xff)) & 0xffff;
        bits += 8;
        while (bits >= 5) {
          bits -= 5;
          text.append(ALPHABET.charAt((held >>> bits) & 31));
        }
      }
    }
    return text.append(ALPHABET.charAt((held << (5 - bits)) & 31)).toString();
  }

  private static IllegalArgumentException malformed(String text) {
    return new IllegalArgumentException(
        "found '" + text + "', expected a CIDv1 (raw codec, sha2-256, base32)");
  }
}
