package org.alphadelta.consensus;

import java.io.IOException;
import java.util.Optional;

/**
 * Port to the durable record of what one key signed on one chain; outside chain directories, never
 * deleted. One caller at a time; calls may block on the disk. After any {@link IOException} the
 * engine stops signing (rule 20).
 */
public interface SignState {
  /**
   * The record; empty when none was ever created, which for a chain that exists means a restored or
   * lost disk.
   */
  Optional<SignRecord> load() throws IOException;

  /**
   * Replaces the record atomically. When this returns, the new one survives a crash; after a crash
   * it is old or new.
   */
  void store(SignRecord record) throws IOException;
}
