package org.alphadelta.store;

import java.nio.file.Path;
import java.util.Optional;
import org.alphadelta.core.Bytes;

/**
 * A small file that is replaced as a whole: written beside, synced, renamed over, directory synced.
 * Readers check the content.
 */
public record AtomicFile(Disk disk, Path path) {
  private static final String BESIDE = ".new";

  /**
   * The content; empty when the file was never written. A file longer than {@code limit} bytes is a
   * {@link DiskFailure}.
   */
  public Optional<Bytes> read(int limit) {
    return disk.read(path, limit);
  }

  /** Durable on return; after a failure or a crash the file has the old or the new content. */
  public void replace(Bytes content) {
    Path directory = directory(path);
    disk.mkdirs(directory);
    Path beside = path.resolveSibling(path.getFileName() + BESIDE);
    disk.delete(beside);
    try (DiskFile file = disk.create(beside)) {
      file.write(0, content);
      file.sync();
    }
    disk.rename(beside, path);
    disk.syncDirectory(directory);
  }

  /** Whether a name in a directory is a leftover of a crash during {@link #replace}. */
  static boolean isLeftover(String name) {
    return name.endsWith(BESIDE);
  }

  static Path directory(Path file) {
    Path parent = file.getParent();
    if (parent == null) {
      throw new IllegalArgumentException("a stored file has a directory, found " + file);
    }
    return parent;
  }
}
