package org.alphadelta.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.alphadelta.core.Bytes;

/**
 * Port to one machine's files. Obligations: content is durable once {@link DiskFile#sync} has
 * returned, names once {@link #syncDirectory} has; {@link #rename} is atomic in any case. Every
 * call blocks; every failure is a {@link DiskFailure}.
 */
public interface Disk {
  /** Opens an existing file for reading and writing. */
  DiskFile open(Path file);

  /**
   * Creates and opens a file that does not exist yet; its name is durable after {@link
   * #syncDirectory}.
   */
  DiskFile create(Path file);

  boolean exists(Path path);

  /** The names in a directory, sorted; empty when it does not exist. */
  List<String> list(Path directory);

  /** Creates a directory and its parents and makes their names durable. */
  void mkdirs(Path directory);

  /** Replaces {@code to} by {@code from} atomically; durable once the directory is synced. */
  void rename(Path from, Path to);

  void syncDirectory(Path directory);

  /** Deletes a file if it exists. */
  void delete(Path file);

  /**
   * A whole file of at most {@code limit} bytes; empty when it does not exist. A longer one is a
   * {@link DiskFailure}.
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
