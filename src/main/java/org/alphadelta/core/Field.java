package org.alphadelta.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One component of a value of type {@code T}: its field number, its bytes and its accessor. Made
 * once, in the value's {@link Codec}.
 */
public abstract class Field<T, V> {
  /** One line of the published schema. {@code most} is 0 for a field that is not repeated. */
  public record Line(
      int number, String name, FieldType.Schema schema, int most, Optional<Codec<?>> message) {}

  private final int first;
  private final int last;

  Field(int first, int last) {
    if (first < 1 || last < first) {
      throw new IllegalStateException("field numbers start at 1, found " + first + " to " + last);
    }
    this.first = first;
    this.last = last;
  }

  /** A component that is always present; a zero or empty scalar is left out. */
  public static <T, V> Field<T, V> of(
      int number, String name, FieldType<V> type, Function<T, V> get) {
    return new Single<>(number, name, type, get);
  }

  /**
   * A component that may be absent. When present, its bytes are not empty and its number is not
   * zero.
   */
  public static <T, V> Field<T, Optional<V>> optional(
      int number, String name, FieldType<V> type, Function<T, Optional<V>> get) {
    return new Maybe<>(number, name, type, get);
  }

  /** A list of at most {@code most} elements, each written even when empty. */
  public static <T, V> Field<T, List<V>> list(
      int number, String name, int most, FieldType<V> type, Function<T, List<V>> get) {
    return new Many<>(number, name, most, type, get);
  }

  /**
   * Exactly one member of a closed family, each under a field number of its own.
   *
   * @param cases every member, by ascending field number
   */
  public static <T, V> Field<T, V> oneOf(Family<V> cases, Function<T, V> get) {
    return new OneOf<>(cases, get);
  }

  final int first() {
    return first;
  }

  final int last() {
    return last;
  }

  abstract int wireType(int number);

  abstract boolean holds(int number);

  abstract boolean isRepeated();

  /** The component so far, after another occurrence of the field. */
  abstract Object read(
      CanonicalReader in, String type, int number, int end, @Nullable Object before);

  /** The component, when all fields have been read. */
  abstract V finished(CanonicalReader in, String type, @Nullable Object read);

  abstract void write(CanonicalWriter out, T value);

  abstract List<Line> lines();

  private abstract static class Named<T, V, E> extends Field<T, V> {
    final int number;
    final FieldType<E> type;
    private final String name;

    Named(int number, String name, FieldType<E> type) {
      super(number, number);
      this.number = number;
      this.name = name;
      this.type = type;
    }

    @Override
    int wireType(int wanted) {
      return type.wireType();
    }

    @Override
    boolean holds(int wanted) {
      return wanted == number;
    }

    @Override
    boolean isRepeated() {
      return false;
    }

    @Override
    List<Line> lines() {
      return List.of(new Line(number, name, type.schema(), most(), type.nested()));
    }

    int most() {
      return 0;
    }

    final String name() {
      return name;
    }
  }

  private static final class Single<T, V> extends Named<T, V, V> {
    private final Function<T, V> get;

    Single(int number, String name, FieldType<V> type, Function<T, V> get) {
      super(number, name, type);
      this.get = get;
    }

    @Override
    Object read(CanonicalReader in, String owner, int field, int end, @Nullable Object before) {
      return type.read(in, owner, field, end);
    }

    @Override
    @SuppressWarnings("unchecked")
    V finished(CanonicalReader in, String owner, @Nullable Object read) {
      return read == null ? type.absent(in, owner, number) : (V) read;
    }

    @Override
    void write(CanonicalWriter out, T value) {
      type.write(out, number, get.apply(value));
    }
  }

  private static final class Maybe<T, V> extends Named<T, Optional<V>, V> {
    private final Function<T, Optional<V>> get;

    Maybe(int number, String name, FieldType<V> type, Function<T, Optional<V>> get) {
      super(number, name, type);
      this.get = get;
    }

    @Override
    Object read(CanonicalReader in, String owner, int field, int end, @Nullable Object before) {
      return type.read(in, owner, field, end);
    }

    @Override
    @SuppressWarnings("unchecked")
    Optional<V> finished(CanonicalReader in, String owner, @Nullable Object read) {
      return Optional.ofNullable((V) read);
    }

    @Override
    void write(CanonicalWriter out, T value) {
      get.apply(value).ifPresent(v -> type.write(out, number, v));
    }
  }

  private static final class Many<T, V> extends Named<T, List<V>, V> {
    private final int most;
    private final Function<T, List<V>> get;

    Many(int number, String name, int most, FieldType<V> type, Function<T, List<V>> get) {
      super(number, name, type);
      this.most = most;
      this.get = get;
    }

    @Override
    boolean isRepeated() {
      return true;
    }

    @Override
    int most() {
      return most;
    }

    @Override
    @SuppressWarnings("unchecked")
    Object read(CanonicalReader in, String owner, int field, int end, @Nullable Object before) {
      List<V> elements = before == null ? new ArrayList<>() : (List<V>) before;
      if (elements.size() == most) {
        throw new CanonicalReader.Refused(DecodingRejection.tooMany(owner, name(), most));
      }
      elements.add(type.readElement(in, owner, field, end));
      return elements;
    }

    @Override
    @SuppressWarnings("unchecked")
    List<V> finished(CanonicalReader in, String owner, @Nullable Object read) {
      return read == null ? List.of() : (List<V>) read;
    }

    @Override
    void write(CanonicalWriter out, T value) {
      get.apply(value).forEach(v -> type.writeElement(out, number, v));
    }
  }

  private static final class OneOf<T, V> extends Field<T, V> {
    private final Family<V> family;
    private final Function<T, V> get;

    OneOf(Family<V> family, Function<T, V> get) {
      super(family.first(), family.last());
      this.family = family;
      this.get = get;
    }

    @Override
    int wireType(int wanted) {
      return CanonicalReader.LENGTH_DELIMITED;
    }

    @Override
    boolean holds(int wanted) {
      return family.holds(wanted);
    }

    @Override
    boolean isRepeated() {
      return false;
    }

    @Override
    Object read(CanonicalReader in, String owner, int field, int end, @Nullable Object before) {
      if (before != null) {
        throw in.refused(owner, in.at(), "a second member in field " + field, "one");
      }
      return family.codec(field).read(in, in.delimited(owner, end));
    }

    @Override
    @SuppressWarnings("unchecked")
    V finished(CanonicalReader in, String owner, @Nullable Object read) {
      if (read == null) {
        throw in.refused(owner, in.at(), "none of the fields " + first() + " to " + last(), "one");
      }
      return (V) read;
    }

    @Override
    void write(CanonicalWriter out, T value) {
      family.write(out, get.apply(value));
    }

    @Override
    List<Line> lines() {
      return family.lines();
    }
  }
}
