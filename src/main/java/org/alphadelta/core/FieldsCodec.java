package org.alphadelta.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The codec of a type with fields in ascending order and a constructor that takes them. */
final class FieldsCodec<T> extends Codec<T> {
  private final List<Field<T, ?>> fields;
  private final Constructor<T> constructor;

  FieldsCodec(String type, int cap, List<Field<T, ?>> fields, Constructor<T> constructor) {
    super(type, cap);
    int last = 0;
    for (Field<T, ?> field : fields) {
      if (field.first() <= last) {
        throw new IllegalStateException(type + ": field " + field.first() + " after field " + last);
      }
      last = field.last();
    }
    this.fields = List.copyOf(fields);
    this.constructor = constructor;
  }

  @Override
  public List<Field.Line> lines() {
    return fields.stream().flatMap(f -> f.lines().stream()).toList();
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
    @Nullable Object[] read = new @Nullable Object[fields.size()];
    int index = 0;
    int last = 0;
    while (in.at() < end) {
      int start = in.at();
      long tag = in.varint(type(), end);
      long number = tag >>> 3;
      while (index < fields.size() && fields.get(index).last() < number) {
        index++;
      }
      if (number < last || index == fields.size() || !fields.get(index).holds((int) number)) {
        throw misplaced(in, start, number, last);
      }
      Field<T, ?> field = fields.get(index);
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

  private CanonicalReader.Refused misplaced(CanonicalReader in, int start, long number, int last) {
    return number >= 1 && number <= last && holds((int) number)
        ? in.refused(type(), start, "field " + number + " after field " + last, "ascending fields")
        : in.refused(type(), start, "unknown field " + number, "a field of " + type());
  }

  /** The decoded components of one value, by position. */
  static final class Components {
    private final CanonicalReader in;
    private final String type;
    private final @Nullable Object[] read;

    Components(CanonicalReader in, String type, @Nullable Object[] read) {
      this.in = in;
      this.type = type;
      this.read = read;
    }

    <V> V take(Field<?, V> field, int position) {
      return field.finished(in, type, read[position]);
    }
  }

  /** Makes a value of what was read. */
  @FunctionalInterface
  interface Constructor<T> {
    T make(Components read);
  }
}
