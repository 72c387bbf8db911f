package org.alphadelta.store;

import org.alphadelta.core.Bytes;

/** One open file of a {@link Disk}. Positions and sizes are in bytes. */
public interface DiskFile extends AutoCloseable {
  long size();

  /** Up to {@code length} bytes from {@code position}; fewer only where the file ends. */
  Bytes read(long position, int length);

  /** Writes all bytes at {@code position}, growing the file where needed. */
  void write(long position, Bytes content);

  /** Cuts the file to {@code size} bytes. */
  void truncate(long size);

  /**
   * Returns once content and size are durable. After a failure the durable content is unknown: do
   * not sync again and go on.
   */
  void sync();

  @Override
  void close();

  default void append(Bytes content) {
    write(size(), content);
  }
}
