package org.alphadelta.store;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.fusesource.leveldbjni.JniDBFactory;
import org.iq80.leveldb.CompressionType;
import org.iq80.leveldb.DB;
import org.iq80.leveldb.DBFactory;
import org.iq80.leveldb.DBIterator;
import org.iq80.leveldb.Options;
import org.iq80.leveldb.ReadOptions;
import org.iq80.leveldb.impl.Iq80DBFactory;

/**
 * The one LevelDB engine of this process: native, or pure Java when the system property {@code
 * adn.leveldb.native} is {@code off}. Never both, because neither respects the other's lock.
 */
public enum LevelEngine {
  NATIVE,
  JAVA;

  public static final String PROPERTY = "adn.leveldb.native";

  private static final int CACHE_BYTES = 8 * 1024 * 1024;
  private static final int WRITE_BUFFER_BYTES = 4 * 1024 * 1024;

  /** The engine that this process uses. */
  public static LevelEngine current() {
    return "off".equals(System.getProperty(PROPERTY, "on")) ? JAVA : NATIVE;
  }

  /** Opens a database, creating it where the directory holds none. */
  public DB open(Path directory) {
    return open(directory, true);
  }

  /** Opens an existing database. LevelDB rewrites its files on every opening. */
  public DB openExisting(Path directory) {
    return open(directory, false);
  }

  /** Receives the entries of {@link #walk}; returns whether to go on. */
  public interface Visitor {
    boolean visit(byte[] key, byte[] value);
  }

  /**
   * Visits the entries from a key on, in key order, verifying checksums. Damage is a {@link
   * DiskFailure}; where LevelDB ends the iteration silently instead, {@link LevelFiles} detects it.
   */
  public static void walk(DB db, Path directory, byte[] from, Visitor visitor) {
    try (DBIterator at = db.iterator(new ReadOptions().verifyChecksums(true))) {
      Optional<Map.Entry<byte[], byte[]>> entry =
          moved(
              directory,
              () -> {
                at.seek(from);
                return next(at);
              });
      while (entry.isPresent() && visitor.visit(entry.get().getKey(), entry.get().getValue())) {
        entry = moved(directory, () -> next(at));
      }
    } catch (IOException e) {
      throw new DiskFailure("read", directory, e);
    }
  }

  private static Optional<Map.Entry<byte[], byte[]>> next(DBIterator at) {
    return at.hasNext() ? Optional.of(at.next()) : Optional.empty();
  }

  /**
   * Catches {@link RuntimeException}, because the native iterator reports damage by nothing
   * narrower.
   */
  private static <T> T moved(Path directory, Supplier<T> move) {
    try {
      return move.get();
    } catch (RuntimeException e) {
      throw new DiskFailure("read", directory, new IOException(e.getMessage(), e));
    }
  }

  /**
   * Not a field: loading the native factory's class unpacks the library, which does not exist for
   * every platform.
   */
  private DBFactory factory() {
    return switch (this) {
      case NATIVE -> JniDBFactory.factory;
      case JAVA -> Iq80DBFactory.factory;
    };
  }

  private DB open(Path directory, boolean create) {
    // No paranoid checks: they treat the torn last batch of a killed process as corruption.
    // LevelFiles tells the two apart.
    Options options =
        new Options()
            .createIfMissing(create)
            .verifyChecksums(true)
            .compressionType(CompressionType.NONE)
            .cacheSize(CACHE_BYTES)
            .writeBufferSize(WRITE_BUFFER_BYTES);
    try {
      return factory().open(new File(directory.toString()), options);
    } catch (IOException e) {
      throw new DiskFailure("open LevelDB", directory, e);
    }
  }
}
