package org.alphadelta.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import org.alphadelta.core.Bytes;
import org.iq80.snappy.Snappy;

/**
 * Verifies the bytes of one LevelDB table: every block's checksum, and that blocks and footer cover
 * the whole file. Source: LevelDB's doc/table_format.md.
 */
final class LevelTable {
  private static final int FOOTER = 48;
  private static final int TRAILER = 5;
  private static final long MAGIC = 0xdb4775248b80fb57L;

  private final byte[] bytes;
  private int covered;

  private LevelTable(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A place that differs from what was written. */
  record Fault(long offset, String what) {}

  private record Handle(long offset, long size) {
    static Handle of(LevelInput in) {
      return new Handle(in.varint(), in.varint());
    }
  }

  static Optional<Fault> check(byte[] bytes, long expectedSize) {
    if (bytes.length != expectedSize || bytes.length < FOOTER) {
      return Optional.of(
          new Fault(
              Math.min(bytes.length, expectedSize),
              "found " + bytes.length + " bytes, expected " + expectedSize));
    }
    try {
      return new LevelTable(bytes).check();
    } catch (IllegalArgumentException e) {
      return Optional.of(new Fault(bytes.length - FOOTER, String.valueOf(e.getMessage())));
    }
  }

  private Optional<Fault> check() {
    int footer = bytes.length - FOOTER;
    LevelInput in = new LevelInput(bytes, footer);
    Handle meta = Handle.of(in);
    Handle index = Handle.of(in);
    ByteBuffer magic = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (magic.getLong(bytes.length - Long.BYTES) != MAGIC
        || !isZero(in.position(), bytes.length - Long.BYTES)) {
      return Optional.of(new Fault(footer, "a footer that is not as written"));
    }
    Optional<Fault> fault = block(index, false);
    if (fault.isPresent()) {
      return fault;
    }
    fault = dataBlocks(index);
    if (fault.isEmpty()) {
      fault = block(meta, true);
    }
    if (fault.isEmpty()) {
      fault = block(index, true);
    }
    return fault.or(
        () ->
            covered == footer
                ? Optional.empty()
                : Optional.of(new Fault(covered, "bytes that no block covers")));
  }

  private Optional<Fault> dataBlocks(Handle index) {
    byte[] content =
        Arrays.copyOfRange(bytes, (int) index.offset(), (int) (index.offset() + index.size()));
    if (bytes[(int) (index.offset() + index.size())] == 1) {
      content = Snappy.uncompress(content, 0, content.length);
    }
    int restarts =
        ByteBuffer.wrap(content)
            .order(ByteOrder.LITTLE_ENDIAN)
            .getInt(content.length - Integer.BYTES);
    long entriesEnd = content.length - Integer.BYTES * (1L + restarts);
    if (restarts < 0 || entriesEnd < 0) {
      throw new IllegalArgumentException("an index block with " + restarts + " restarts");
    }
    LevelInput in = new LevelInput(Arrays.copyOf(content, (int) entriesEnd), 0);
    while (in.hasMore()) {
      in.varint(); // length of the prefix shared with the previous key
      long unshared = in.varint();
      long valueLength = in.varint();
      in.take(unshared);
      Optional<Fault> fault = block(Handle.of(new LevelInput(in.take(valueLength), 0)), true);
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }

  /** Verifies one block's checksum; {@code next}: it must begin where the previous one ended. */
  private Optional<Fault> block(Handle handle, boolean next) {
    long end = handle.offset() + handle.size() + TRAILER;
    if (handle.offset() < 0 || handle.size() < 0 || end > bytes.length - FOOTER || end < 0) {
      return Optional.of(new Fault(covered, "a block that lies outside the file"));
    }
    if (next && handle.offset() != covered) {
      return Optional.of(new Fault(covered, "bytes that no block covers"));
    }
    int from = (int) handle.offset();
    Bytes content = Bytes.of(Arrays.copyOfRange(bytes, from, (int) (end - Integer.BYTES)));
    int stored =
        LevelLog.unmask(
            ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt((int) (end - Integer.BYTES)));
    if (Checksum.of(content) != stored) {
      OptionalLong bit = Checksum.flippedBit(content, stored);
      return Optional.of(
          bit.isPresent()
              ? new Fault(from + bit.getAsLong() / Byte.SIZE, "one changed bit")
              : new Fault(from, "a block of " + content.length() + " bytes with a wrong checksum"));
    }
    covered = next ? (int) end : covered;
    return Optional.empty();
  }

  private boolean isZero(int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
