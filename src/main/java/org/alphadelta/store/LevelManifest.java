package org.alphadelta.store;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.alphadelta.core.Bytes;

/**
 * The live tables (number to size in bytes) and logs according to a LevelDB manifest. Source:
 * LevelDB's version_edit.cc, as both engines write it.
 */
record LevelManifest(SortedMap<Long, Long> tables, long log, long previousLog) {
  static LevelManifest of(List<Bytes> edits) {
    Reader reader = new Reader();
    edits.forEach(reader::read);
    return new LevelManifest(reader.tables, reader.log, reader.previousLog);
  }

  boolean needsLog(long number) {
    return number >= log || number == previousLog;
  }

  private static final class Reader {
    private final SortedMap<Long, Long> tables = new TreeMap<>();
    private long log;
    private long previousLog;

    private void read(Bytes edit) {
      LevelInput in = new LevelInput(edit.toArray(), 0);
      while (in.hasMore()) {
        field(in.varint(), in);
      }
    }

    private void field(long tag, LevelInput in) {
      switch ((int) tag) {
        case 1 -> in.prefixed(); // comparator
        case 2 -> log = in.varint();
        case 3, 4 -> in.varint(); // next file, last sequence
        case 5 -> {
          in.varint(); // level of a compaction pointer
          in.prefixed();
        }
        case 6 -> {
          in.varint(); // level of a deleted table
          tables.remove(in.varint());
        }
        case 7 -> {
          in.varint(); // level of a new table
          long number = in.varint();
          tables.put(number, in.varint());
          in.prefixed(); // smallest key
          in.prefixed(); // largest key
        }
        case 9 -> previousLog = in.varint();
        default -> throw new IllegalArgumentException("a manifest edit with unknown tag " + tag);
      }
    }
  }
}
