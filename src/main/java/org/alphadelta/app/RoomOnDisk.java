package org.alphadelta.app;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Monitors the free space of a home. LevelDB's native library does not survive a full disk: it
 * writes through mapped memory, where the process is killed. So a node stops in order while there
 * is still room. Nothing is deleted.
 */
final class RoomOnDisk {
  /** Space that logs, journal and stores may still need for an orderly stop, in MiB. */
  static final long FLOOR_MIB = 32;

  private static final long MIB = 1L << 20;

  private final Path home;

  RoomOnDisk(Path home) {
    this.home = home;
  }

  /**
   * Why the node must stop; empty while there is room. A disk that does not answer counts as full.
   */
  Optional<String> shortage() {
    // Not through FileStore, which looks for the mount point and cannot find it in a chroot.
    long left = home.toFile().getUsableSpace() / MIB;
    return left >= FLOOR_MIB
        ? Optional.empty()
        : Optional.of(
            "the disk of "
                + home
                + " is full: found "
                + left
                + " MiB free, expected at least "
                + FLOOR_MIB);
  }
}
