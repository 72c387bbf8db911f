package org.alphadelta.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one definition of a type's bytes: its fields in ascending order, the constructor that takes
 * them, and the most bytes of one value. Writing and strict reading follow from it. Decoding is
 * total: whatever the bytes are, the answer is a value whose canonical form they are, or a
 * rejection. A codec does not know whether what a value claims is true.
 *
 * <p>A codec is made with {@link #of} (fields and constructor), or with {@link #union} (a sealed
 * family whose members have no field number in common).
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

  /** The noun that rejections use. */
  public final String type() {
    return type;
  }

  /** Most bytes of one value, unless the caller of {@link #decode(Bytes, int)} says otherwise. */
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

  /** Decodes at most {@code most} bytes; a caller with a cap of its own may lower or raise it. */
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
      // A constructor refused what was read.
      return new Decoded.Malformed<>(
          DecodingRejection.impossible(type, String.valueOf(e.getMessage())));
    }
  }

  /** The lines of this type's message in the published schema, by ascending number. */
  public abstract List<Field.Line> lines();

  abstract void write(CanonicalWriter out, T value);

  /** The value whose bytes are the reader's next, up to {@code end}. */
  abstract T read(CanonicalReader in, int end);

  /** Whether field {@code number} is one of this type's. */
  abstract boolean holds(int number);

  @Override
  public final String toString() {
    return type;
  }

  /** This type's bytes for values of another type. */
  public final <R> Codec<R> as(Function<T, R> from, Function<R, T> to) {
    return new OfMapped<>(this, from, to);
  }

  /**
   * A sealed family; its members' fields stand in the same message and have different numbers. A
   * family with default methods defines its members' codecs itself: a member's class is initialized
   * after its family's.
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
     * The codec.
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
      return new OfUnion<>(type, cap, types, codecs);
    }
  }

  private static final class OfUnion<T> extends Codec<T> {
    private final List<Class<?>> types;
    private final List<Codec<? extends T>> codecs;

    OfUnion(String type, int cap, List<Class<?>> types, List<Codec<? extends T>> codecs) {
      super(type, cap);
      this.types = List.copyOf(types);
      this.codecs = List.copyOf(codecs);
    }

    @Override
    public List<Field.Line> lines() {
      return codecs.stream().flatMap(c -> c.lines().stream()).toList();
    }

    @Override
    boolean holds(int number) {
      return codecs.stream().anyMatch(c -> c.holds(number));
    }

    @Override
    @SuppressWarnings("unchecked")
    void write(CanonicalWriter out, T value) {
      int index = types.indexOf(value.getClass());
      ((Codec<T>) codecs.get(index)).write(out, value);
    }

    @Override
    T read(CanonicalReader in, int end) {
      int start = in.at();
      int number = end == start ? 0 : in.peekField(type(), end);
      for (Codec<? extends T> codec : codecs) {
        if (codec.holds(number)) {
          return codec.read(in, end);
        }
      }
      throw in.refused(type(), start, "field " + number, "a field of " + type());
    }
  }

  private static final class OfMapped<T, R> extends Codec<R> {
    private final Codec<T> inner;
    private final Function<T, R> from;
    private final Function<R, T> to;

    OfMapped(Codec<T> inner, Function<T, R> from, Function<R, T> to) {
      super(inner.type, inner.cap);
      this.inner = inner;
      this.from = from;
      this.to = to;
    }

    @Override
    public List<Field.Line> lines() {
      return inner.lines();
    }

    @Override
    boolean holds(int number) {
      return inner.holds(number);
    }

    @Override
    void write(CanonicalWriter out, R value) {
      inner.write(out, to.apply(value));
    }

    @Override
    R read(CanonicalReader in, int end) {
      return from.apply(inner.read(in, end));
    }
  }

  private static final class OfFields<T> extends Codec<T> {
    private final Field<T, ?>[] fields;
    private final Constructor<T> constructor;

    OfFields(String type, int cap, Field<T, ?>[] fields, Constructor<T> constructor) {
      super(type, cap);
      int last = 0;
      for (Field<T, ?> field : fields) {
        if (field.first() <= last) {
          throw new IllegalStateException(
              type + ": field " + field.first() + " after field " + last);
        }
        last = field.last();
      }
      this.fields = fields;
      this.constructor = constructor;
    }

    @Override
    public List<Field.Line> lines() {
      return List.of(fields).stream().flatMap(f -> f.lines().stream()).toList();
    }

    @Override
    boolean holds(int number) {
      for (Field<T, ?> field : fields) {
        if (field.holds(number)) {
          return true;
        }
      }
      return false;
    }

    @Override
    void write(CanonicalWriter out, T value) {
      for (Field<T, ?> field : fields) {
        field.write(out, value);
      }
    }

    @Override
    T read(CanonicalReader in, int end) {
      @Nullable Object[] read = new @Nullable Object[fields.length];
      int index = 0;
      int last = 0;
      while (in.at() < end) {
        int start = in.at();
        long tag = in.varint(type(), end);
        long number = tag >>> 3;
        while (index < fields.length && fields[index].last() < number) {
          index++;
        }
        if (number < last || index == fields.length || !fields[index].holds((int) number)) {
          throw misplaced(in, start, number, last);
        }
        Field<T, ?> field = fields[index];
        if ((tag & 7) != field.wireType((int) number)) {
          throw in.refused(
              type(),
              start,
              "field " + number + " with wire type " + (tag & 7),
              "wire type " + field.wireType((int) number));
        }
        if (number == last && !field.isRepeated()) {
          throw misplaced(in, start, number, last);
        }
        last = (int) number;
        read[index] = field.read(in, type(), last, end, read[index]);
      }
      return constructor.make(new Components(in, type(), read));
    }

    private CanonicalReader.Refused misplaced(
        CanonicalReader in, int start, long number, int last) {
      return number >= 1 && number <= last && holds((int) number)
          ? in.refused(
              type(), start, "field " + number + " after field " + last, "ascending fields")
          : in.refused(type(), start, "unknown field " + number, "a field of " + type());
    }
  }

  /** What was read of one value, by the position of its fields. */
  private record Components(CanonicalReader in, String type, @Nullable Object[] read) {
    <V> V take(Field<?, V> field, int position) {
      return field.finished(in, type, read[position]);
    }
  }

  @FunctionalInterface
  private interface Constructor<T> {
    T make(Components read);
  }

  /** A value without fields. */
  public static <T> Codec<T> of(String type, int cap, Of0<T> make) {
    return made(type, cap, read -> make.of());
  }

  /** A value of 1 field. */
  public static <T, A> Codec<T> of(String type, int cap, Field<T, A> a, Of1<T, A> make) {
    return made(type, cap, r -> make.of(r.take(a, 0)), a);
  }

  /** A value of 2 fields. */
  public static <T, A, B> Codec<T> of(
      String type, int cap, Field<T, A> a, Field<T, B> b, Of2<T, A, B> make) {
    return made(type, cap, r -> make.of(r.take(a, 0), r.take(b, 1)), a, b);
  }

  /** A value of 3 fields. */
  public static <T, A, B, C> Codec<T> of(
      String type, int cap, Field<T, A> a, Field<T, B> b, Field<T, C> c, Of3<T, A, B, C> make) {
    return made(type, cap, r -> make.of(r.take(a, 0), r.take(b, 1), r.take(c, 2)), a, b, c);
  }

  /** A value of 4 fields. */
  public static <T, A, B, C, D> Codec<T> of(
      String type,
      int cap,
      Field<T, A> a,
      Field<T, B> b,
      Field<T, C> c,
      Field<T, D> d,
      Of4<T, A, B, C, D> make) {
    return made(
        type,
        cap,
        r -> make.of(r.take(a, 0), r.take(b, 1), r.take(c, 2), r.take(d, 3)),
        a,
        b,
        c,
        d);
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
      Of5<T, A, B, C, D, E> make) {
    return made(
        type,
        cap,
        r -> make.of(r.take(a, 0), r.take(b, 1), r.take(c, 2), r.take(d, 3), r.take(e, 4)),
        a,
        b,
        c,
        d,
        e);
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
      Of6<T, A, B, C, D, E, F> make) {
    return made(
        type,
        cap,
        r ->
            make.of(
                r.take(a, 0), r.take(b, 1), r.take(c, 2), r.take(d, 3), r.take(e, 4), r.take(f, 5)),
        a,
        b,
        c,
        d,
        e,
        f);
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
      Of7<T, A, B, C, D, E, F, G> make) {
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
        a,
        b,
        c,
        d,
        e,
        f,
        g);
  }

  /** A value of 8 fields. */
  public static <T, A, B, C, D, E, F, G, H> Codec<T> of(
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
      Of8<T, A, B, C, D, E, F, G, H> make) {
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
                r.take(h, 7)),
        a,
        b,
        c,
        d,
        e,
        f,
        g,
        h);
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
      Of9<T, A, B, C, D, E, F, G, H, I> make) {
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
        a,
        b,
        c,
        d,
        e,
        f,
        g,
        h,
        i);
  }

  /** A value of 10 fields. */
  public static <T, A, B, C, D, E, F, G, H, I, J> Codec<T> of(
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
      Of10<T, A, B, C, D, E, F, G, H, I, J> make) {
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
                r.take(j, 9)),
        a,
        b,
        c,
        d,
        e,
        f,
        g,
        h,
        i,
        j);
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
      Of11<T, A, B, C, D, E, F, G, H, I, J, K> make) {
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
        a,
        b,
        c,
        d,
        e,
        f,
        g,
        h,
        i,
        j,
        k);
  }

  /** A value of 12 fields. */
  public static <T, A, B, C, D, E, F, G, H, I, J, K, L> Codec<T> of(
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
      Of12<T, A, B, C, D, E, F, G, H, I, J, K, L> make) {
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
                r.take(l, 11)),
        a,
        b,
        c,
        d,
        e,
        f,
        g,
        h,
        i,
        j,
        k,
        l);
  }

  /** A value of 13 fields. */
  public static <T, A, B, C, D, E, F, G, H, I, J, K, L, M> Codec<T> of(
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
      Of13<T, A, B, C, D, E, F, G, H, I, J, K, L, M> make) {
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
                r.take(m, 12)),
        a,
        b,
        c,
        d,
        e,
        f,
        g,
        h,
        i,
        j,
        k,
        l,
        m);
  }

  /** A value of 14 fields. */
  public static <T, A, B, C, D, E, F, G, H, I, J, K, L, M, N> Codec<T> of(
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
      Of14<T, A, B, C, D, E, F, G, H, I, J, K, L, M, N> make) {
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
                r.take(n, 13)),
        a,
        b,
        c,
        d,
        e,
        f,
        g,
        h,
        i,
        j,
        k,
        l,
        m,
        n);
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
      Of15<T, A, B, C, D, E, F, G, H, I, J, K, L, M, N, O> make) {
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
        a,
        b,
        c,
        d,
        e,
        f,
        g,
        h,
        i,
        j,
        k,
        l,
        m,
        n,
        o);
  }

  @SafeVarargs
  private static <T> Codec<T> made(
      String type, int cap, Constructor<T> constructor, Field<T, ?>... fields) {
    return new OfFields<>(type, cap, fields.clone(), constructor);
  }

  /** Makes a value without components. */
  @FunctionalInterface
  public interface Of0<T> {
    T of();
  }

  /** Makes a value of 1 component. */
  @FunctionalInterface
  public interface Of1<T, A> {
    T of(A a);
  }

  /** Makes a value of 2 components. */
  @FunctionalInterface
  public interface Of2<T, A, B> {
    T of(A a, B b);
  }

  /** Makes a value of 3 components. */
  @FunctionalInterface
  public interface Of3<T, A, B, C> {
    T of(A a, B b, C c);
  }

  /** Makes a value of 4 components. */
  @FunctionalInterface
  public interface Of4<T, A, B, C, D> {
    T of(A a, B b, C c, D d);
  }

  /** Makes a value of 5 components. */
  @FunctionalInterface
  public interface Of5<T, A, B, C, D, E> {
    T of(A a, B b, C c, D d, E e);
  }

  /** Makes a value of 6 components. */
  @FunctionalInterface
  public interface Of6<T, A, B, C, D, E, F> {
    T of(A a, B b, C c, D d, E e, F f);
  }

  /** Makes a value of 7 components. */
  @FunctionalInterface
  public interface Of7<T, A, B, C, D, E, F, G> {
    T of(A a, B b, C c, D d, E e, F f, G g);
  }

  /** Makes a value of 8 components. */
  @FunctionalInterface
  public interface Of8<T, A, B, C, D, E, F, G, H> {
    T of(A a, B b, C c, D d, E e, F f, G g, H h);
  }

  /** Makes a value of 9 components. */
  @FunctionalInterface
  public interface Of9<T, A, B, C, D, E, F, G, H, I> {
    T of(A a, B b, C c, D d, E e, F f, G g, H h, I i);
  }

  /** Makes a value of 10 components. */
  @FunctionalInterface
  public interface Of10<T, A, B, C, D, E, F, G, H, I, J> {
    T of(A a, B b, C c, D d, E e, F f, G g, H h, I i, J j);
  }

  /** Makes a value of 11 components. */
  @FunctionalInterface
  public interface Of11<T, A, B, C, D, E, F, G, H, I, J, K> {
    T of(A a, B b, C c, D d, E e, F f, G g, H h, I i, J j, K k);
  }

  /** Makes a value of 12 components. */
  @FunctionalInterface
  public interface Of12<T, A, B, C, D, E, F, G, H, I, J, K, L> {
    T of(A a, B b, C c, D d, E e, F f, G g, H h, I i, J j, K k, L l);
  }

  /** Makes a value of 13 components. */
  @FunctionalInterface
  public interface Of13<T, A, B, C, D, E, F, G, H, I, J, K, L, M> {
    T of(A a, B b, C c, D d, E e, F f, G g, H h, I i, J j, K k, L l, M m);
  }

  /** Makes a value of 14 components. */
  @FunctionalInterface
  public interface Of14<T, A, B, C, D, E, F, G, H, I, J, K, L, M, N> {
    T of(A a, B b, C c, D d, E e, F f, G g, H h, I i, J j, K k, L l, M m, N n);
  }

  /** Makes a value of 15 components. */
  @FunctionalInterface
  public interface Of15<T, A, B, C, D, E, F, G, H, I, J, K, L, M, N, O> {
    T of(A a, B b, C c, D d, E e, F f, G g, H h, I i, J j, K k, L l, M m, N n, O o);
  }
}
