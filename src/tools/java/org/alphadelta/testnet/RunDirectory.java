package org.alphadelta.testnet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Paths in the directory of one run, like {@code adn-testnet/20260101-120000}. */
record RunDirectory(Path root) {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);
  private static final String LATEST = "latest";
  private static final int MOST_IN_ONE_SECOND = 100;

  /** Creates a directory below {@code base}, and points {@code latest} at it. */
  static RunDirectory create(Path base, LocalDateTime now) throws IOException {
    Files.createDirectories(base);
    String name = NAME.format(now);
    for (int i = 1; i <= MOST_IN_ONE_SECOND; i++) {
      Path root = base.resolve(i == 1 ? name : name + "-" + i);
      if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectory(root);
        RunDirectory made = new RunDirectory(root);
        Files.createDirectory(made.homes());
        Files.createDirectory(made.logs());
        made.becomeLatest(base);
        return made;
      }
    }
    throw new IOException(
        base + ": found " + MOST_IN_ONE_SECOND + " runs of " + name + ", expected fewer");
  }

  /** The target of {@code latest}, if it exists. */
  static Optional<RunDirectory> latest(Path base) throws IOException {
    Path link = base.resolve(LATEST);
    if (!Files.isDirectory(link)) {
      return Optional.empty();
    }
    Path target = Files.isSymbolicLink(link) ? base.resolve(Files.readSymbolicLink(link)) : link;
    return Optional.of(new RunDirectory(target));
  }

  private void becomeLatest(Path base) throws IOException {
    Path link = base.resolve(LATEST);
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, base.relativize(root));
  }

  Path homes() {
    return root.resolve("homes");
  }

  Path home(String name) {
    return homes().resolve(name);
  }

  Path logs() {
    return root.resolve("logs");
  }

  Path log(String name) {
    return logs().resolve(name + ".log");
  }

  /** Output of {@code adn genesis create} for a generation. */
  Path genesis(int generation) {
    return root.resolve("genesis" + generation);
  }

  Path pins(int generation) {
    return genesis(generation).resolve("pins.json");
  }

  Path pair(int generation) {
    return genesis(generation).resolve("genesis.pair");
  }

  Path terms() {
    return root.resolve("upgrade.terms");
  }

  Path summary() {
    return root.resolve("summary.json");
  }

  Path commands() {
    return root.resolve("commands.sh");
  }

  /** The processes of this run, for {@code adn testnet stop}. */
  Path processes() {
    return root.resolve("processes.json");
  }

  /** Ports and addresses of the nodes, for {@code adn testnet join}. */
  Path network() {
    return root.resolve("network.json");
  }

  @Override
  public String toString() {
    return root.toString();
  }
}
