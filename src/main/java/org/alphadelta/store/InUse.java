package org.alphadelta.store;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Whether a file may still be used. After the first failure every read and write is refused,
 * because the disk's content is unknown.
 */
final class InUse {
  private final Path path;
  private boolean failed;

  InUse(Path path) {
    this.path = path;
  }

  <T> T guarded(PortCall.Body<T> body) throws IOException {
    if (failed) {
      throw new IOException(path + " is out of use after an earlier failure");
    }
    failed = true;
    T value = PortCall.run(body);
    failed = false;
    return value;
  }
}
