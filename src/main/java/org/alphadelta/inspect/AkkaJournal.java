package org.alphadelta.inspect;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Decoded;
import org.alphadelta.journal.AkkaEnvelope;
import org.alphadelta.journal.JournalRecord;
import org.alphadelta.store.DiskFailure;
import org.alphadelta.store.LevelEngine;
import org.iq80.leveldb.DB;

/**
 * Reads the LevelDB layout of Akka Persistence's plugin (2.8.5, class {@code
 * akka.persistence.journal.leveldb.Key}). A key is 20 bytes: a number for the persistence id (4),
 * sequence number (8), mapping id (4), four zero bytes. Id 1 maps numbers to persistence ids,
 * sequence 0 holds the highest sequence number, mapping id 1 marks a deletion. LevelDB changes its
 * files when opened, so only a copy is opened.
 */
final class AkkaJournal {
  private static final int KEY_BYTES = 20;
  private static final int MAPPING = 1;
  private static final int DELETION = 1;

  private final SortedMap<Integer, String> names = new TreeMap<>();
  private final SortedMap<Integer, List<StoredEntry>> entries = new TreeMap<>();
  private final SortedMap<Integer, Long> counters = new TreeMap<>();

  private AkkaJournal() {}

  /** Reads every stream of a LevelDB directory, whose files may change by it. */
  static RecordSource read(Path directory) {
    AkkaJournal journal = new AkkaJournal();
    try (DB db = LevelEngine.current().openExisting(directory)) {
      LevelEngine.walk(
          db,
          directory,
          new byte[0],
          (key, value) -> {
            journal.take(key, value);
            return true;
          });
    } catch (IOException e) {
      throw new DiskFailure("close", directory, e);
    }
    return journal.source();
  }

  private void take(byte[] name, byte[] value) {
    if (name.length != KEY_BYTES) {
      throw new IllegalArgumentException(
          "a key of " + name.length + " bytes, expected " + KEY_BYTES);
    }
    ByteBuffer key = ByteBuffer.wrap(name);
    int stream = key.getInt();
    long sequence = key.getLong();
    int mapping = key.getInt();
    if (stream == MAPPING) {
      names.put(mapping, new String(value, StandardCharsets.UTF_8));
    } else if (sequence == 0) {
      counters.put(stream, ByteBuffer.wrap(value).getLong());
    } else if (mapping == 0) {
      entries.computeIfAbsent(stream, number -> new ArrayList<>()).add(entry(sequence, value));
    } else if (mapping == DELETION) {
      entries
          .computeIfAbsent(stream, number -> new ArrayList<>())
          .add(new StoredEntry.Unreadable(sequence, "a mark that this record was deleted"));
    }
  }

  private static StoredEntry entry(long sequence, byte[] value) {
    AkkaEnvelope envelope;
    try {
      envelope = AkkaEnvelope.parse(Bytes.of(value));
    } catch (IllegalArgumentException e) {
      return new StoredEntry.Unreadable(sequence, String.valueOf(e.getMessage()));
    }
    if (!envelope.holdsRecord()) {
      return new StoredEntry.Unreadable(
          sequence,
          "an event of serializer "
              + envelope.serializer()
              + " with manifest '"
              + envelope.manifest().utf8()
              + "', expected a journal record");
    }
    if (envelope.sequence() != sequence) {
      return new StoredEntry.Unreadable(
          sequence, "an envelope with sequence " + envelope.sequence() + ", expected " + sequence);
    }
    return switch (JournalRecord.CODEC.decode(envelope.payload())) {
      case Decoded.Ok<JournalRecord> ok -> new StoredEntry.Recorded(sequence, ok.value());
      case Decoded.Malformed<JournalRecord> malformed ->
          new StoredEntry.Unreadable(sequence, malformed.rejection().sentence());
    };
  }

  private RecordSource source() {
    SortedMap<String, List<StoredEntry>> byName = new TreeMap<>();
    SortedMap<String, Long> highest = new TreeMap<>();
    entries.forEach((number, list) -> byName.put(name(number), list));
    counters.forEach(
        (number, counter) -> {
          byName.putIfAbsent(name(number), List.of());
          highest.put(name(number), counter);
        });
    return new RecordSource.Listed(byName, highest);
  }

  private String name(int number) {
    return Optional.ofNullable(names.get(number)).orElse("unnamed-" + number);
  }
}
