package org.alphadelta.inspect;

import org.alphadelta.journal.JournalRecord;

/** One entry of a stream in the store. */
public sealed interface StoredEntry {
  /** The store's sequence number, from 1. */
  long sequence();

  /** A record, not verified yet. */
  record Recorded(long sequence, JournalRecord record) implements StoredEntry {}

  /** Bytes that are not a record of ours. */
  record Unreadable(long sequence, String why) implements StoredEntry {}
}
