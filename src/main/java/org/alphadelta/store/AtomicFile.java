package org.alphadelta.store;

import java.nio.file.Path;
import java.util.Optional;
import org.alphadelta.core.Bytes;

/**
 * A small file that is always either the old or the new one, whole: written beside, synced, renamed
 * over, directory synced. It does not check content; its readers do.
 */
public record AtomicFile(Disk disk, Path path) {
  private static final String BESIDE = ".new";

  /**
   * Empty when the file was never written. More than {@code limit} bytes are a {@link DiskFailure}.
   */
  public Optional<Bytes> read(int limit) {
    return disk.read(path, limit);
  }

  /** Durable when it returns; after a failure or a crash, old or new. */
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

  /** Whether a name in a directory is what a crash during {@link #replace} leaves. */
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
