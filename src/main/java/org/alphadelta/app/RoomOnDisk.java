package org.alphadelta.app;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Watches how much room a home has left. A full disk is no error that LevelDB's native library
 * survives: it writes through mapped memory, where the process is killed. So a node stops in order
 * while there is still room. It deletes nothing.
 */
final class RoomOnDisk {
  /** What logs, journal and stores may still need to end in order, in MiB. */
  static final long FLOOR_MIB = 32;

  private static final long MIB = 1L << 20;

  private final Path home;

  RoomOnDisk(Path home) {
    this.home = home;
  }

  /** Why the node must not go on; empty while there is room. A disk that does not answer has 0. */
  Optional<String> shortage() {
    // not through FileStore, which wants to find the mount point and cannot in a chroot
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
