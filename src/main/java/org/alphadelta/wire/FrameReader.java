package org.alphadelta.wire;

import java.util.Arrays;
import org.alphadelta.core.Bytes;

/**
 * Splits a stream of bytes into frames. Feed it received bytes, then take frames until it needs
 * more; the phase is given for each frame, because a frame may change it. Kind and length are
 * checked on the first bytes of a frame, before memory is reserved for the rest, and memory grows
 * with the bytes received, not with the length declared. After a rejection it reads nothing more.
 * It does not decode the content of a frame.
 */
public final class FrameReader {
  /** A tag and a length. */
  static final int LEAST_CONTENT = 2;

  /** A tag takes one byte up to kind 15, two up to kind 2047. */
  private static final int MOST_TAG_BYTES = 2;

  private static final int FIRST_CAPACITY = 1024;

  private byte[] held = new byte[FIRST_CAPACITY];
  private int start;
  private int end;

  /** Length of the frame being read, once its kind allows it; 0 before. */
  private int target;

  private FrameRead last = new FrameRead.NeedsMore();

  /** Appends received bytes, in order. */
  public void feed(Bytes chunk) {
    if (last instanceof FrameRead.Broken) {
      return;
    }
    makeRoom(chunk.length());
    System.arraycopy(chunk.toArray(), 0, held, end, chunk.length());
    end += chunk.length();
  }

  /** The next frame, if it has arrived completely and its kind is accepted in this phase. */
  public FrameRead next(Phase phase) {
    if (last instanceof FrameRead.Broken) {
      return last;
    }
    last = read(phase);
    if (last instanceof FrameRead.Broken) {
      held = new byte[0];
      start = 0;
      end = 0;
    }
    return last;
  }

  /** Bytes that were fed and not taken yet. */
  public int buffered() {
    return end - start;
  }

  /** Bytes of memory in use. */
  int capacity() {
    return held.length;
  }

  private FrameRead read(Phase phase) {
    int available = end - start;
    if (available < Frames.LENGTH_BYTES) {
      return new FrameRead.NeedsMore();
    }
    long length = declaredLength();
    if (length < LEAST_CONTENT) {
      return new FrameRead.Broken(FrameRejections.tooShort(length));
    }
    int tagBytes = tagBytes(available - Frames.LENGTH_BYTES);
    if (tagBytes == 0) {
      return new FrameRead.NeedsMore();
    }
    return FrameKind.ofNumber(declaredKind(tagBytes))
        .map(kind -> read(phase, kind, length))
        .orElseGet(() -> new FrameRead.Broken(FrameRejections.unknownKind(tag(tagBytes))));
  }

  private FrameRead read(Phase phase, FrameKind kind, long length) {
    if (!phase.takes(kind)) {
      return new FrameRead.Broken(FrameRejections.notTaken(kind, phase));
    }
    if (length > phase.cap(kind)) {
      return new FrameRead.Broken(FrameRejections.tooLong(kind, length, phase.cap(kind)));
    }
    int from = start + Frames.LENGTH_BYTES;
    if (end - from < length) {
      target = Frames.LENGTH_BYTES + (int) length;
      return new FrameRead.NeedsMore();
    }
    target = 0;
    Bytes content = Bytes.of(Arrays.copyOfRange(held, from, from + (int) length));
    start = from + (int) length;
    return new FrameRead.Whole(kind, content);
  }

  private long declaredLength() {
    long length = 0;
    for (int i = 0; i < Frames.LENGTH_BYTES; i++) {
      length = length << 8 | (held[start + i] & 0xFF);
    }
    return length;
  }

  /**
   * Length of the tag, 0 when it has not arrived. A third byte is never read, because no kind has
   * one.
   */
  private int tagBytes(int available) {
    int at = start + Frames.LENGTH_BYTES;
    if (available >= 1 && held[at] >= 0) {
      return 1;
    }
    return available >= MOST_TAG_BYTES ? MOST_TAG_BYTES : 0;
  }

  /** The field number of a shortest length-delimited tag; otherwise 0, which no kind has. */
  private int declaredKind(int tagBytes) {
    int at = start + Frames.LENGTH_BYTES;
    int tag = held[at] & 0x7F;
    if (tagBytes == MOST_TAG_BYTES) {
      if (held[at + 1] <= 0) {
        return 0;
      }
      tag |= held[at + 1] << 7;
    }
    return (tag & 7) == 2 ? tag >>> 3 : 0;
  }

  private String tag(int tagBytes) {
    int at = start + Frames.LENGTH_BYTES;
    return Bytes.of(Arrays.copyOfRange(held, at, at + tagBytes)).hex();
  }

  private void makeRoom(int more) {
    int used = end - start;
    if (start > 0 && (used == 0 || end + more > held.length)) {
      System.arraycopy(held, start, held, 0, used);
      start = 0;
      end = used;
    }
    if (end + more > held.length) {
      held = Arrays.copyOf(held, Math.max(end + more, Math.min(held.length * 2, target)));
    } else if (used == 0 && held.length > FIRST_CAPACITY && more <= FIRST_CAPACITY) {
      held = new byte[FIRST_CAPACITY];
    }
  }
}
