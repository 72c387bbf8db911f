package org.alphadelta.inspect;

import java.util.List;
import java.util.Optional;
import org.alphadelta.core.Hash;
import org.alphadelta.journal.JournalRecord;

/** Summary of a stream: its range of records and the last link, which commits to all of them. */
public record StreamSummary(
    String stream,
    long count,
    long first,
    long last,
    Optional<Hash> lastLink,
    long lastTimeMillis) {
  public static List<StreamSummary> of(RecordSource source) {
    return source.streams().stream().map(stream -> of(stream, source.entries(stream))).toList();
  }

  private static StreamSummary of(String stream, List<StoredEntry> entries) {
    if (entries.isEmpty()) {
      return new StreamSummary(stream, 0, 0, 0, Optional.empty(), 0);
    }
    StoredEntry last = entries.get(entries.size() - 1);
    Optional<JournalRecord> record =
        switch (last) {
          case StoredEntry.Recorded recorded -> Optional.of(recorded.record());
          case StoredEntry.Unreadable unreadable -> Optional.empty();
        };
    return new StreamSummary(
        stream,
        entries.size(),
        entries.get(0).sequence(),
        last.sequence(),
        record.map(JournalRecord::link),
        record.map(JournalRecord::timeMillis).orElse(0L));
  }
}
