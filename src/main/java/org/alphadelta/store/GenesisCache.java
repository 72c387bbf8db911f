package org.alphadelta.store;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Rejection;

/**
 * {@code genesis.cache}: the last accepted pair, verified again on every read. A damaged one is
 * quarantined and fetched again.
 */
public final class GenesisCache {
  private static final int LIMIT = Integer.MAX_VALUE - 64;

  private final CheckedFile file;
  private final Quarantine quarantine;
  private final Function<CachedGenesis, Optional<Rejection>> check;

  /** Result of {@link #read}. */
  public sealed interface Reading {}

  public record Absent() implements Reading {}

  public record Valid(CachedGenesis genesis) implements Reading {}

  /** The damaged file was moved to {@code quarantined}. */
  public record Damaged(String reason, Path quarantined) implements Reading {}

  /** {@code check} verifies hashes, cross-references and attestations of a cached genesis. */
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
