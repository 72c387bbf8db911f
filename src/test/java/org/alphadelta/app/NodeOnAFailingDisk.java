package org.alphadelta.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.alphadelta.cli.CliContext;
import org.alphadelta.cli.Commands;
import org.alphadelta.cli.Shell;
import org.alphadelta.core.Bytes;
import org.alphadelta.store.Disk;
import org.alphadelta.store.DiskFailure;
import org.alphadelta.store.DiskFile;
import org.alphadelta.store.FileDisk;

/**
 * {@code adn start} on a disk that begins to fail: as soon as the directory named by the property
 * {@link #TRIGGERS} holds a file with the name of a file or folder, nothing there can be synced.
 */
final class NodeOnAFailingDisk {
  static final String TRIGGERS = "adn.test.failing";

  private NodeOnAFailingDisk() {}

  public static void main(String[] arguments) {
    Path triggers = Path.of(System.getProperty(TRIGGERS, ""));
    CliContext context = Main.context(Shell.ofProcess());
    StartCommand start = new StartCommand(context, new FailingDisk(new FileDisk(), triggers));
    System.exit(Commands.root(context, List.of(start)).execute(arguments));
  }

  private record FailingDisk(Disk real, Path triggers) implements Disk {
    @Override
    public DiskFile open(Path file) {
      return new FailingFile(real.open(file), file, triggers);
    }

    @Override
    public DiskFile create(Path file) {
      return new FailingFile(real.create(file), file, triggers);
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
      real.mkdirs(directory);
    }

    @Override
    public void rename(Path from, Path to) {
      real.rename(from, to);
    }

    @Override
    public void syncDirectory(Path directory) {
      real.syncDirectory(directory);
    }

    @Override
    public void delete(Path file) {
      real.delete(file);
    }
  }

  private record FailingFile(DiskFile real, Path file, Path triggers) implements DiskFile {
    @Override
    public long size() {
      return real.size();
    }

    @Override
    public Bytes read(long position, int length) {
      return real.read(position, length);
    }

    @Override
    public void write(long position, Bytes content) {
      real.write(position, content);
    }

    @Override
    public void truncate(long size) {
      real.truncate(size);
    }

    @Override
    public void sync() {
      for (Path part : file) {
        if (Files.exists(triggers.resolve(part.toString()))) {
          throw new DiskFailure("sync", file, "Input/output error");
        }
      }
      real.sync();
    }

    @Override
    public void close() {
      real.close();
    }
  }
}
