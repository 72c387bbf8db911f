package org.alphadelta.app;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
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
  private final FileStore store;

  RoomOnDisk(Path home) throws IOException {
    this.home = home;
    this.store = Files.getFileStore(home);
  }

  /** Why the node must not go on; empty while there is room. */
  Optional<String> shortage() {
    try {
      long left = store.getUsableSpace() / MIB;
      return left >= FLOOR_MIB
          ? Optional.empty()
          : Optional.of(
              "the disk of "
                  + home
                  + " is full: found "
                  + left
                  + " MiB free, expected at least "
                  + FLOOR_MIB);
    } catch (IOException e) {
      return Optional.of("the disk of " + home + " does not answer: " + e.getMessage());
    }
  }
}
