package org.alphadelta.store;

import java.util.OptionalLong;
import java.util.zip.CRC32C;
import org.alphadelta.core.Bytes;

/** CRC-32C (Castagnoli). It detects disk errors, not manipulation. */
public final class Checksum {
  /** The polynomial 0x1EDC6F41, bits reversed. */
  private static final int POLYNOMIAL = 0x82F63B78;

  private Checksum() {}

  public static int of(Bytes... parts) {
    CRC32C crc = new CRC32C();
    for (Bytes part : parts) {
      crc.update(part.toArray());
    }
    return (int) crc.getValue();
  }

  /**
   * The bit of {@code content} that must be flipped to give the checksum {@code stored}, counted
   * from the first byte's lowest bit; empty when no single bit does. A torn write changes many
   * bits, so this tells bit rot from tearing. CRC is linear: the effect of one bit is traced
   * backwards through the content, one shift per bit.
   */
  public static OptionalLong flippedBit(Bytes content, int stored) {
    int difference = of(content) ^ stored;
    if (difference == 0) {
      return OptionalLong.empty();
    }
    int effect = POLYNOMIAL;
    for (long bit = content.length() * 8L - 1; bit >= 0; bit--) {
      if (effect == difference) {
        return OptionalLong.of(bit);
      }
      effect = (effect & 1) == 0 ? effect >>> 1 : (effect >>> 1) ^ POLYNOMIAL;
    }
    return OptionalLong.empty();
  }
}
