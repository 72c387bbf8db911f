package org.alphadelta.core;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.ToIntFunction;

/**
 * How a component is encoded in a field: its type in the published schema, its bytes, and the
 * meaning of an absent field. As in proto3, a zero or empty scalar is left out.
 */
public abstract class FieldType<V> {
  /** Scalar types of the published schema. */
  public enum Schema {
    BOOL,
    UINT32,
    UINT64,
    BYTES,
    STRING,
    MESSAGE
  }

  /** 63 of the 64 bits: our numbers are not negative. */
  public static final FieldType<Long> UINT64 = new Unsigned(Schema.UINT64, Long.MAX_VALUE);

  /** 31 of the 32 bits. */
  public static final FieldType<Integer> UINT32 =
      new Unsigned(Schema.UINT32, Integer.MAX_VALUE).as(Math::toIntExact, Integer::longValue);

  public static final FieldType<Boolean> BOOL =
      new Unsigned(Schema.BOOL, 1).as(n -> n == 1, b -> b ? 1L : 0L);

  public static final FieldType<Bytes> BYTES = new ByteString();
  public static final FieldType<String> TEXT = new Text();

  public static final FieldType<Hash> HASH = BYTES.as(Hash::new, Hash::bytes);
  public static final FieldType<PublicKey> PUBLIC_KEY = BYTES.as(PublicKey::new, PublicKey::bytes);
  public static final FieldType<Signature> SIGNATURE = BYTES.as(Signature::new, Signature::bytes);
  public static final FieldType<Cid> CID = HASH.as(Cid::new, Cid::digest);

  private final Schema schema;

  FieldType(Schema schema) {
    this.schema = schema;
  }

