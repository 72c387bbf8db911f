package org.alphadelta.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.alphadelta.consensus.SignRecord;
import org.alphadelta.consensus.SignState;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.Decoded;
import org.alphadelta.core.PublicKey;

/**
 * The last thing that one key signed on one chain, in {@code signing/<genesis>-<key>.state}: two
 * slots written in turn, durable before {@link #store} returns. The file is created once and never
 * deleted; a record is replaced only by one that is not lower. {@link SignRecord#judge} decides
 * what may be signed.
 */
public final class FileSignState implements SignState {
  static final int SLOT_BYTES = 4096;

  private final Disk disk;
  private final Path path;
  private final ChainId chain;
  private final PublicKey key;
  private final InUse use;
  private Optional<SlotFile> slots = Optional.empty();

  public FileSignState(Disk disk, HomeLayout home, ChainId chain, PublicKey key) {
    this.disk = disk;
    this.path = home.signState(chain, key);
    this.chain = chain;
    this.key = key;
    this.use = new InUse(path);
  }

  /** Whether the file exists; a chain's directory or journal without it is a safety stop. */
  public boolean exists() {
    return disk.exists(path);
  }

  public Path path() {
    return path;
  }

  /** Makes the first record durable; nothing else ever creates the file. */
  public void create() throws IOException {
    Bytes first = SignRecord.fresh(chain, key).canonical();
    slots = Optional.of(use.guarded(() -> SlotFile.create(disk, path, SLOT_BYTES, first)));
  }

  /** {@link #create} unless the file exists, for steps that are repeated after a crash. */
  public void ensure() throws IOException {
    if (!exists()) {
      create();
    }
  }

  @Override
  public Optional<SignRecord> load() throws IOException {
    Optional<SlotFile> open = use.guarded(this::open);
    return open.isEmpty() ? Optional.empty() : Optional.of(use.guarded(() -> read(open.get())));
  }

  @Override
  public void store(SignRecord record) throws IOException {
    SlotFile open =
        use.guarded(this::open)
            .orElseThrow(
                () -> new IOException(path + " is missing; it is created once, never here"));
    requireNotFalling(use.guarded(() -> read(open)), record);
    use.guarded(
        () -> {
          open.replace(record.canonical());
          return open;
        });
  }

  /**
   * Raises the watermark or sets a terminal mark for the operator, while the node's signer does not
   * run.
   */
  public SignRecord change(UnaryOperator<SignRecord> change) throws IOException {
    SignRecord before =
        load()
            .orElseThrow(
                () -> new IOException(path + " is missing; it is created once, never here"));
    SignRecord after = change.apply(before);
    if (!after.equals(before)) {
      store(after);
    }
    return after;
  }

  public void close() {
    slots.ifPresent(SlotFile::close);
    slots = Optional.empty();
  }

  private Optional<SlotFile> open() {
    if (slots.isEmpty()) {
      slots = SlotFile.open(disk, path, SLOT_BYTES);
    }
    return slots;
  }

  private SignRecord read(SlotFile open) {
    SignRecord record =
        switch (SignRecord.CODEC.decode(open.current())) {
          case Decoded.Ok<SignRecord> ok -> ok.value();
          case Decoded.Malformed<SignRecord> malformed ->
              throw new StoreDamage(path, 0, malformed.rejection().sentence());
        };
    if (!record.chain().equals(chain) || !record.key().equals(key)) {
      throw new StoreDamage(
          path,
          0,
          "found the record of "
              + record.chain()
              + " and key "
              + record.key().brief()
              + ", expected "
              + chain
              + " and key "
              + key.brief());
    }
    return record;
  }

  private static void requireNotFalling(SignRecord before, SignRecord after) {
    int order = after.watermark().compareTo(before.watermark());
    boolean markFalls =
        before.lastHeight().isPresent()
            && after.lastHeight().filter(h -> h <= before.lastHeight().get()).isEmpty();
    boolean otherContent = order == 0 && !after.last().equals(before.last());
    if (order < 0 || markFalls || otherContent) {
      throw new IllegalStateException(
          "a sign record never falls: found " + after + " over " + before);
    }
  }
}
