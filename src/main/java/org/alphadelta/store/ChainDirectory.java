package org.alphadelta.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Decoded;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.genesis.GenesisPair;

/**
 * The directory of one pair's chains, with the genesis that both begin with. Creation is
 * idempotent; nothing in it is ever deleted.
 */
public final class ChainDirectory {
  private static final int LIMIT = Integer.MAX_VALUE - 64;

  private final Disk disk;
  private final HomeLayout home;
  private final GenesisPairId pair;

  public ChainDirectory(Disk disk, HomeLayout home, GenesisPairId pair) {
    this.disk = disk;
    this.home = home;
    this.pair = pair;
  }

  public boolean exists() {
    return disk.exists(home.genesis(pair));
  }

  /** Creates both chains' directories and writes the genesis, durably; skips what exists. */
  public void ensure(GenesisPair genesis) {
    if (!genesis.id().equals(pair)) {
      throw new IllegalArgumentException(
          "found the genesis of " + genesis.id() + ", expected " + pair);
    }
    for (ChainKind kind : ChainKind.values()) {
      disk.mkdirs(home.chain(pair, kind));
    }
    Optional<GenesisPair> present = genesis();
    if (present.isEmpty()) {
      file().replace(genesis.canonical());
    } else if (!present.get().equals(genesis)) {
      throw new StoreDamage(path(), 0, "found another genesis with the same id " + pair);
    }
  }

  /** The stored genesis, checked against the pair's hashes; damage is a safety stop. */
  public Optional<GenesisPair> genesis() {
    return switch (file().read()) {
      case CheckedFile.Absent absent -> Optional.empty();
      case CheckedFile.Damaged damaged -> throw new StoreDamage(path(), 0, damaged.reason());
      case CheckedFile.Content content ->
          switch (GenesisPair.CODEC.decode(content.bytes())) {
            case Decoded.Ok<GenesisPair> ok when ok.value().id().equals(pair) ->
                Optional.of(ok.value());
            case Decoded.Ok<GenesisPair> other ->
                throw new StoreDamage(
                    path(), 0, "found the genesis of " + other.value().id() + ", expected " + pair);
            case Decoded.Malformed<GenesisPair> malformed ->
                throw new StoreDamage(path(), 0, malformed.rejection().sentence());
          };
    };
  }

  /**
   * The genesis of every pair in this home, in the order of their directories' names; damage is a
   * safety stop.
   */
  public static List<GenesisPair> all(Disk disk, HomeLayout home) {
    List<GenesisPair> pairs = new ArrayList<>();
    if (!disk.exists(home.chains())) {
      return pairs;
    }
    for (String name : disk.list(home.chains())) {
      Path path = home.chains().resolve(name).resolve(home.genesisName());
      if (disk.exists(path)) {
        pairs.add(read(disk, path));
      }
    }
    return pairs;
  }

  private static GenesisPair read(Disk disk, Path path) {
    if (new CheckedFile(disk, path, LIMIT).read() instanceof CheckedFile.Content content
        && GenesisPair.CODEC.decode(content.bytes()) instanceof Decoded.Ok<GenesisPair> ok
        && path.getParent() != null
        && ok.value().id().directory().equals(String.valueOf(path.getParent().getFileName()))) {
      return ok.value();
    }
    throw new StoreDamage(path, 0, "found no genesis pair that belongs in this directory");
  }

  private Path path() {
    return home.genesis(pair);
  }

  private CheckedFile file() {
    return new CheckedFile(disk, path(), LIMIT);
  }
}
