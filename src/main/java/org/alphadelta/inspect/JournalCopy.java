package org.alphadelta.inspect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.alphadelta.core.Rejection;
import org.alphadelta.store.DiskFailure;
import org.alphadelta.store.FileDisk;
import org.alphadelta.store.HomeLayout;
import org.alphadelta.store.HomeLock;
import org.alphadelta.store.LevelFiles;
import org.iq80.leveldb.DBException;

/**
 * The journal of a stopped node, read from a copy: no file of the home is opened for writing, and a
 * home in use is refused. {@code files} reports on its bytes; paths in it are those of the home.
 */
public record JournalCopy(RecordSource source, LevelFiles.Report files) {
  /** Result of reading a home's journal. */
  public sealed interface Outcome {}

  public record Read(JournalCopy journal) implements Outcome {}

  /** A process runs on this home and must be asked instead. */
  public record InUse(HomeLock.InUse holder) implements Outcome {}

  /** The home has no journal. */
  public record Missing(Path directory) implements Outcome, Rejection {
    @Override
    public String code() {
      return "journal-missing";
    }

    @Override
    public String found() {
      return "no journal in " + directory;
    }

    @Override
    public String expected() {
      return "the journal of a node that ran";
    }
  }

  /**
   * Reads a home's journal; {@code scratch} is a directory for the copy, which is removed
   * afterwards.
   */
  public static Outcome read(HomeLayout home, Path scratch) {
    Optional<HomeLock.InUse> holder = HomeLock.heldBy(home);
    if (holder.isPresent()) {
      return new InUse(holder.get());
    }
    if (new FileDisk().list(home.journal()).isEmpty()) {
      return new Missing(home.journal());
    }
    try {
      Files.createDirectories(scratch);
      Path copy = Files.createTempDirectory(scratch, "journal-");
      try {
        copy(home.journal(), copy);
        // A node may have been started meanwhile; then the copy must not be used.
        holder = HomeLock.heldBy(home);
        return holder.isPresent() ? new InUse(holder.get()) : new Read(of(home.journal(), copy));
      } finally {
        remove(copy);
      }
    } catch (IOException e) {
      throw new DiskFailure("copy", home.journal(), e);
    }
  }

  private static JournalCopy of(Path original, Path copy) {
    LevelFiles.Report report = LevelFiles.look(copy);
    List<LevelFiles.Damage> damages =
        report.damages().stream()
            .map(
                d ->
                    new LevelFiles.Damage(
                        original.resolve(d.file().getFileName()), d.offset(), d.what()))
            .toList();
    List<LevelFiles.Torn> torn =
        report.torn().stream()
            .map(t -> new LevelFiles.Torn(original.resolve(t.file().getFileName()), t.offset()))
            .toList();
    LevelFiles.Report placed = new LevelFiles.Report(damages, torn);
    try {
      return new JournalCopy(AkkaJournal.read(copy), placed);
    } catch (DBException | DiskFailure | IllegalArgumentException e) {
      if (damages.isEmpty()) {
        throw e;
      }
      // A damaged database may not open at all; its damage has already been located.
      return new JournalCopy(new RecordSource.Listed(new TreeMap<>(), new TreeMap<>()), placed);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
            && !"LOCK".equals(String.valueOf(file.getFileName()))) {
          Files.copy(file, to.resolve(String.valueOf(file.getFileName())));
        }
      }
    }
  }

  private static void remove(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }
}
