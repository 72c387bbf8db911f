package org.alphadelta.serial;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.alphadelta.core.Bytes;
import org.alphadelta.serial.proto.MessageForm;

/**
 * The parts of one message, taken in the order in which they were written. It gives no meaning to
 * any of them.
 */
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
      throw new IllegalArgumentException(
          "a list has at most " + limit + " elements, found " + count);
    }
    return (int) count;
  }

  public Optional<Bytes> optional() {
    return number() == 0 ? Optional.empty() : Optional.of(next());
  }

  /** Whether there is another part. */
  boolean more() {
    return rest.hasNext();
  }

  /**
   * The next part as a list of parts of its own, all of which {@code reader} takes; see {@link
   * #nest}.
   */
  public <T> T nested(Function<Parts, T> reader) {
    Parts inner;
    try {
      inner = of(MessageForm.parseFrom(next().toArray()));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(
          "a nested list of parts is malformed: " + e.getMessage(), e);
    }
    T value = reader.apply(inner);
    inner.end();
    return value;
  }

  /** One part that holds these, in order. */
  public static Bytes nest(List<Bytes> parts) {
    return Bytes.of(form(parts).toByteArray());
  }

  static Parts of(MessageForm form) {
    return new Parts(form.getPartList().stream().map(p -> Bytes.of(p.toByteArray())).toList());
  }

  static MessageForm form(List<Bytes> parts) {
    MessageForm.Builder form = MessageForm.newBuilder();
    parts.forEach(part -> form.addPart(ByteString.copyFrom(part.toArray())));
    return form.build();
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
