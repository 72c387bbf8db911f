package org.alphadelta.core;

import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.Optional;

/** Bech32m text encoding (BIP-350, with BIP-173's character set and rules). */
public final class Bech32m {
  private static final String CHARSET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  private static final int CHECKSUM = 0x2bc830a3;
  private static final int CHECKSUM_LENGTH = 6;
  private static final int MAX_LENGTH = 90;
  private static final int[] GENERATOR = {
    0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3
  };

  private Bech32m() {}

  /** A decoded text: its human-readable part in lower case and its data as 5-bit groups. */
  public record Decoded(String prefix, Bytes groups) {
    /** The data as bytes, or empty when the padding is longer than four bits or not zero. */
    public Optional<Bytes> toBytes() {
      return regroup(groups.toArray(), 5, 8, false).map(Bytes::of);
    }
  }

  public static String encode(String prefix, Bytes data) {
    byte[] groups = regroup(data.toArray(), 8, 5, true).orElseThrow();
    StringBuilder text = new StringBuilder(prefix).append('1');
    for (byte group : groups) {
      text.append(CHARSET.charAt(group));
    }
    byte[] padded = new byte[groups.length + CHECKSUM_LENGTH];
    System.arraycopy(groups, 0, padded, 0, groups.length);
    int checksum = polymod(prefix, padded) ^ CHECKSUM;
    for (int i = 0; i < CHECKSUM_LENGTH; i++) {
      text.append(CHARSET.charAt((checksum >>> (5 * (5 - i))) & 31));
    }
    return text.toString();
  }

  /** The decoded text, or empty when it is not valid bech32m. */
  public static Optional<Decoded> decode(String text) {
    boolean lower = text.chars().anyMatch(c -> c >= 'a' && c <= 'z');
    boolean upper = text.chars().anyMatch(c -> c >= 'A' && c <= 'Z');
    boolean printable = text.chars().allMatch(c -> c >= 33 && c <= 126);
    int separator = text.lastIndexOf('1');
    if (!printable
        || (lower && upper)
        || text.length() > MAX_LENGTH
        || separator < 1
        || separator + CHECKSUM_LENGTH >= text.length()) {
      return Optional.empty();
    }
    String folded = text.toLowerCase(Locale.ROOT);
    String prefix = folded.substring(0, separator);
    byte[] groups = new byte[folded.length() - separator - 1];
    for (int i = 0; i < groups.length; i++) {
      int group = CHARSET.indexOf(folded.charAt(separator + 1 + i));
      if (group < 0) {
        return Optional.empty();
      }
      groups[i] = (byte) group;
    }
    if (polymod(prefix, groups) != CHECKSUM) {
      return Optional.empty();
    }
    byte[] data = new byte[groups.length - CHECKSUM_LENGTH];
    System.arraycopy(groups, 0, data, 0, data.length);
    return Optional.of(new Decoded(prefix, Bytes.of(data)));
  }

  private static int polymod(String prefix, byte[] groups) {
    int check = 1;
    for (int i = 0; i < prefix.length(); i++) {
      check = step(check, prefix.charAt(i) >>> 5);
    }
    check = step(check, 0);
    for (int i = 0; i < prefix.length(); i++) {
      check = step(check, prefix.charAt(i) & 31);
    }
    for (byte group : groups) {
      check = step(check, group);
    }
    return check;
  }

  private static int step(int check, int value) {
    int top = check >>> 25;
    int next = ((check & 0x1ffffff) << 5) ^ value;
    for (int i = 0; i < GENERATOR.length; i++) {
      if (((top >>> i) & 1) == 1) {
        next ^= GENERATOR[i];
      }
    }
    return next;
  }

  private static Optional<byte[]> regroup(byte[] input, int from, int to, boolean pad) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int held = 0;
    int bits = 0;
    int mask = (1 << to) - 1;
    for (byte value : input) {
      held = ((held << from) | (value & ((1 << from) - 1))) & 0xffff;
      bits += from;
      while (bits >= to) {
        bits -= to;
        out.write((held >>> bits) & mask);
      }
    }
    if (pad) {
      if (bits > 0) {
        out.write((held << (to - bits)) & mask);
      }
    } else if (bits >= from || ((held << (to - bits)) & mask) != 0) {
      return Optional.empty();
    }
    return Optional.of(out.toByteArray());
  }
}
