package org.alphadelta.store;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.alphadelta.core.Bytes;

/**
 * One small value that is durable before {@link #replace} returns: a preallocated file of two
 * slots, written in turn, each with checksum and sequence number, so that a torn write leaves the
 * previous value.
 *
 * <p>A slot: CRC-32C of the rest (4 bytes), sequence from 1 (8), length (4), content; numbers big
 * endian. A slot that one flipped bit explains was not torn but decayed after it was durable:
 * {@link StoreDamage}.
 */
final class SlotFile implements AutoCloseable {
  private static final int CHECKSUM = Integer.BYTES;
  private static final int HEADER = CHECKSUM + Long.BYTES + Integer.BYTES;
  private static final int FRAME = HEADER + CHECKSUM;

  private final Path path;
  private final DiskFile file;
  private final int slotBytes;
  private Slot current;
  private boolean failed;

  private record Slot(long sequence, Bytes content) {}

  private SlotFile(Path path, DiskFile file, int slotBytes, Slot current) {
    this.path = path;
    this.file = file;
    this.slotBytes = slotBytes;
    this.current = current;
  }

  /**
   * Creates the file with a first value, durably and at full size. An existing file is a {@link
   * DiskFailure}.
   */
  static SlotFile create(Disk disk, Path path, int slotBytes, Bytes first) {
    if (disk.exists(path)) {
      throw new DiskFailure("create", path, "it exists, and is created once");
    }
    Slot slot = new Slot(1, first);
    byte[] whole = new byte[2 * slotBytes];
    byte[] written = form(slot, slotBytes).toArray();
    System.arraycopy(written, 0, whole, place(slot, slotBytes), written.length);
    new AtomicFile(disk, path).replace(Bytes.of(whole));
    return new SlotFile(path, disk.open(path), slotBytes, slot);
  }

  /** Empty when the file does not exist. */
  static Optional<SlotFile> open(Disk disk, Path path, int slotBytes) {
    if (!disk.exists(path)) {
      return Optional.empty();
    }
    DiskFile file = disk.open(path);
    try {
      Slot newest = newest(path, file, slotBytes);
      // A killed process may have written and not synced: make it durable before anything relies on
      // it.
      file.sync();
      return Optional.of(new SlotFile(path, file, slotBytes, newest));
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  Bytes current() {
    return current.content();
  }

  /** How often the value was replaced, from 1. */
  long sequence() {
    return current.sequence();
  }

  /**
   * Durable on return. After a failure the disk's content is unknown, and later calls are refused.
   */
  void replace(Bytes content) {
    if (failed) {
      throw new DiskFailure(
          "write", path, "an earlier write failed; nothing is written after that");
    }
    Slot next = new Slot(current.sequence() + 1, content);
    Bytes form = form(next, slotBytes);
    failed = true;
    file.write(place(next, slotBytes), form);
    file.sync();
    failed = false;
    current = next;
  }

  @Override
  public void close() {
    file.close();
  }

  private static Slot newest(Path path, DiskFile file, int slotBytes) {
    if (file.size() != 2L * slotBytes) {
      throw new StoreDamage(
          path, file.size(), "found " + file.size() + " bytes, expected " + 2L * slotBytes);
    }
    Bytes even = file.read(0, slotBytes);
    Bytes odd = file.read(slotBytes, slotBytes);
    List<Slot> valid = new ArrayList<>();
    read(path, even, 0).ifPresent(valid::add);
    read(path, odd, slotBytes).ifPresent(valid::add);
    Slot newest =
        valid.stream()
            .max(Comparator.comparingLong(Slot::sequence))
            .orElseThrow(
                () -> new StoreDamage(path, 0, "found no valid slot, expected one or two"));
    requireNoNewer(path, even, newest, 0);
    requireNoNewer(path, odd, newest, slotBytes);
    return newest;
  }

  private static Optional<Slot> read(Path path, Bytes slot, int at) {
    ByteBuffer header = header(slot);
    int checksum = header.getInt();
    long sequence = header.getLong();
    int length = header.getInt();
    if (fits(slot, length) && Checksum.of(covered(slot, length)) == checksum) {
      Slot found = new Slot(sequence, slot.slice(HEADER, HEADER + length));
      if (place(found, slot.length()) != at) {
        throw new StoreDamage(path, at, "slot " + sequence + " stands in the other's place");
      }
      return Optional.of(found);
    }
    // The flipped bit may be one of the length's.
    for (int bit = -1; bit < Integer.SIZE; bit++) {
      int tried = bit < 0 ? length : length ^ (1 << bit);
      if (fits(slot, tried) && trailer(slot, tried) == checksum && !isBlank(slot)) {
        throw new StoreDamage(path, at, "slot " + sequence + " changed after it was durable");
      }
    }
    return Optional.empty();
  }

  /**
   * A slot whose first checksum alone is wrong was whole once; it matters when it is newer than the
   * valid one.
   */
  private static void requireNoNewer(Path path, Bytes slot, Slot newest, int at) {
    ByteBuffer header = header(slot);
    long sequence = header.getLong(CHECKSUM);
    int length = header.getInt(CHECKSUM + Long.BYTES);
    if (sequence > newest.sequence()
        && fits(slot, length)
        && Checksum.of(covered(slot, length)) == trailer(slot, length)) {
      throw new StoreDamage(path, at, "slot " + sequence + " changed after it was durable");
    }
  }

  private static boolean isBlank(Bytes slot) {
    return slot.slice(0, HEADER).equals(Bytes.of(new byte[HEADER]));
  }

  private static boolean fits(Bytes slot, int length) {
    return length >= 0 && length <= slot.length() - FRAME;
  }

  private static ByteBuffer header(Bytes slot) {
    return ByteBuffer.wrap(slot.slice(0, HEADER).toArray());
  }

  private static Bytes covered(Bytes slot, int length) {
    return slot.slice(CHECKSUM, HEADER + length);
  }

  private static int trailer(Bytes slot, int length) {
    return ByteBuffer.wrap(slot.slice(HEADER + length, FRAME + length).toArray()).getInt();
  }

  private static int place(Slot slot, int slotBytes) {
    return (slot.sequence() & 1) == 0 ? 0 : slotBytes;
  }

  private static Bytes form(Slot slot, int slotBytes) {
    int length = slot.content().length();
    if (length > slotBytes - FRAME) {
      throw new IllegalStateException(
          "a slot holds " + (slotBytes - FRAME) + " bytes, found " + length);
    }
    ByteBuffer form = ByteBuffer.allocate(FRAME + length);
    form.putInt(0).putLong(slot.sequence()).putInt(length).put(slot.content().toArray());
    int checksum = Checksum.of(covered(Bytes.of(form.array()), length));
    form.putInt(0, checksum).putInt(HEADER + length, checksum);
    return Bytes.of(form.array());
  }
}
