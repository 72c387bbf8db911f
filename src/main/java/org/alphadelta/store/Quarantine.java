package org.alphadelta.store;

import java.nio.file.Path;

/**
 * Directory for damaged cache entries: kept for the operator, never read again, never overwritten.
 */
public final class Quarantine {
  private static final int LIMIT = 10_000;

  private final Disk disk;
  private final Path directory;

  public Quarantine(Disk disk, HomeLayout home) {
    this.disk = disk;
    this.directory = home.quarantine();
  }

  /** Moves a file here under its name and the next free number; durable on return. */
  public Path take(Path file) {
    disk.mkdirs(directory);
    for (int number = 1; number <= LIMIT; number++) {
      Path to = directory.resolve(file.getFileName() + "." + number);
      if (!disk.exists(to)) {
        disk.rename(file, to);
        disk.syncDirectory(directory);
        disk.syncDirectory(AtomicFile.directory(file));
        return to;
      }
    }
    throw new DiskFailure(
        "quarantine", file, directory + " holds " + LIMIT + " files of this name");
  }
}
