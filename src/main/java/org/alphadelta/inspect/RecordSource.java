package org.alphadelta.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.alphadelta.journal.JournalRecord;

/** Source of records to inspect. */
public interface RecordSource {
  /** The names of the streams, sorted. */
  List<String> streams();

  /** A stream's entries in the store's order; empty for an unknown stream. */
  List<StoredEntry> entries(String stream);

  /**
   * The highest sequence number that the store remembers of a stream, whether or not that record
   * still exists.
   */
  long highest(String stream);

  /** Records from a running node: streams in any order, records in the order of their stream. */
  static RecordSource of(List<JournalRecord> records) {
    SortedMap<String, List<StoredEntry>> streams = new TreeMap<>();
    for (JournalRecord record : records) {
      streams
          .computeIfAbsent(record.stream(), name -> new ArrayList<>())
          .add(new StoredEntry.Recorded(record.sequence(), record));
    }
    return new Listed(streams, new TreeMap<>());
  }

  /**
   * Entries in memory. {@code counters}: the highest sequence number per stream, where the store
   * remembers one.
   */
  record Listed(SortedMap<String, List<StoredEntry>> all, SortedMap<String, Long> counters)
      implements RecordSource {
    @Override
    public List<String> streams() {
      return List.copyOf(all.keySet());
    }

    @Override
    public List<StoredEntry> entries(String stream) {
      return List.copyOf(all.getOrDefault(stream, List.of()));
    }

    @Override
    public long highest(String stream) {
      List<StoredEntry> entries = entries(stream);
      long last = entries.isEmpty() ? 0 : entries.get(entries.size() - 1).sequence();
      return counters.getOrDefault(stream, last);
    }
  }
}
