package org.alphadelta.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.alphadelta.config.BuildInfo;
import org.alphadelta.config.ConfigException;
import org.alphadelta.config.ConfigLoader;
import org.alphadelta.config.Home;
import org.alphadelta.config.NodeConfig;
import org.alphadelta.config.PinFile;
import org.alphadelta.core.NetworkId;
import org.alphadelta.crypto.KeyFile;
import org.alphadelta.crypto.KeyFileException;
import org.alphadelta.crypto.KeyPair;
import org.alphadelta.crypto.Passphrase;
import org.alphadelta.genesis.Pins;
import org.alphadelta.store.HomeLayout;
import org.alphadelta.store.HomeLock;
import org.jspecify.annotations.Nullable;

/** Access of commands to an operator's home. Existing files are never overwritten. */
public final class HomeFiles {
  private HomeFiles() {}

  /** A home made by {@code init}; exit code 2 otherwise. */
  public static Home existing(Path root) {
    Home home = new Home(root);
    if (!home.exists()) {
      throw CommandFailure.usage(
          home.root().toString(), "no config/adn.conf", "a home made by 'adn init'");
    }
    return home;
  }

  /** Requires a directory that is absent or empty; exit code 2 otherwise. */
  static void requireFree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    if (!Files.isDirectory(root)) {
      throw CommandFailure.usage(root.toString(), "a file", "a directory that is new or empty");
    }
    try (Stream<Path> entries = Files.list(root)) {
      if (entries.findAny().isPresent()) {
        String found = new Home(root).exists() ? "an existing home" : "a directory with content";
        throw CommandFailure.usage(root.toString(), found, "a directory that is new or empty");
      }
    }
  }

  public static HomeLayout layout(Home home) {
    return new HomeLayout(home.root());
  }

  public static NodeConfig config(Home home, CliContext context) throws ConfigException {
    return config(home, Map.of(), context);
  }

  /**
   * The effective configuration of a home; {@code options} are full keys and values from the
   * command line.
   */
  public static NodeConfig config(Home home, Map<String, String> options, CliContext context)
      throws ConfigException {
    return ConfigLoader.load(home, options, context.shell().environment(), context.settings());
  }

  /** Exit code 11 when this build does not run the network. */
  public static void requireBuildRuns(NetworkId network, BuildInfo build) {
    if (!build.kind().runs(network)) {
      throw new CommandFailure(
          ExitCodes.WRONG_BUILD,
          "refused by this build ("
              + build.kind()
              + "): found network "
              + network
              + ", expected "
              + build.kind().networks());
    }
  }

  /** The pins of a home, for the network of its configuration; exit code 2 otherwise. */
  public static Pins pins(NodeConfig config) throws ConfigException {
    Pins pins = PinFile.read(config.home().pinFile());
    if (pins.network() != config.network()) {
      throw CommandFailure.usage(
          config.home().pinFile().toString(),
          "pins of " + pins.network(),
          "pins of " + config.network());
    }
    return pins;
  }

  /**
   * Takes the lock of a home while a command changes it; exit code 10 when another process has it.
   */
  public static HomeLock lock(Home home) {
    return switch (HomeLock.take(layout(home))) {
      case HomeLock.Taken taken -> taken.lock();
      case HomeLock.InUse use -> throw Failures.inUse(use);
    };
  }

  public static KeyPair nodeKey(NodeConfig config) throws KeyFileException {
    return KeyFile.read(config.home().nodeKey(), Passphrase.read(config.passphraseFile()));
  }

  public static KeyPair validatorKey(NodeConfig config) throws KeyFileException {
    return KeyFile.read(config.home().validatorKey(), Passphrase.read(config.passphraseFile()));
  }

  /** Writes a new file durably; readable by its owner alone if {@code secret}. */
  public static void write(Path file, String text, boolean secret) throws IOException {
    write(file, text.getBytes(StandardCharsets.UTF_8), secret);
  }

  static void write(Path file, byte[] content, boolean secret) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            permissions(file, secret ? "rw-------" : "rw-r--r--"))) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    sync(file.toAbsolutePath().getParent());
  }

  /** Creates a directory with its parents; the last one is accessible to its owner alone. */
  static void privateDirectory(Path directory) throws IOException {
    Path parent = directory.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    if (!Files.isDirectory(directory)) {
      Files.createDirectory(directory, permissions(directory, "rwx------"));
    }
    sync(parent);
  }

  /** Creates a directory with its parents. */
  static void directory(Path directory) throws IOException {
    Files.createDirectories(directory);
    sync(directory.toAbsolutePath().getParent());
  }

  private static void sync(@Nullable Path directory) throws IOException {
    if (directory != null) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static FileAttribute<?>[] permissions(Path path, String rights) {
    if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    Set<PosixFilePermission> set = PosixFilePermissions.fromString(rights);
    return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(set)};
  }
}
