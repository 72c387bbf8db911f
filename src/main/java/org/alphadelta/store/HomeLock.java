package org.alphadelta.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.alphadelta.core.Rejection;

/**
 * Ensures one process per home: an operating system lock on {@code home/lock}, taken before
 * anything else starts and released by the system however the process ends. It does not use {@link
 * Disk}, which cannot simulate a lock.
 */
public final class HomeLock implements AutoCloseable {
  private static final int PID_TEXT_LIMIT = 32;

  /**
   * Homes locked by this process. POSIX releases a lock as soon as the process closes any
   * descriptor of the file, so a second attempt within the process must not open it.
   */
  private static final Set<Path> HELD = new ConcurrentSkipListSet<>();

  private final Path file;
  private final FileChannel channel;

  private HomeLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Result of {@link #take}. */
  public sealed interface Outcome {}

  /** This process holds the lock until {@link HomeLock#close} or its end. */
  public record Taken(HomeLock lock) implements Outcome {}

  /**
   * The lock is held by another process, or by this one already; {@code pid} is what the holder
   * wrote, if anything.
   */
  public record InUse(Path home, OptionalLong pid) implements Outcome, Rejection {
    @Override
    public String code() {
      return "home-in-use";
    }

    @Override
    public String found() {
      return home
          + " locked by "
          + (pid.isPresent() ? "process " + pid.getAsLong() : "a process that left no id");
    }

    @Override
    public String expected() {
      return "a home that no other process uses";
    }
  }

  /** Takes the lock of an existing home, or reports its holder. */
  public static Outcome take(HomeLayout home) {
    try {
      Path file = realPath(home);
      if (!HELD.add(file)) {
        return new InUse(home.home(), OptionalLong.of(ProcessHandle.current().pid()));
      }
      Optional<FileChannel> channel = lock(file);
      if (channel.isEmpty()) {
        HELD.remove(file);
        return new InUse(home.home(), holder(file));
      }
      return new Taken(new HomeLock(file, channel.get()));
    } catch (IOException e) {
      throw new DiskFailure("lock", home.lock(), e);
    }
  }

  /**
   * The present holder; empty when there is none. Never writes: a shared lock needs only permission
   * to read.
   */
  public static Optional<InUse> heldBy(HomeLayout home) {
    if (!Files.exists(home.lock())) {
      return Optional.empty();
    }
    try {
      Path file = realPath(home);
      if (HELD.contains(file)) {
        return Optional.of(new InUse(home.home(), OptionalLong.of(ProcessHandle.current().pid())));
      }
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
          FileLock shared = channel.tryLock(0, Long.MAX_VALUE, true)) {
        return shared == null
            ? Optional.of(new InUse(home.home(), holder(file)))
            : Optional.empty();
      }
    } catch (IOException e) {
      throw new DiskFailure("lock", home.lock(), e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new IllegalStateException("a held lock can be given back: " + file, e);
    }
    HELD.remove(file);
  }

  private static Path realPath(HomeLayout home) throws IOException {
    return home.home().toRealPath().resolve(home.lock().getFileName());
  }

  private static Optional<FileChannel> lock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      channel.close();
      return Optional.empty();
    }
    write(channel, ProcessHandle.current().pid());
    return Optional.of(channel);
  }

  private static void write(FileChannel channel, long pid) throws IOException {
    channel.truncate(0);
    channel.write(ByteBuffer.wrap((pid + "\n").getBytes(StandardCharsets.US_ASCII)), 0);
    channel.force(true);
  }

  private static OptionalLong holder(Path file) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(PID_TEXT_LIMIT);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      channel.read(text, 0);
    }
    String pid = new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII).trim();
    return pid.matches("[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(pid)) : OptionalLong.empty();
  }
}
