package org.alphadelta.inspect;

import java.util.function.Consumer;
import org.alphadelta.core.Canonical;
import org.alphadelta.journal.JournalRecord;

/**
 * Judges whether events can have happened one after the other. A rule is made anew for each
 * verification, sees every event that this build can read, stream by stream in the order of their
 * names, and keeps what it needs. It does not look at links.
 */
public interface MeaningCheck {
  /** {@code wrong} takes a sentence about this record. */
  void see(JournalRecord record, Canonical event, Consumer<String> wrong);
}
