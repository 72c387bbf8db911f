package org.alphadelta.chaos;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.alphadelta.core.Bytes;
import org.alphadelta.store.Disk;
import org.alphadelta.store.DiskFailure;
import org.alphadelta.store.DiskFile;

/**
 * A disk in memory that on command tears writes, fills up, fails to sync, and loses unsynced data.
 * Operations that change something are numbered from 1; a {@link Fault} occurs at one of them.
 * After a {@link Crash}, {@link #afterPowerLoss} or {@link #afterKill} returns the disk that the
 * next process finds. One thread.
 */
public final class FaultyDisk implements Disk {
  /**
   * Fault at the chosen operation. Only a write can be torn; for others this is a crash after it.
   */
  public enum Fault {
    CRASH_BEFORE,
    CRASH_TORN,
    CRASH_AFTER,
    FULL,
    IO_ERROR
  }

  /** The process ends here. This is no {@link DiskFailure}: nothing in the product may catch it. */
  public static final class Crash extends Error {
    public Crash(String operation) {
      super(operation);
    }
  }

  private sealed interface NameChange {
    record Put(Path path, FaultyContent content) implements NameChange {}

    record Removed(Path path) implements NameChange {}

    record Renamed(Path from, Path to, FaultyContent content) implements NameChange {}
  }

  private Map<Path, FaultyContent> names = new TreeMap<>();
  private Map<Path, FaultyContent> durableNames = new TreeMap<>();
  private final TreeSet<Path> directories = new TreeSet<>();
  private final List<NameChange> unsyncedNames = new ArrayList<>();
  private long operations;
  private long faultAt = -1;
  private Fault fault = Fault.CRASH_BEFORE;
  private long freeBytes = Long.MAX_VALUE;
  private boolean dead;

  /** How many changing operations have been called so far. */
  public long operations() {
    return operations;
  }

  /** Schedules a fault at the operation with this number, once. */
  public FaultyDisk strike(long operation, Fault kind) {
    faultAt = operation;
    fault = kind;
    return this;
  }

  /** From now on only this many bytes fit. */
  public FaultyDisk fill(long bytesLeft) {
    freeBytes = bytesLeft;
    return this;
  }

  /** The disk after a power loss: unsynced names and content are kept or lost at random. */
  public FaultyDisk afterPowerLoss(Random random) {
    dead = true;
    int survive = unsyncedNames.isEmpty() ? 0 : random.nextInt(unsyncedNames.size() + 1);
    Map<Path, FaultyContent> found = new TreeMap<>(durableNames);
    unsyncedNames.subList(0, survive).forEach(change -> apply(change, found));
    found.values().stream().distinct().forEach(content -> content.losePower(random));
    return restarted(found);
  }

  /** The disk after a kill of the process: everything that was written. */
  public FaultyDisk afterKill() {
    dead = true;
    return restarted(names);
  }

  /** An independent copy of the present state: a backup to be restored later. */
  public FaultyDisk copy() {
    Map<Path, FaultyContent> copies = new TreeMap<>();
    names.forEach((path, content) -> copies.put(path, content.copy()));
    copies.values().forEach(FaultyContent::sync);
    return restarted(copies);
  }

  /** Flips one bit of a file. */
  public void flip(Path file, int position, int bit) {
    existing("flip", file).flip(position, bit);
  }

  @Override
  public DiskFile open(Path file) {
    return new Handle(file, existing("open", file));
  }

  @Override
  public DiskFile create(Path file) {
    Optional<Crash> crash = enter("create", file, 0);
    if (names.containsKey(file)) {
      throw new DiskFailure("create", file, "file exists");
    }
    change(new NameChange.Put(file, new FaultyContent()));
    leave(crash);
    return open(file);
  }

  @Override
  public boolean exists(Path path) {
    return names.containsKey(path) || directories.contains(path);
  }

  @Override
  public List<String> list(Path directory) {
    TreeSet<String> entries = new TreeSet<>();
    names.keySet().stream()
        .filter(p -> directory.equals(p.getParent()))
        .forEach(p -> entries.add(name(p)));
    directories.stream()
        .filter(p -> directory.equals(p.getParent()))
        .forEach(p -> entries.add(name(p)));
    return List.copyOf(entries);
  }

