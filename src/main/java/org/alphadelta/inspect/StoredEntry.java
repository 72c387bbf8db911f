package org.alphadelta.inspect;

import org.alphadelta.journal.JournalRecord;

/** What a journal keeps at one place of a stream. */
public sealed interface StoredEntry {
  /** The place as the store counts it, from 1. */
  long sequence();

  /** A record; whether it is sound is not said yet. */
  record Recorded(long sequence, JournalRecord record) implements StoredEntry {}

  /** Bytes that are no record of ours. */
  record Unreadable(long sequence, String why) implements StoredEntry {}
}
