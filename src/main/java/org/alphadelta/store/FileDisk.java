package org.alphadelta.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.alphadelta.core.Bytes;

/** The real disk, through the JDK's file channels. */
public final class FileDisk implements Disk {
  @Override
  public DiskFile open(Path file) {
    return channel("open", file, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  @Override
  public DiskFile create(Path file) {
    return channel(
        "create",
        file,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE,
        StandardOpenOption.CREATE_NEW);
  }

  @Override
  public boolean exists(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public List<String> list(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      entries.forEach(entry -> names.add(String.valueOf(entry.getFileName())));
    } catch (IOException e) {
      throw new DiskFailure("list", directory, e);
    }
    Collections.sort(names);
    return List.copyOf(names);
  }

  @Override
  public void mkdirs(Path directory) {
    Deque<Path> missing = new ArrayDeque<>();
    Path at = directory.toAbsolutePath();
    while (at != null && !Files.isDirectory(at)) {
      missing.push(at);
      at = at.getParent();
    }
    for (Path made : missing) {
      try {
        Files.createDirectory(made);
      } catch (java.nio.file.FileAlreadyExistsException e) {
        if (!Files.isDirectory(made)) {
          throw new DiskFailure("mkdirs", made, e);
        }
      } catch (IOException e) {
        throw new DiskFailure("mkdirs", made, e);
      }
      Path parent = made.getParent();
      if (parent != null) {
        syncDirectory(parent);
      }
    }
  }

  @Override
  public void rename(Path from, Path to) {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new DiskFailure("rename to " + to + " from", from, e);
    }
  }

  @Override
  public void syncDirectory(Path directory) {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      throw new DiskFailure("sync directory", directory, e);
    }
  }

  @Override
  public void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new DiskFailure("delete", file, e);
    }
  }

  private static DiskFile channel(String operation, Path file, OpenOption... options) {
    try {
      return new ChannelFile(file, FileChannel.open(file, options));
    } catch (IOException e) {
      throw new DiskFailure(operation, file, e);
    }
  }

  private record ChannelFile(Path file, FileChannel channel) implements DiskFile {
    @Override
    public long size() {
      try {
        return channel.size();
      } catch (IOException e) {
        throw new DiskFailure("size", file, e);
      }
    }

    @Override
    public Bytes read(long position, int length) {
      ByteBuffer buffer =
          ByteBuffer.allocate((int) Math.min(length, Math.max(0, size() - position)));
      try {
        while (buffer.hasRemaining()) {
          if (channel.read(buffer, position + buffer.position()) < 0) {
            break;
          }
        }
      } catch (IOException e) {
        throw new DiskFailure("read", file, e);
      }
      return Bytes.of(buffer.array()).slice(0, buffer.position());
    }

    @Override
    public void write(long position, Bytes content) {
      ByteBuffer buffer = ByteBuffer.wrap(content.toArray());
      try {
        while (buffer.hasRemaining()) {
          channel.write(buffer, position + buffer.position());
        }
      } catch (IOException e) {
        throw new DiskFailure("write", file, e);
      }
    }

    @Override
    public void truncate(long size) {
      try {
        channel.truncate(size);
      } catch (IOException e) {
        throw new DiskFailure("truncate", file, e);
      }
    }

    @Override
    public void sync() {
      try {
        // Without metadata this is fdatasync, which still makes a changed size durable.
        channel.force(false);
      } catch (IOException e) {
        throw new DiskFailure("sync", file, e);
      }
    }

    @Override
    public void close() {
      try {
        channel.close();
      } catch (IOException e) {
        throw new DiskFailure("close", file, e);
      }
    }
  }
}
