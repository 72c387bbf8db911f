package org.alphadelta.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Header;
import org.alphadelta.ledger.BlockStore;
import org.alphadelta.ledger.CertifiedBlock;
import org.alphadelta.ledger.ChainOrigin;
import org.alphadelta.ledger.StateEntry;
import org.alphadelta.ledger.TransactionPlace;
import org.iq80.leveldb.DB;
import org.iq80.leveldb.DBException;
import org.iq80.leveldb.ReadOptions;
import org.iq80.leveldb.WriteBatch;
import org.iq80.leveldb.WriteOptions;

/**
 * One chain's blocks and newest state in LevelDB: each block and its changes are one batch, synced
 * before {@link #append} returns. Any thread may read, one may append. Blocks must be validated
 * before they are appended.
 */
public final class LevelBlockStore implements BlockStore, AutoCloseable {
  private static final WriteOptions SYNCED = new WriteOptions().sync(true);

  private final Path directory;
  private final DB db;
  private final boolean writable;
  private final Optional<LevelFiles.Torn> torn;
  private final ReentrantReadWriteLock closing = new ReentrantReadWriteLock();
  private volatile long height;
  private boolean failed;
  private boolean closed;

  private LevelBlockStore(Path directory, DB db, boolean writable, Optional<LevelFiles.Torn> torn) {
    this.directory = directory;
    this.db = db;
    this.writable = writable;
    this.torn = torn;
    this.height = get(BlockKeys.HEAD).map(BlockKeys::number).orElse(0L);
  }

  /**
   * Opens a chain's store or creates an empty one. Damage in LevelDB's logs is a {@link
   * StoreDamage}.
   */
  public static LevelBlockStore open(Path directory) {
    return open(directory, true);
  }

  /** Opens an existing store read-only. */
  public static LevelBlockStore openReadOnly(Path directory) {
    return open(directory, false);
  }

  private static LevelBlockStore open(Path directory, boolean writable) {
    if (writable) {
      new FileDisk().mkdirs(directory);
    }
    Optional<LevelFiles.Torn> torn = LevelFiles.requireUndamagedLogs(directory);
    LevelEngine engine = LevelEngine.current();
    DB db = writable ? engine.open(directory) : engine.openExisting(directory);
    return new LevelBlockStore(directory, db, writable, torn);
  }

  /** The torn last batch that opening dropped; it was never reported as stored. */
  public Optional<LevelFiles.Torn> torn() {
    return torn;
  }

  @Override
  public void initialize(ChainOrigin origin) {
    Hash genesis = origin.genesis().hash();
    Optional<byte[]> present = get(BlockKeys.ORIGIN);
    if (present.isPresent()) {
      if (!Arrays.equals(present.get(), genesis.bytes().toArray())) {
        throw new IllegalStateException(
            directory + " belongs to genesis " + Bytes.of(present.get()) + ", expected " + genesis);
      }
      return;
    }
    commit(
        batch -> {
          batch.put(BlockKeys.ORIGIN, genesis.bytes().toArray());
          putCommittee(batch, origin.founders());
          origin.state().entries().forEach(entry -> putState(batch, entry));
          batch.put(BlockKeys.HEAD, BlockKeys.number(0));
        });
  }

  @Override
  public void append(CertifiedBlock block, Committee next, List<StateEntry> changes) {
    Header header = block.block().header();
    if (header.height() == height && isStored(header)) {
      return;
    }
    requireNext(header, next);
    commit(
        batch -> {
          batch.put(BlockKeys.block(header.height()), block.canonical().toArray());
          batch.put(BlockKeys.header(header.height()), header.canonical().toArray());
          batch.put(BlockKeys.heightOf(header.hash()), BlockKeys.number(header.height()));
          for (int i = 0; i < block.block().transactions().size(); i++) {
            Hash id = block.block().transactions().get(i).id();
            batch.put(
                BlockKeys.transaction(id),
                BlockKeys.place(new TransactionPlace(header.height(), i)));
          }
          putCommittee(batch, next);
          changes.forEach(entry -> putState(batch, entry));
          batch.put(BlockKeys.HEAD, BlockKeys.number(header.height()));
        });
    height = header.height();
  }

  @Override
  public long height() {
    return height;
  }

  @Override
  public Optional<CertifiedBlock> block(long at) {
    return at < 1 || at > height
        ? Optional.empty()
        : read(BlockKeys.block(at), CertifiedBlock.CODEC);
  }

