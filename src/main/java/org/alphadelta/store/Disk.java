package org.alphadelta.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.alphadelta.core.Bytes;

/**
 * Port to one machine's files. What is obliged: nothing is durable before its sync returned,
 * content after {@link DiskFile#sync}, names after {@link #syncDirectory}; {@link #rename} is
 * atomic in any case. Every call blocks; every failure is a {@link DiskFailure}. It knows no
 * format.
 */
public interface Disk {
  /** Opens an existing file for reading and writing. */
  DiskFile open(Path file);

  /**
   * Creates an empty file that did not exist and opens it; its name is durable after {@link
   * #syncDirectory}.
   */
  DiskFile create(Path file);

  boolean exists(Path path);

  /** The names in a directory, sorted; empty when there is none. */
  List<String> list(Path directory);

  /** Creates a directory and its parents and makes their names durable. */
  void mkdirs(Path directory);

  /** Replaces {@code to} by {@code from} atomically; durable after the directory is synced. */
  void rename(Path from, Path to);

  void syncDirectory(Path directory);

  /** Removes a file; nothing happens when it is absent. */
  void delete(Path file);

  /**
   * A whole file of at most {@code limit} bytes, empty when there is none; a longer one is a {@link
   * DiskFailure}.
   */
  default Optional<Bytes> read(Path file, int limit) {
    if (!exists(file)) {
      return Optional.empty();
    }
    try (DiskFile open = open(file)) {
      long size = open.size();
      if (size > limit) {
        throw new DiskFailure("read", file, "found " + size + " bytes, expected at most " + limit);
      }
      return Optional.of(open.read(0, (int) size));
    }
  }
}
