package org.alphadelta.inspect;

import java.util.function.Consumer;
import org.alphadelta.core.Canonical;
import org.alphadelta.journal.JournalRecord;

/**
 * Checks whether a sequence of events is possible. A check is created for each verification, sees
 * every event that this build can read, stream by stream in the order of their names, and keeps
 * what it needs. Links are verified elsewhere.
 */
public interface MeaningCheck {
  /** {@code wrong} takes a sentence about this record. */
  void see(JournalRecord record, Canonical event, Consumer<String> wrong);
}
