package org.alphadelta.serial;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.alphadelta.core.Bytes;

/** The parts of one message, taken in the order in which they were written. It gives no meaning to any of them. */
public final class Parts {
  private final Iterator<Bytes> rest;

  Parts(List<Bytes> parts) {
    this.rest = List.copyOf(parts).iterator();
  }

  public Bytes next() {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException("a message lacks a part");
    }
    return rest.next();
  }

  public String text() {
    return next().utf8();
  }

  public long number() {
    Bytes part = next();
    if (part.length() != Long.BYTES) {
      throw new IllegalArgumentException("a number has 8 bytes, found " + part.length());
    }
    return ByteBuffer.wrap(part.toArray()).getLong();
  }

  /** How many list elements follow, at most {@code limit}. */
  public int count(int limit) {
    long count = number();
    if (count < 0 || count > limit) {
      throw new IllegalArgumentException("a list has at most " + limit + " elements, found " + count);
    }
    return (int) count;
  }

  public Optional<Bytes> optional() {
    return number() == 0 ? Optional.empty() : Optional.of(next());
  }

  void end() {
    if (rest.hasNext()) {
      throw new IllegalArgumentException("a message has parts that nobody reads");
    }
  }

  public static Bytes of(long number) {
    return Bytes.of(ByteBuffer.allocate(Long.BYTES).putLong(0, number).array());
  }

  public static Bytes of(String text) {
    return Bytes.utf8(text);
  }

  /** Two parts when present, one when not; read by {@link #optional}. */
  public static List<Bytes> of(Optional<Bytes> value) {
    return value.map(v -> List.of(of(1L), v)).orElse(List.of(of(0L)));
  }
}
