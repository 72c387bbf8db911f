package org.alphadelta.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.alphadelta.core.Bytes;

/**
 * The records of one LevelDB log (write-ahead log or manifest), and what ends them early. A broken
 * place is damage when one flipped bit explains it or when later records begin after it; otherwise
 * the writer died there and it is torn. LevelDB itself skips either silently. Source: LevelDB's
 * doc/log_format.md.
 */
record LevelLog(List<Bytes> records, Optional<Fault> fault) {
  private static final int BLOCK = 32 * 1024;
  private static final int HEADER = 7;
  private static final int TYPE_AT = 6;
  private static final int FULL = 1;
  private static final int FIRST = 2;
  private static final int MIDDLE = 3;
  private static final int LAST = 4;

  /** A broken place: torn or damaged, its first byte, and what was found. */
  record Fault(boolean torn, int offset, String what) {}

  static LevelLog of(byte[] bytes) {
    return new Reader(bytes).read();
  }

  /**
   * Undoes LevelDB's masking: it stores checksums rotated and offset, because the CRC of bytes that
   * contain CRCs is weak.
   */
  static int unmask(int masked) {
    return Integer.rotateLeft(masked - 0xa282ead8, 15);
  }

  private static final class Reader {
    private final byte[] bytes;
    private final List<Bytes> records = new ArrayList<>();
    private final List<byte[]> fragments = new ArrayList<>();
    private int recordStart;
    private int at;

    private Reader(byte[] bytes) {
      this.bytes = bytes;
    }

    private LevelLog read() {
      while (at < bytes.length) {
        int blockLeft = BLOCK - at % BLOCK;
        if (blockLeft < HEADER || isZeroToTheEnd()) {
          Optional<Fault> fault = padding(Math.min(blockLeft, bytes.length - at));
          if (fault.isPresent()) {
            return new LevelLog(List.copyOf(records), fault);
          }
        } else if (isValid(at) && follows(type(at))) {
          take();
        } else {
          return new LevelLog(List.copyOf(records), Optional.of(broken()));
        }
      }
      Optional<Fault> open =
          fragments.isEmpty()
              ? Optional.empty()
              : Optional.of(new Fault(true, recordStart, "a record without its end"));
      return new LevelLog(List.copyOf(records), open);
    }

    /** Too few bytes for a header, or zeros that were preallocated and never written. */
    private Optional<Fault> padding(int length) {
      for (int i = at; i < at + length; i++) {
        if (bytes[i] != 0) {
          return Optional.of(new Fault(false, i, "padding that is not zero"));
        }
      }
      at += length;
      return Optional.empty();
    }

    private void take() {
      int type = type(at);
      if (type == FULL || type == FIRST) {
        recordStart = at;
      }
      fragments.add(Arrays.copyOfRange(bytes, at + HEADER, at + HEADER + length(at)));
      at += HEADER + length(at);
      if (type == FULL || type == LAST) {
        ByteBuffer whole = ByteBuffer.allocate(fragments.stream().mapToInt(f -> f.length).sum());
        fragments.forEach(whole::put);
        records.add(Bytes.of(whole.array()));
        fragments.clear();
      }
    }

    private boolean follows(int type) {
      return fragments.isEmpty() ? type == FULL || type == FIRST : type == MIDDLE || type == LAST;
    }

    private Fault broken() {
      OptionalInt bit = changedByte();
      if (bit.isPresent()) {
        return new Fault(false, bit.getAsInt(), "one changed bit");
      }
      OptionalInt later = laterRecord();
      if (later.isPresent()) {
        return new Fault(
            false, at, "no valid record, though one follows at byte " + later.getAsInt());
      }
      return new Fault(
          true, fragments.isEmpty() ? at : recordStart, "a record that was not written to its end");
    }

    /** The byte whose flipped bit explains the broken record. */
    private OptionalInt changedByte() {
      if (onlyBitSet().isPresent()) {
        return onlyBitSet();
      }
      if (bytes.length - at < HEADER) {
        return OptionalInt.empty();
      }
      int stored = stored(at);
      for (int k = 0; k < Short.SIZE; k++) {
        int length = length(at) ^ (1 << k);
        if (fits(at, length) && Checksum.of(covered(at, length)) == unmask(stored)) {
          return OptionalInt.of(at + Integer.BYTES + k / Byte.SIZE);
        }
      }
      if (!fits(at, length(at))) {
        return OptionalInt.empty();
      }
      Bytes covered = covered(at, length(at));
      for (int k = 0; k < Integer.SIZE; k++) {
        if (unmask(stored ^ (1 << k)) == Checksum.of(covered)) {
          return OptionalInt.of(at + k / Byte.SIZE);
        }
      }
      OptionalLong bit = Checksum.flippedBit(covered, unmask(stored));
      return bit.isPresent()
          ? OptionalInt.of(at + TYPE_AT + (int) (bit.getAsLong() / Byte.SIZE))
          : OptionalInt.empty();
    }

    /** The one bit that is set in preallocated zeros. */
    private OptionalInt onlyBitSet() {
      int bits = 0;
      int place = at;
      for (int i = at; i < bytes.length && bits < 2; i++) {
        if (bytes[i] != 0) {
          bits += Integer.bitCount(bytes[i] & 0xff);
          place = i;
        }
      }
      boolean room = bytes.length - at >= HEADER;
      return bits == 1 && room ? OptionalInt.of(place) : OptionalInt.empty();
    }

    /**
     * A whole record, or the beginning of one, after the broken place, which proves that writing
     * went on.
     */
    private OptionalInt laterRecord() {
      if (bytes.length - at >= HEADER && fits(at, length(at))) {
        OptionalInt sameBlock = beginning(at + HEADER + length(at));
        if (sameBlock.isPresent()) {
          return sameBlock;
        }
      }
      for (int block = (at / BLOCK + 1) * BLOCK; block < bytes.length; block += BLOCK) {
        OptionalInt found = beginning(block);
        if (found.isPresent()) {
          return found;
        }
      }
      return OptionalInt.empty();
    }

    private OptionalInt beginning(int from) {
      int place = from;
      while (place < bytes.length && BLOCK - place % BLOCK >= HEADER && isValid(place)) {
        if (type(place) == FULL || type(place) == FIRST) {
          return OptionalInt.of(place);
        }
        place += HEADER + length(place);
      }
      return OptionalInt.empty();
    }

    private boolean isZeroToTheEnd() {
      for (int i = at; i < bytes.length; i++) {
        if (bytes[i] != 0) {
          return false;
        }
      }
      return true;
    }

    private boolean isValid(int place) {
      return bytes.length - place >= HEADER
          && fits(place, length(place))
          && type(place) >= FULL
          && type(place) <= LAST
          && Checksum.of(covered(place, length(place))) == unmask(stored(place));
    }

    private boolean fits(int place, int length) {
      return length <= BLOCK - place % BLOCK - HEADER && length <= bytes.length - place - HEADER;
    }

    private int stored(int place) {
      return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(place);
    }

    private int length(int place) {
      return (bytes[place + 4] & 0xff) | (bytes[place + 5] & 0xff) << 8;
    }

    private int type(int place) {
      return bytes[place + TYPE_AT];
    }

    private Bytes covered(int place, int length) {
      return Bytes.of(Arrays.copyOfRange(bytes, place + TYPE_AT, place + HEADER + length));
    }
  }
}
