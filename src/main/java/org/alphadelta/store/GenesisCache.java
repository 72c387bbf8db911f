package org.alphadelta.store;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Rejection;

/**
 * {@code genesis.cache}: the pair this node last accepted, verified again on every read. It is a
 * cache: a damaged one is quarantined and fetched again. It does not know pins; the check given to
 * it does.
 */
public final class GenesisCache {
  private static final int LIMIT = Integer.MAX_VALUE - 64;

  private final CheckedFile file;
  private final Quarantine quarantine;
  private final Function<CachedGenesis, Optional<Rejection>> check;

  /** What reading the cache led to. */
  public sealed interface Reading {}

  public record Absent() implements Reading {}

  public record Valid(CachedGenesis genesis) implements Reading {}

  /** It was moved to {@code quarantined}. */
  public record Damaged(String reason, Path quarantined) implements Reading {}

  /**
   * {@code check} verifies everything about a cached genesis but its bytes: hashes,
   * cross-references, attestations.
   */
  public GenesisCache(
      Disk disk, HomeLayout home, Function<CachedGenesis, Optional<Rejection>> check) {
    this.file = new CheckedFile(disk, home.genesisCache(), LIMIT);
    this.quarantine = new Quarantine(disk, home);
    this.check = check;
  }

  public Reading read() {
    return switch (file.read()) {
      case CheckedFile.Absent absent -> new Absent();
      case CheckedFile.Damaged damaged -> aside(damaged.reason());
      case CheckedFile.Content content -> verified(content.bytes());
    };
  }

  public void write(CachedGenesis genesis) {
    file.replace(genesis.form());
  }

  private Reading verified(Bytes content) {
    CachedGenesis genesis;
    try {
      genesis = CachedGenesis.parse(content);
    } catch (IllegalArgumentException e) {
      return aside(String.valueOf(e.getMessage()));
    }
    Optional<Rejection> rejection = check.apply(genesis);
    return rejection.isPresent() ? aside(rejection.get().sentence()) : new Valid(genesis);
  }

  private Reading aside(String reason) {
    return new Damaged(reason, quarantine.take(file.path()));
  }
}
