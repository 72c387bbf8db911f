package org.alphadelta.chaos;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.alphadelta.core.Bytes;

/**
 * The bytes of one file as the running process sees them, and the changes that are not synced yet.
 */
final class FaultyContent {
  private byte[] bytes = new byte[64];
  private int size;
  private final List<Change> unsynced = new ArrayList<>();

  /**
   * One write or truncation: the bytes before and after. {@code size} is that of the file after it.
   */
  private record Change(int position, Bytes before, int sizeBefore, Bytes after, int size) {}

  int size() {
    return size;
  }

  Bytes read(long position, int length) {
    int from = (int) Math.min(size, position);
    int to = (int) Math.min(size, position + length);
    return Bytes.of(Arrays.copyOfRange(bytes, from, to));
  }

  void write(int position, byte[] content) {
    int end = Math.max(size, position + content.length);
    reserve(end);
    unsynced.add(
        new Change(
            position,
            Bytes.of(Arrays.copyOfRange(bytes, position, position + content.length)),
            size,
            Bytes.of(content),
            end));
    System.arraycopy(content, 0, bytes, position, content.length);
    size = end;
  }

  void truncate(int to) {
    if (to < size) {
      unsynced.add(
          new Change(to, Bytes.of(Arrays.copyOfRange(bytes, to, size)), size, Bytes.EMPTY, to));
      Arrays.fill(bytes, to, size, (byte) 0);
      size = to;
    }
  }

  void sync() {
    unsynced.clear();
  }

  /** Power loss: each unsynced change is kept, lost or torn, in any combination. */
  void losePower(Random random) {
    for (int i = unsynced.size() - 1; i >= 0; i--) {
      undo(unsynced.get(i));
    }
    for (Change change : unsynced) {
      switch (random.nextInt(3)) {
        case 0 -> {}
        case 1 -> redo(change, change.after().length());
        default ->
            redo(change, change.after().isEmpty() ? 0 : random.nextInt(change.after().length()));
      }
    }
    unsynced.clear();
  }

  FaultyContent copy() {
    FaultyContent copy = new FaultyContent();
    copy.bytes = bytes.clone();
    copy.size = size;
    copy.unsynced.addAll(unsynced);
    return copy;
  }

  void flip(int position, int bit) {
    bytes[position] ^= (byte) (1 << bit);
  }

  private void undo(Change change) {
    reserve(change.sizeBefore());
    System.arraycopy(
        change.before().toArray(), 0, bytes, change.position(), change.before().length());
    size = change.sizeBefore();
    Arrays.fill(bytes, size, bytes.length, (byte) 0);
  }

  private void redo(Change change, int length) {
    if (change.after().isEmpty()) {
      Arrays.fill(bytes, Math.min(size, change.size()), bytes.length, (byte) 0);
      size = Math.min(size, change.size());
      return;
    }
    reserve(change.position() + length);
    System.arraycopy(change.after().toArray(), 0, bytes, change.position(), length);
    size = Math.max(size, length == 0 ? size : change.position() + length);
  }

  private void reserve(int capacity) {
    if (bytes.length < capacity) {
      bytes = Arrays.copyOf(bytes, Math.max(capacity, bytes.length * 2));
    }
  }
}
