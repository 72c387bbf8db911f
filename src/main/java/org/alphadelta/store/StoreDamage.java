package org.alphadelta.store;

import java.nio.file.Path;

/**
 * A file that only this node writes holds something else: a safety stop (exit 10). A damaged cache
 * entry is not this but a value, quarantined and fetched again.
 */
public final class StoreDamage extends IllegalStateException {
  private final transient Path file;
  private final long offset;

  public StoreDamage(Path file, long offset, String what) {
    super(file + " at byte " + offset + ": " + what);
    this.file = file;
    this.offset = offset;
  }

  public Path file() {
    return file;
  }

  public long offset() {
    return offset;
  }
}