  /** The member of an enum, or of another closed family, that a 32-bit number stands for. */
  public static <E> FieldType<E> numbered(
      String what, LongFunction<Optional<E>> ofNumber, ToIntFunction<E> number) {
    return UINT32.as(
        found ->
            ofNumber
                .apply(found)
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "found " + what + " " + found + ", expected a known one")),
        number::applyAsInt);
  }

  /** A nested value; always written, and refused when absent. */
  public static <V> FieldType<V> message(Codec<V> codec) {
    return new Nested<>(codec);
  }

  /** The same bytes for values of another type. */
  public final <R> FieldType<R> as(Function<V, R> from, Function<R, V> to) {
    return new Mapped<>(this, from, to);
  }

  public final Schema schema() {
    return schema;
  }

  /** The codec of a nested message; empty for a scalar. */
  Optional<Codec<?>> nested() {
    return Optional.empty();
  }

  final int wireType() {
    return switch (schema) {
      case BOOL, UINT32, UINT64 -> CanonicalReader.VARINT;
      case BYTES, STRING, MESSAGE -> CanonicalReader.LENGTH_DELIMITED;
    };
  }

  /** Reads a value whose first byte after the tag is next. */
  abstract V read(CanonicalReader in, String type, int field, int end);

  /** Reads one element of a list, where nothing is left out. */
  abstract V readElement(CanonicalReader in, String type, int field, int end);

  abstract void write(CanonicalWriter out, int field, V value);

  abstract void writeElement(CanonicalWriter out, int field, V value);

  /** The value of an absent field. */
  abstract V absent(CanonicalReader in, String type, int field);

  private static final class Unsigned extends FieldType<Long> {
    private final long greatest;

    Unsigned(Schema schema, long greatest) {
      super(schema);
      this.greatest = greatest;
    }

    @Override
    Long read(CanonicalReader in, String type, int field, int end) {
      return in.number(type, field, end, greatest);
    }

    @Override
    Long readElement(CanonicalReader in, String type, int field, int end) {
      throw new IllegalStateException("lists of numbers have no layout here");
    }

    @Override
    void write(CanonicalWriter out, int field, Long value) {
      out.uint(field, value);
    }

    @Override
    void writeElement(CanonicalWriter out, int field, Long value) {
      throw new IllegalStateException("lists of numbers have no layout here");
    }

    @Override
    Long absent(CanonicalReader in, String type, int field) {
      return 0L;
    }
  }

  private static final class ByteString extends FieldType<Bytes> {
    ByteString() {
      super(Schema.BYTES);
    }

    @Override
    Bytes read(CanonicalReader in, String type, int field, int end) {
      return in.bytes(filled(in, type, field, end));
    }

    @Override
    Bytes readElement(CanonicalReader in, String type, int field, int end) {
      return in.bytes(in.delimited(type, end));
    }

    @Override
    void write(CanonicalWriter out, int field, Bytes value) {
      out.bytes(field, value);
    }

    @Override
    void writeElement(CanonicalWriter out, int field, Bytes value) {
      out.element(field, value);
    }

    @Override
    Bytes absent(CanonicalReader in, String type, int field) {
      return Bytes.EMPTY;
    }
  }

  private static final class Text extends FieldType<String> {
    Text() {
      super(Schema.STRING);
    }

    @Override
    String read(CanonicalReader in, String type, int field, int end) {
      return in.text(type, filled(in, type, field, end));
    }

    @Override
    String readElement(CanonicalReader in, String type, int field, int end) {
      return in.text(type, in.delimited(type, end));
    }

    @Override
    void write(CanonicalWriter out, int field, String value) {
      out.text(field, value);
    }

    @Override
    void writeElement(CanonicalWriter out, int field, String value) {
      out.element(field, Bytes.utf8(value));
    }

    @Override
    String absent(CanonicalReader in, String type, int field) {
      return "";
    }
  }

  private static final class Nested<V> extends FieldType<V> {
    private final Codec<V> codec;

    Nested(Codec<V> codec) {
      super(Schema.MESSAGE);
      this.codec = codec;
    }

    @Override
    Optional<Codec<?>> nested() {
      return Optional.of(codec);
    }

    @Override
    V read(CanonicalReader in, String type, int field, int end) {
      return codec.read(in, in.delimited(type, end));
    }

    @Override
    V readElement(CanonicalReader in, String type, int field, int end) {
      return read(in, type, field, end);
    }

    @Override
    void write(CanonicalWriter out, int field, V value) {
      out.nested(field, value, codec);
    }

    @Override
    void writeElement(CanonicalWriter out, int field, V value) {
      write(out, field, value);
    }

    @Override
    V absent(CanonicalReader in, String type, int field) {
      throw in.refused(type, in.at(), "no field " + field, codec.type() + " in field " + field);
    }
  }

  private static final class Mapped<V, R> extends FieldType<R> {
    private final FieldType<V> inner;
    private final Function<V, R> from;
    private final Function<R, V> to;

    Mapped(FieldType<V> inner, Function<V, R> from, Function<R, V> to) {
      super(inner.schema);
      this.inner = inner;
      this.from = from;
      this.to = to;
    }

    @Override
    Optional<Codec<?>> nested() {
      return inner.nested();
    }

    @Override
    R read(CanonicalReader in, String type, int field, int end) {
      return from.apply(inner.read(in, type, field, end));
    }

    @Override
    R readElement(CanonicalReader in, String type, int field, int end) {
      return from.apply(inner.readElement(in, type, field, end));
    }

    @Override
    void write(CanonicalWriter out, int field, R value) {
      inner.write(out, field, to.apply(value));
    }

    @Override
    void writeElement(CanonicalWriter out, int field, R value) {
      inner.writeElement(out, field, to.apply(value));
    }

    @Override
    R absent(CanonicalReader in, String type, int field) {
      return from.apply(inner.absent(in, type, field));
    }
  }

  /**
   * The end of a length-delimited scalar; an empty one is refused, because a writer leaves it out.
   */
  private static int filled(CanonicalReader in, String type, int field, int end) {
    int start = in.at();
    int stop = in.delimited(type, end);
    if (stop == in.at()) {
      throw in.refused(type, start, "an empty field " + field, "it left out");
    }
    return stop;
  }
}
