package org.alphadelta.core;

import java.util.Optional;

/**
 * Multibase base32: {@code b}, then RFC 4648 in lower case without padding. Each content has one
 * text.
 */
final class Base32 {
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
  private static final char BASE = 'b';
  private static final int GROUP = 5;

  private Base32() {}

  /** Encodes the concatenation of the parts. */
  static String encode(Bytes... parts) {
    StringBuilder text = new StringBuilder().append(BASE);
    int held = 0;
    int bits = 0;
    for (Bytes part : parts) {
      for (byte value : part.toArray()) {
        held = ((held << 8) | (value & 0xff)) & 0xffff;
        bits += 8;
        while (bits >= GROUP) {
          bits -= GROUP;
          text.append(ALPHABET.charAt((held >>> bits) & 31));
        }
      }
    }
    return bits == 0
        ? text.toString()
        : text.append(ALPHABET.charAt((held << (GROUP - bits)) & 31)).toString();
  }

  /** Decodes a text; empty unless {@link #encode} writes exactly this text. */
  static Optional<Bytes> decode(String text) {
    if (text.isEmpty() || text.charAt(0) != BASE) {
      return Optional.empty();
    }
    byte[] bytes = new byte[(text.length() - 1) * GROUP / 8];
    int held = 0;
    int bits = 0;
    int at = 0;
    for (int i = 1; i < text.length(); i++) {
      int group = ALPHABET.indexOf(text.charAt(i));
      if (group < 0) {
        return Optional.empty();
      }
      held = ((held << GROUP) | group) & 0xfff;
      bits += GROUP;
      if (bits >= 8) {
        bits -= 8;
        bytes[at++] = (byte) (held >>> bits);
      }
    }
    boolean whole = bits < GROUP && (held & ((1 << bits) - 1)) == 0;
    return whole ? Optional.of(Bytes.of(bytes)) : Optional.empty();
  }
}
