package org.alphadelta.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Verifies the files of a closed LevelDB byte by byte and locates every difference from what was
 * written. It tells the torn last batch of a killed writer from damage; LevelDB drops either
 * silently. Reads only.
 */
public final class LevelFiles {
  private static final Pattern CURRENT = Pattern.compile("(MANIFEST-[0-9]{6,})\n");
  private static final Pattern LOG = Pattern.compile("([0-9]{6,})\\.log");

  /** Result of {@link #look}: both lists are empty when every live byte is as written. */
  public record Report(List<Damage> damages, List<Torn> torn) {
    public Report {
      damages = List.copyOf(damages);
      torn = List.copyOf(torn);
    }
  }

  /** A byte that differs from what was written. */
  public record Damage(Path file, long offset, String what) {}

  /**
   * A record from {@code offset} on was not written to its end; its writer was never told that it
   * is stored.
   */
  public record Torn(Path file, long offset) {
    public String sentence() {
      return file
          + ": dropped what stands from byte "
          + offset
          + " on, a batch that was never written to its end";
    }
  }

  private final Path directory;
  private final List<Damage> damages = new ArrayList<>();
  private final List<Torn> torn = new ArrayList<>();

  private LevelFiles(Path directory) {
    this.directory = directory;
  }

  /** All live files: manifest, logs, tables. Empty for a directory without a database. */
  public static Report look(Path directory) {
    return new LevelFiles(directory).look(true);
  }

  /**
   * Verifies manifest and logs, before a database is opened; tables are verified as they are read.
   *
   * @return the torn last batch, which opening will drop
   * @throws StoreDamage at the first damaged place
   */
  public static Optional<Torn> requireUndamagedLogs(Path directory) {
    Report report = new LevelFiles(directory).look(false);
    for (Damage damage : report.damages()) {
      throw new StoreDamage(damage.file(), damage.offset(), damage.what());
    }
    return report.torn().stream().findFirst();
  }

  private Report look(boolean tables) {
    Path current = directory.resolve("CURRENT");
    if (!Files.exists(current)) {
      orphans();
    } else {
      manifestPath(current).flatMap(this::manifest).ifPresent(live -> alive(live, tables));
    }
    return new Report(damages, torn);
  }

  private void orphans() {
    if (names().stream().anyMatch(n -> LOG.matcher(n).matches() || n.startsWith("MANIFEST-"))) {
      damages.add(
          new Damage(
              directory.resolve("CURRENT"), 0, "no such file, though the database has others"));
    }
  }

  private Optional<Path> manifestPath(Path current) {
    Matcher name = CURRENT.matcher(new String(bytes(current), StandardCharsets.ISO_8859_1));
    if (name.matches() && Files.exists(directory.resolve(name.group(1)))) {
      return Optional.of(directory.resolve(name.group(1)));
    }
    damages.add(new Damage(current, 0, "it names no manifest that is there"));
    return Optional.empty();
  }

  private Optional<LevelManifest> manifest(Path path) {
    LevelLog log = LevelLog.of(bytes(path));
    note(path, log);
    try {
      return Optional.of(LevelManifest.of(log.records()));
    } catch (IllegalArgumentException e) {
      damages.add(new Damage(path, 0, String.valueOf(e.getMessage())));
      return Optional.empty();
    }
  }

  private void alive(LevelManifest live, boolean tables) {
    for (String name : names()) {
      Matcher log = LOG.matcher(name);
      if (log.matches() && live.needsLog(Long.parseLong(log.group(1)))) {
        note(directory.resolve(name), LevelLog.of(bytes(directory.resolve(name))));
      }
    }
    if (tables) {
      live.tables().entrySet().forEach(this::table);
    }
  }

  private void table(Map.Entry<Long, Long> table) {
    String number = String.format("%06d", table.getKey());
    Path sst = directory.resolve(number + ".sst");
    Path path = Files.exists(sst) ? sst : directory.resolve(number + ".ldb");
    if (!Files.exists(path)) {
      damages.add(new Damage(sst, 0, "no such file, though the manifest names it"));
      return;
    }
    LevelTable.check(bytes(path), table.getValue())
        .ifPresent(fault -> damages.add(new Damage(path, fault.offset(), fault.what())));
  }

  private void note(Path path, LevelLog log) {
    log.fault()
        .ifPresent(
            fault -> {
              if (fault.torn()) {
                torn.add(new Torn(path, fault.offset()));
              } else {
                damages.add(new Damage(path, fault.offset(), fault.what()));
              }
            });
  }

  private List<String> names() {
    return new FileDisk().list(directory);
  }

  private static byte[] bytes(Path path) {
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new DiskFailure("read", path, e);
    }
  }
}
