package org.alphadelta.consensus;

import java.io.IOException;
import java.util.List;

/**
 * Port to the write-ahead log of one chain, which holds the entries of one height. One caller at a
 * time; calls may block on the disk. After any {@link IOException} the engine never calls it again
 * and stops signing (rule 20).
 */
public interface ConsensusLog {
  /** The height of the entries; 0 when no height was ever started. */
  long height();

  /**
   * The surviving entries of {@link #height()} in the order of appending. A torn last entry is
   * dropped; damage before the last entry is an error.
   */
  List<LogEntry> entries() throws IOException;

  /**
   * Drops all entries and begins this height. A crash leaves the old height whole, or the new one
   * empty. Need not be durable before the next {@link #sync()}.
   */
  void startHeight(long height) throws IOException;

  /** Appends in order; may be buffered until {@link #sync()}. */
  void append(LogEntry entry) throws IOException;

  /** On return everything appended so far survives a crash. */
  void sync() throws IOException;
}