  /**
   * Directories are durable at once: no rule of the product depends on losing a directory but not
   * its files.
   */
  @Override
  public void mkdirs(Path directory) {
    if (directories.contains(directory)) {
      return;
    }
    Optional<Crash> crash = enter("mkdirs", directory, 0);
    for (Path at = directory; at != null; at = at.getParent()) {
      directories.add(at);
    }
    leave(crash);
  }

  @Override
  public void rename(Path from, Path to) {
    Optional<Crash> crash = enter("rename", from, 0);
    change(new NameChange.Renamed(from, to, existing("rename", from)));
    leave(crash);
  }

  /** As on a journaling file system, names become durable in the order in which they changed. */
  @Override
  public void syncDirectory(Path directory) {
    Optional<Crash> crash = enter("sync directory", directory, 0);
    unsyncedNames.forEach(change -> apply(change, durableNames));
    unsyncedNames.clear();
    leave(crash);
  }

  @Override
  public void delete(Path file) {
    if (names.containsKey(file)) {
      Optional<Crash> crash = enter("delete", file, 0);
      change(new NameChange.Removed(file));
      leave(crash);
    }
  }

  private void change(NameChange change) {
    apply(change, names);
    unsyncedNames.add(change);
  }

  private static void apply(NameChange change, Map<Path, FaultyContent> to) {
    switch (change) {
      case NameChange.Put put -> to.put(put.path(), put.content());
      case NameChange.Removed removed -> to.remove(removed.path());
      case NameChange.Renamed renamed -> {
        to.remove(renamed.from());
        to.put(renamed.to(), renamed.content());
      }
    }
  }

  private FaultyDisk restarted(Map<Path, FaultyContent> found) {
    FaultyDisk disk = new FaultyDisk();
    disk.names = new TreeMap<>(found);
    disk.durableNames = new TreeMap<>(found);
    disk.directories.addAll(directories);
    return disk;
  }

  private FaultyContent existing(String operation, Path file) {
    FaultyContent content = names.get(file);
    if (content == null) {
      throw new DiskFailure(operation, file, "no such file");
    }
    return content;
  }

  /** Counts the operation and applies a fault that occurs before it or instead of it. */
  private Optional<Crash> enter(String operation, Path file, long bytes) {
    if (dead) {
      throw new IllegalStateException(
          "a process that ended uses its disk: " + operation + " " + file);
    }
    operations++;
    if (bytes > freeBytes) {
      throw new DiskFailure(operation, file, "No space left on device");
    }
    freeBytes -= freeBytes == Long.MAX_VALUE ? 0 : bytes;
    if (operations != faultAt) {
      return Optional.empty();
    }
    String what = "operation " + operations + ": " + fault + " at " + operation + " " + file;
    return switch (fault) {
      case CRASH_BEFORE -> throw new Crash(what);
      case FULL -> throw new DiskFailure(operation, file, "No space left on device");
      case IO_ERROR -> throw new DiskFailure(operation, file, "Input/output error");
      case CRASH_TORN, CRASH_AFTER -> Optional.of(new Crash(what));
    };
  }

  private static void leave(Optional<Crash> crash) {
    crash.ifPresent(
        c -> {
          throw c;
        });
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  private final class Handle implements DiskFile {
    private final Path file;
    private final FaultyContent content;

    private Handle(Path file, FaultyContent content) {
      this.file = file;
      this.content = content;
    }

    @Override
    public long size() {
      return content.size();
    }

    @Override
    public Bytes read(long position, int length) {
      return content.read(position, length);
    }

    @Override
    public void write(long position, Bytes bytes) {
      Optional<Crash> crash = enter("write", file, bytes.length());
      boolean torn = crash.isPresent() && fault == Fault.CRASH_TORN;
      Bytes written = torn ? bytes.slice(0, bytes.length() / 2) : bytes;
      content.write((int) position, written.toArray());
      leave(crash);
    }

    @Override
    public void truncate(long size) {
      Optional<Crash> crash = enter("truncate", file, 0);
      content.truncate((int) size);
      leave(crash);
    }

    @Override
    public void sync() {
      Optional<Crash> crash = enter("sync", file, 0);
      content.sync();
      leave(crash);
    }

    @Override
    public void close() {}
  }
}
