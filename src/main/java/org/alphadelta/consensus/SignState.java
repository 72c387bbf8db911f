package org.alphadelta.consensus;

import java.io.IOException;
import java.util.Optional;

/**
 * Port to the durable sign-state of one key on one chain, outside chain directories, never deleted.
 * One caller at a time; calls may block on the disk. After any {@link IOException} the engine stops
 * signing (rule 20).
 */
public interface SignState {
  /**
   * The record; empty when none was ever created, which for an existing chain means a restored or
   * lost disk.
   */
  Optional<SignRecord> load() throws IOException;

  /**
   * Replaces the record atomically. On return the new one survives a crash; after a crash it is the
   * old or the new one.
   */
  void store(SignRecord record) throws IOException;
}
