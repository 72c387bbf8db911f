package org.alphadelta.store;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.alphadelta.core.Bytes;

/**
 * A file of one value behind a magic number and a CRC-32C (8 bytes, big endian), replaced
 * atomically. The reader decides what a wrong checksum means.
 */
record CheckedFile(Disk disk, Path path, int limit) {
  private static final int MARK = 0xAD01F11E;
  private static final int HEADER = 2 * Integer.BYTES;

  sealed interface Reading {}

  record Absent() implements Reading {}

  record Content(Bytes bytes) implements Reading {}

  record Damaged(String reason) implements Reading {}

  Reading read() {
    if (!disk.exists(path)) {
      return new Absent();
    }
    try (DiskFile file = disk.open(path)) {
      long size = file.size();
      if (size < HEADER || size - HEADER > limit) {
        return new Damaged(
            "found " + size + " bytes, expected " + HEADER + " to " + ((long) limit + HEADER));
      }
      ByteBuffer header = ByteBuffer.wrap(file.read(0, HEADER).toArray());
      Bytes content = file.read(HEADER, (int) (size - HEADER));
      int mark = header.getInt();
      int stored = header.getInt();
      int found = Checksum.of(content);
      if (mark != MARK || stored != found) {
        return new Damaged(
            String.format(
                "found mark %08x and checksum %08x, expected %08x and %08x",
                mark, found, MARK, stored));
      }
      return new Content(content);
    }
  }

  void replace(Bytes content) {
    if (content.length() > limit) {
      throw new IllegalStateException(
          path + " holds at most " + limit + " bytes, found " + content.length());
    }
    ByteBuffer form = ByteBuffer.allocate(HEADER + content.length());
    form.putInt(MARK).putInt(Checksum.of(content)).put(content.toArray());
    new AtomicFile(disk, path).replace(Bytes.of(form.array()));
  }
}
