package org.alphadelta.store;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.alphadelta.core.Bytes;

/**
 * Scans a log file: its records from some offset on, where they end, and how many torn bytes
 * follow. {@link FileConsensusLog} defines the record and the difference between torn and damaged.
 */
record LogScan(List<Found> records, long end, long tornBytes) {
  private static final int MARK = 0xAD0106E5;
  private static final int COVERED_FROM = 8;
  private static final int HEADER = COVERED_FROM + Integer.BYTES + Long.BYTES + 1;
  private static final int FRAME = HEADER + Integer.BYTES;

  record Found(long start, long end, byte kind, Bytes content) {}

  static LogScan of(Path path, DiskFile file) {
    return from(path, file, 0);
  }

  static LogScan from(Path path, DiskFile file, long start) {
    long size = file.size();
    if (size - start > FileConsensusLog.MAX_BYTES) {
      throw new StoreDamage(
          path, size, "found " + size + " bytes, expected at most " + FileConsensusLog.MAX_BYTES);
    }
    byte[] bytes = file.read(start, (int) (size - start)).toArray();
    List<Found> records = new ArrayList<>();
    int at = 0;
    while (at < bytes.length && isRecord(bytes, at)) {
      int contentEnd = at + HEADER + length(bytes, at);
      int end = contentEnd + Integer.BYTES;
      records.add(
          new Found(
              start + at,
              start + end,
              bytes[at + HEADER - 1],
              bytes(bytes, at + HEADER, contentEnd)));
      at = end;
    }
    if (at < bytes.length) {
      requireTorn(path, bytes, at, start);
    }
    return new LogScan(List.copyOf(records), start + at, bytes.length - at);
  }

  static Bytes record(long synced, byte kind, Bytes content) {
    ByteBuffer record = ByteBuffer.allocate(FRAME + content.length());
    record.putInt(MARK).putInt(0).putInt(content.length()).putLong(synced).put(kind);
    record.put(content.toArray());
    int checksum = Checksum.of(covered(record.array(), 0, content.length()));
    record.putInt(Integer.BYTES, checksum).putInt(checksum);
    return Bytes.of(record.array());
  }

  private static boolean isRecord(byte[] bytes, int at) {
    return number(bytes, at, 0) == MARK && isCovered(bytes, at);
  }

  private static boolean isCovered(byte[] bytes, int at) {
    int length = length(bytes, at);
    return hasRoom(bytes, at, length)
        && Checksum.of(covered(bytes, at, length)) == number(bytes, at, Integer.BYTES);
  }

  private static void requireTorn(Path path, byte[] bytes, int broken, long start) {
    if (wasWhole(bytes, broken)) {
      throw new StoreDamage(path, start + broken, "the record changed after it was written whole");
    }
    for (int at = broken + 1; at + FRAME <= bytes.length; at++) {
      if (isRecord(bytes, at)) {
        long synced = ByteBuffer.wrap(bytes).getLong(at + COVERED_FROM + Integer.BYTES);
        if (synced > start + broken) {
          throw new StoreDamage(
              path,
              start + broken,
              "the record at "
                  + (start + at)
                  + " says that everything before "
                  + synced
                  + " was durable");
        }
      }
    }
  }

  /**
   * Whether the record's end was written although its magic number, checksum, length or content is
   * broken.
   */
  private static boolean wasWhole(byte[] bytes, int at) {
    if (isCovered(bytes, at)) {
      return true;
    }
    int length = length(bytes, at);
    if (hasRoom(bytes, at, length)
        && Checksum.of(covered(bytes, at, length)) == trailer(bytes, at, length)) {
      return true;
    }
    int checksum = number(bytes, at, Integer.BYTES);
    if (checksum == 0) {
      return false; // only the mark was written: both checksums are zeros
    }
    for (int bit = -1; bit < Integer.SIZE; bit++) {
      int tried = bit < 0 ? length : length ^ (1 << bit);
      if (number(bytes, at, 0) == MARK
          && hasRoom(bytes, at, tried)
          && trailer(bytes, at, tried) == checksum
          && isBoundary(bytes, at + FRAME + tried)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether the next record begins here: the same checksum elsewhere may belong to an equal record.
   */
  private static boolean isBoundary(byte[] bytes, int at) {
    int next = number(bytes, at, 0);
    return at + Integer.BYTES > bytes.length || next == MARK || next == 0;
  }

  private static boolean hasRoom(byte[] bytes, int at, int length) {
    return length >= 0 && length <= bytes.length - at - FRAME;
  }

  private static int length(byte[] bytes, int at) {
    return number(bytes, at, COVERED_FROM);
  }

  private static int trailer(byte[] bytes, int at, int length) {
    return number(bytes, at, HEADER + length);
  }

  /** Bytes past the end of the file count as zero, which no record begins with. */
  private static int number(byte[] bytes, int at, int offset) {
    return at + offset + Integer.BYTES > bytes.length
        ? 0
        : ByteBuffer.wrap(bytes).getInt(at + offset);
  }

  private static Bytes covered(byte[] bytes, int at, int length) {
    return bytes(bytes, at + COVERED_FROM, at + HEADER + length);
  }

  private static Bytes bytes(byte[] bytes, int from, int to) {
    return Bytes.of(Arrays.copyOfRange(bytes, from, to));
  }
}
