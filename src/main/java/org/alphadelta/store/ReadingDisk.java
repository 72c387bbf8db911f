package org.alphadelta.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.alphadelta.core.Bytes;

/**
 * The real disk for inspection beside a node that may be writing: files are opened read-only, every
 * change is refused, and sync does nothing.
 */
final class ReadingDisk implements Disk {
  private static final int LIMIT = 1 << 20;

  private final Disk real = new FileDisk();

  @Override
  public DiskFile open(Path file) {
    try {
      if (Files.size(file) > LIMIT) {
        throw new DiskFailure(
            "read", file, "found " + Files.size(file) + " bytes, expected at most " + LIMIT);
      }
      return new Snapshot(file, Bytes.of(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new DiskFailure("read", file, e);
    }
  }

  @Override
  public DiskFile create(Path file) {
    throw refused("create", file);
  }

  @Override
  public boolean exists(Path path) {
    return real.exists(path);
  }

  @Override
  public List<String> list(Path directory) {
    return real.list(directory);
  }

  @Override
  public void mkdirs(Path directory) {
    throw refused("mkdirs", directory);
  }

  @Override
  public void rename(Path from, Path to) {
    throw refused("rename", from);
  }

  @Override
  public void syncDirectory(Path directory) {
    throw refused("sync", directory);
  }

  @Override
  public void delete(Path file) {
    throw refused("delete", file);
  }

  private static DiskFailure refused(String operation, Path file) {
    return new DiskFailure(operation, file, "opened for reading alone");
  }

  /** The content at the time the file was opened. */
  private record Snapshot(Path file, Bytes content) implements DiskFile {
    @Override
    public long size() {
      return content.length();
    }

    @Override
    public Bytes read(long position, int length) {
      int from = (int) Math.min(position, content.length());
      return content.slice(from, Math.min(content.length(), from + length));
    }

    @Override
    public void write(long position, Bytes added) {
      throw refused("write", file);
    }

    @Override
    public void truncate(long size) {
      throw refused("truncate", file);
    }

    @Override
    public void sync() {
      // Nothing was written here, and syncing is the writing process's duty.
    }

    @Override
    public void close() {
      // Nothing is held open.
    }
  }
}
