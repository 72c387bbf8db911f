package org.alphadelta.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * The one definition of a type's bytes: its fields in ascending order, the constructor that takes
 * them, and the most bytes of one value. Writing and strict reading follow from it. Decoding is
 * total: the result for any bytes is a value whose canonical form they are, or a rejection. Whether
 * a decoded value's claims are true is checked elsewhere.
 *
 * <p>A codec is made with {@link #of} (fields and constructor, for the numbers of fields that some
 * type has) or with {@link #union} (a sealed family whose members have no field number in common).
 */
public abstract class Codec<T> {
  /** Cap of a value without lists: headers, votes, transfers, parameters. Bytes. */
  public static final int SMALL_BYTES = 1024;

  private final String type;
  private final int cap;

  Codec(String type, int cap) {
    this.type = type;
    this.cap = cap;
  }

  /** The noun that rejections use for this type. */
  public final String type() {
    return type;
  }

  /**
   * Most bytes of one value, unless the caller of {@link #decode(Bytes, int)} chooses another
   * limit.
   */
  public final int cap() {
    return cap;
  }

  public final Bytes encode(T value) {
    CanonicalWriter out = new CanonicalWriter();
    write(out, value);
    return out.toBytes();
  }

  /** Decodes with this type's own cap. */
  public final Decoded<T> decode(Bytes input) {
    return decode(input, cap);
  }

  /** Decodes at most {@code most} bytes, which may be less or more than this type's cap. */
  public final Decoded<T> decode(Bytes input, int most) {
    if (input.length() > most) {
      return new Decoded.Malformed<>(DecodingRejection.tooLarge(type, input.length(), most));
    }
    CanonicalReader in = input.reader();
    try {
      return new Decoded.Ok<>(read(in, in.length()));
    } catch (CanonicalReader.Refused e) {
      return new Decoded.Malformed<>(e.rejection());
    } catch (IllegalArgumentException | ArithmeticException e) {
      // The constructor refused the decoded fields.
      return new Decoded.Malformed<>(
          DecodingRejection.impossible(type, String.valueOf(e.getMessage())));
    }
  }

  /** The lines of this type's message in the published schema, by ascending number. */
  public abstract List<Field.Line> lines();

  abstract void write(CanonicalWriter out, T value);

  /** Reads a value from the reader's position up to {@code end}. */
  abstract T read(CanonicalReader in, int end);

  /** Whether this type has a field {@code number}. */
  abstract boolean holds(int number);

  @Override
  public final String toString() {
    return type;
  }

  /** The same bytes for values of another type. */
  public final <R> Codec<R> as(Function<T, R> from, Function<R, T> to) {
    return new MappedCodec<>(this, from, to);
  }

  /**
   * A sealed family whose members' fields share one message and have different numbers. A family
   * with default methods defines its members' codecs itself, because a member's class is
   * initialized after its family's.
   */
  public static <T> Union<T> union(String type, int cap, Class<T> sealed) {
    return new Union<>(type, cap, sealed);
  }

  /** Collects the members of a family that {@link #union} began. */
  public static final class Union<T> {
    private final String type;
    private final int cap;
    private final Class<T> sealed;
    private final List<Class<?>> types = new ArrayList<>();
    private final List<Codec<? extends T>> codecs = new ArrayList<>();

    private Union(String type, int cap, Class<T> sealed) {
      this.type = type;
      this.cap = cap;
      this.sealed = sealed;
    }

    public <W extends T> Union<T> with(Class<W> member, Codec<W> codec) {
      types.add(member);
      codecs.add(Objects.requireNonNull(codec, "a cycle of classes"));
      return this;
    }

    /**
     * Completes the codec.
     *
     * @throws IllegalStateException when a member is missing, or two have a field in common
     */
    public Codec<T> complete() {
      if (!types.containsAll(Family.members(sealed))) {
        throw new IllegalStateException("found " + types + " of " + sealed + ", expected all");
      }
      long numbers = codecs.stream().flatMap(c -> c.lines().stream()).count();
      if (codecs.stream()
              .flatMap(c -> c.lines().stream())
              .map(Field.Line::number)
              .distinct()
              .count()
          != numbers) {
        throw new IllegalStateException("two members of " + sealed + " have a field in common");
      }
      return new UnionCodec<>(type, cap, types, codecs);
    }
  }

  /** A value without fields. */
  public static <T> Codec<T> of(String type, int cap, Constructors.Of0<T> make) {
    return made(type, cap, read -> make.of(), List.of());
  }

  /** A value of 1 field. */
  public static <T, A> Codec<T> of(
      String type, int cap, Field<T, A> a, Constructors.Of1<T, A> make) {
    return made(type, cap, r -> make.of(r.take(a, 0)), List.of(a));
  }

  /** A value of 2 fields. */
  public static <T, A, B> Codec<T> of(
      String type, int cap, Field<T, A> a, Field<T, B> b, Constructors.Of2<T, A, B> make) {
    return made(type, cap, r -> make.of(r.take(a, 0), r.take(b, 1)), List.of(a, b));
  }

  /** A value of 3 fields. */
  public static <T, A, B, C> Codec<T> of(
      String type,
      int cap,
      Field<T, A> a,
      Field<T, B> b,
      Field<T, C> c,
      Constructors.Of3<T, A, B, C> make) {
    return made(
        type, cap, r -> make.of(r.take(a, 0), r.take(b, 1), r.take(c, 2)), List.of(a, b, c));
  }

  /** A value of 4 fields. */
  public static <T, A, B, C, D> Codec<T> of(
      String type,
      int cap,
      Field<T, A> a,
      Field<T, B> b,
      Field<T, C> c,
      Field<T, D> d,
      Constructors.Of4<T, A, B, C, D> make) {
    return made(
        type,
        cap,
        r -> make.of(r.take(a, 0), r.take(b, 1), r.take(c, 2), r.take(d, 3)),
        List.of(a, b, c, d));
  }

  /** A value of 5 fields. */
  public static <T, A, B, C, D, E> Codec<T> of(
      String type,
      int cap,
      Field<T, A> a,
      Field<T, B> b,
      Field<T, C> c,
      Field<T, D> d,
      Field<T, E> e,
      Constructors.Of5<T, A, B, C, D, E> make) {
    return made(
        type,
        cap,
        r -> make.of(r.take(a, 0), r.take(b, 1), r.take(c, 2), r.take(d, 3), r.take(e, 4)),
        List.of(a, b, c, d, e));
  }

  /** A value of 6 fields. */
  public static <T, A, B, C, D, E, F> Codec<T> of(
      String type,
      int cap,
      Field<T, A> a,
      Field<T, B> b,
      Field<T, C> c,
      Field<T, D> d,
      Field<T, E> e,
      Field<T, F> f,
      Constructors.Of6<T, A, B, C, D, E, F> make) {
    return made(
        type,
        cap,
        r ->
            make.of(
                r.take(a, 0), r.take(b, 1), r.take(c, 2), r.take(d, 3), r.take(e, 4), r.take(f, 5)),
        List.of(a, b, c, d, e, f));
  }

  /** A value of 7 fields. */
  public static <T, A, B, C, D, E, F, G> Codec<T> of(
      String type,
      int cap,
      Field<T, A> a,
      Field<T, B> b,
      Field<T, C> c,
      Field<T, D> d,
      Field<T, E> e,
      Field<T, F> f,
      Field<T, G> g,
      Constructors.Of7<T, A, B, C, D, E, F, G> make) {
    return made(
        type,
        cap,
        r ->
            make.of(
                r.take(a, 0),
                r.take(b, 1),
                r.take(c, 2),
                r.take(d, 3),
                r.take(e, 4),
                r.take(f, 5),
                r.take(g, 6)),
        List.of(a, b, c, d, e, f, g));
  }

  /** A value of 9 fields. */
  public static <T, A, B, C, D, E, F, G, H, I> Codec<T> of(
      String type,
      int cap,
      Field<T, A> a,
      Field<T, B> b,
      Field<T, C> c,
      Field<T, D> d,
      Field<T, E> e,
      Field<T, F> f,
      Field<T, G> g,
      Field<T, H> h,
      Field<T, I> i,
      Constructors.Of9<T, A, B, C, D, E, F, G, H, I> make) {
    return made(
        type,
        cap,
        r ->
            make.of(
                r.take(a, 0),
                r.take(b, 1),
                r.take(c, 2),
                r.take(d, 3),
                r.take(e, 4),
                r.take(f, 5),
                r.take(g, 6),
                r.take(h, 7),
                r.take(i, 8)),
        List.of(a, b, c, d, e, f, g, h, i));
  }

  /** A value of 11 fields. */
  public static <T, A, B, C, D, E, F, G, H, I, J, K> Codec<T> of(
      String type,
      int cap,
      Field<T, A> a,
      Field<T, B> b,
      Field<T, C> c,
      Field<T, D> d,
      Field<T, E> e,
      Field<T, F> f,
      Field<T, G> g,
      Field<T, H> h,
      Field<T, I> i,
      Field<T, J> j,
      Field<T, K> k,
      Constructors.Of11<T, A, B, C, D, E, F, G, H, I, J, K> make) {
    return made(
        type,
        cap,
        r ->
            make.of(
                r.take(a, 0),
                r.take(b, 1),
                r.take(c, 2),
                r.take(d, 3),
                r.take(e, 4),
                r.take(f, 5),
                r.take(g, 6),
                r.take(h, 7),
                r.take(i, 8),
                r.take(j, 9),
                r.take(k, 10)),
        List.of(a, b, c, d, e, f, g, h, i, j, k));
  }

  /** A value of 15 fields. */
  public static <T, A, B, C, D, E, F, G, H, I, J, K, L, M, N, O> Codec<T> of(
      String type,
      int cap,
      Field<T, A> a,
      Field<T, B> b,
      Field<T, C> c,
      Field<T, D> d,
      Field<T, E> e,
      Field<T, F> f,
      Field<T, G> g,
      Field<T, H> h,
      Field<T, I> i,
      Field<T, J> j,
      Field<T, K> k,
      Field<T, L> l,
      Field<T, M> m,
      Field<T, N> n,
      Field<T, O> o,
      Constructors.Of15<T, A, B, C, D, E, F, G, H, I, J, K, L, M, N, O> make) {
    return made(
        type,
        cap,
        r ->
            make.of(
                r.take(a, 0),
                r.take(b, 1),
                r.take(c, 2),
                r.take(d, 3),
                r.take(e, 4),
                r.take(f, 5),
                r.take(g, 6),
                r.take(h, 7),
                r.take(i, 8),
                r.take(j, 9),
                r.take(k, 10),
                r.take(l, 11),
                r.take(m, 12),
                r.take(n, 13),
                r.take(o, 14)),
        List.of(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o));
  }

  private static <T> Codec<T> made(
      String type, int cap, FieldsCodec.Constructor<T> constructor, List<Field<T, ?>> fields) {
    return new FieldsCodec<>(type, cap, fields, constructor);
  }
}