  @Override
  public Optional<Header> header(long at) {
    return at < 1 || at > height ? Optional.empty() : read(BlockKeys.header(at), Header.CODEC);
  }

  @Override
  public Optional<CertifiedBlock> block(Hash hash) {
    return get(BlockKeys.heightOf(hash)).map(BlockKeys::number).flatMap(this::block);
  }

  @Override
  public Optional<TransactionPlace> transaction(Hash id) {
    return get(BlockKeys.transaction(id)).map(BlockKeys::place);
  }

  @Override
  public List<StateEntry> state() {
    return whileOpen(
        () -> {
          List<StateEntry> entries = new ArrayList<>();
          LevelEngine.walk(
              db,
              directory,
              BlockKeys.STATE_FROM,
              (key, value) -> {
                boolean more = Arrays.compareUnsigned(key, BlockKeys.STATE_TO) < 0;
                if (more) {
                  entries.add(new StateEntry(BlockKeys.stateKey(key), Bytes.of(value)));
                }
                return more;
              });
          return List.copyOf(entries);
        });
  }

  @Override
  public Optional<Committee> committee(Hash hash) {
    return read(BlockKeys.committee(hash), Committee.CODEC);
  }

  /** Waits for running reads; later calls are refused. */
  @Override
  public void close() {
    closing.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        db.close();
      }
    } catch (IOException e) {
      throw new DiskFailure("close", directory, e);
    } finally {
      closing.writeLock().unlock();
    }
  }

  private boolean isStored(Header header) {
    return header(header.height()).map(Header::hash).filter(header.hash()::equals).isPresent();
  }

  private void requireNext(Header header, Committee next) {
    Hash parent =
        height == 0
            ? get(BlockKeys.ORIGIN)
                .map(Hash::of)
                .orElseThrow(() -> new IllegalStateException(directory + " has no genesis yet"))
            : header(height).orElseThrow().hash();
    if (header.height() != height + 1
        || !header.previous().equals(parent)
        || !header.nextCommittee().equals(next.hash())) {
      throw new IllegalStateException(
          "found block "
              + header.height()
              + " on "
              + header.previous()
              + " with next committee "
              + next.hash()
              + ", expected "
              + (height + 1)
              + " on "
              + parent
              + " with "
              + header.nextCommittee());
    }
  }

  private static void putCommittee(WriteBatch batch, Committee committee) {
    batch.put(BlockKeys.committee(committee.hash()), committee.canonical().toArray());
  }

  private static void putState(WriteBatch batch, StateEntry entry) {
    batch.put(BlockKeys.state(entry.at()), entry.value().toArray());
  }

  private interface Filling {
    void fill(WriteBatch batch);
  }

  /**
   * Writes one synced batch. After a failure the disk's content is unknown, and nothing more is
   * written.
   */
  private void commit(Filling filling) {
    whileOpen(
        () -> {
          if (!writable || failed) {
            throw new IllegalStateException(
                directory
                    + (failed ? " is out of use after a failed write" : " is open to read only"));
          }
          failed = true;
          try (WriteBatch batch = db.createWriteBatch()) {
            filling.fill(batch);
            db.write(batch, SYNCED);
          } catch (IOException e) {
            throw new IllegalStateException("write to " + directory + " failed", e);
          }
          failed = false;
          return true;
        });
  }

  private <T> Optional<T> read(byte[] key, Codec<T> codec) {
    return get(key).map(value -> decoded(value, codec));
  }

  private <T> T decoded(byte[] value, Codec<T> codec) {
    try {
      return codec.decode(Bytes.of(value)).orThrow();
    } catch (IllegalArgumentException e) {
      throw new StoreDamage(directory, 0, String.valueOf(e.getMessage()));
    }
  }

  private Optional<byte[]> get(byte[] key) {
    return whileOpen(() -> Optional.ofNullable(db.get(key, checked())));
  }

  private static ReadOptions checked() {
    return new ReadOptions().verifyChecksums(true);
  }

  /**
   * Guards every use, because LevelDB's native code crashes the process when a closed database is
   * used.
   */
  private <T> T whileOpen(Supplier<T> use) {
    closing.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException(directory + " is closed");
      }
      return use.get();
    } catch (DBException e) {
      throw new IllegalStateException("LevelDB in " + directory + ": " + e.getMessage(), e);
    } finally {
      closing.readLock().unlock();
    }
  }
}
