package org.alphadelta.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alphadelta.consensus.ConsensusLog;
import org.alphadelta.consensus.LogEntry;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Decoded;

/**
 * Write-ahead log of one chain: one file of appended records, among them the start of each height.
 * A torn tail is cut and reported; damage before it is a safety stop. Reading gives the last
 * height's entries. When the file has grown to {@link #COMPACT_BYTES}, the next height begins a new
 * one.
 *
 * <p>A record: magic number (4 bytes), CRC-32C of the fields between it and its repetition (4),
 * length of the content (4), how much of the file was synced when it was written (8), kind (1:
 * start, content is the height; 2: entry), content, the CRC again (4); numbers big endian. A broken
 * record is damage when its end shows that it was written whole, or when a later record says that
 * this offset was synced. Any other was never synced and is torn.
 */
public final class FileConsensusLog implements ConsensusLog {
  public static final long COMPACT_BYTES = 32L * 1024 * 1024;

  /** A log of one height that grows beyond this stops the signer: 512 MiB. */
  public static final long MAX_BYTES = 512L * 1024 * 1024;

  private static final byte START = 1;
  private static final byte ENTRY = 2;

  private final Disk disk;
  private final Path path;
  private DiskFile file;
  private long end;
  private long synced;
  private long height;
  private long heightStart;
  private final Optional<TornTail> torn;
  private final InUse use;

  /** The torn tail that opening cut off: {@code bytes} from {@code offset}, never synced. */
  public record TornTail(Path file, long offset, long bytes) {
    public String sentence() {
      return file
          + ": cut off the last "
          + bytes
          + " bytes from byte "
          + offset
          + " on, a record that was never written to its end";
    }
  }

  private FileConsensusLog(Disk disk, Path path, DiskFile file) {
    this.disk = disk;
    this.path = path;
    this.file = file;
    this.use = new InUse(path);
    LogScan scan = LogScan.of(path, file);
    for (LogScan.Found found : scan.records()) {
      if (found.kind() == START) {
        height = startedHeight(found);
        heightStart = found.end();
      }
    }
    this.end = scan.end();
    this.torn =
        scan.tornBytes() == 0
            ? Optional.empty()
            : Optional.of(new TornTail(path, end, scan.tornBytes()));
    if (torn.isPresent()) {
      file.truncate(end);
    }
    // Make the surviving records durable before anything relies on them.
    file.sync();
    this.synced = end;
  }

  /** Opens the log, or creates an empty one. */
  public static FileConsensusLog open(Disk disk, Path path) throws IOException {
    return PortCall.run(
        () -> {
          if (!disk.exists(path)) {
            new AtomicFile(disk, path).replace(Bytes.EMPTY);
          }
          DiskFile file = disk.open(path);
          try {
            return new FileConsensusLog(disk, path, file);
          } catch (RuntimeException e) {
            file.close();
            throw e;
          }
        });
  }

  public Optional<TornTail> torn() {
    return torn;
  }

  @Override
  public long height() {
    return height;
  }

  @Override
  public List<LogEntry> entries() throws IOException {
    return use.guarded(
        () -> {
          List<LogEntry> entries = new ArrayList<>();
          for (LogScan.Found found : LogScan.from(path, file, heightStart).records()) {
            entries.add(entry(found));
          }
          return List.copyOf(entries);
        });
  }

  @Override
  public void startHeight(long next) throws IOException {
    use.guarded(
        () -> {
          if (end >= COMPACT_BYTES) {
            beginNewFile(next);
          } else {
            write(START, content(next));
          }
          height = next;
          heightStart = end;
          return true;
        });
  }

  @Override
  public void append(LogEntry entry) throws IOException {
    use.guarded(
        () -> {
          write(ENTRY, entry.canonical());
          return true;
        });
  }

  @Override
  public void sync() throws IOException {
    use.guarded(
        () -> {
          if (synced < end) {
            file.sync();
            synced = end;
          }
          return true;
        });
  }

  public void close() {
    file.close();
  }

  private void write(byte kind, Bytes content) {
    Bytes record = LogScan.record(synced, kind, content);
    if (end + record.length() > MAX_BYTES) {
      throw new DiskFailure(
          "append", path, "the log of one height has more than " + MAX_BYTES + " bytes");
    }
    file.write(end, record);
    end += record.length();
  }

  private void beginNewFile(long next) {
    Bytes start = LogScan.record(0, START, content(next));
    new AtomicFile(disk, path).replace(start);
    file.close();
    file = disk.open(path);
    end = start.length();
    synced = end;
  }

  private static Bytes content(long height) {
    return Bytes.of(ByteBuffer.allocate(Long.BYTES).putLong(0, height).array());
  }

  private long startedHeight(LogScan.Found found) {
    if (found.content().length() != Long.BYTES) {
      throw new StoreDamage(path, found.start(), "a start has a height");
    }
    return ByteBuffer.wrap(found.content().toArray()).getLong();
  }

  private LogEntry entry(LogScan.Found found) {
    if (found.kind() != ENTRY) {
      throw new StoreDamage(
          path, found.start(), "found kind " + found.kind() + ", expected an entry");
    }
    return switch (LogEntry.CODEC.decode(found.content())) {
      case Decoded.Ok<LogEntry> ok -> ok.value();
      case Decoded.Malformed<LogEntry> malformed ->
          throw new StoreDamage(path, found.start(), malformed.rejection().sentence());
    };
  }
}
