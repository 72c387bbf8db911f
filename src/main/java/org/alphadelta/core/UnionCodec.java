package org.alphadelta.core;

import java.util.List;

/** The codec of a sealed family whose members have no field number in common. */
final class UnionCodec<T> extends Codec<T> {
  private final List<Class<?>> types;
  private final List<Codec<? extends T>> codecs;

  UnionCodec(String type, int cap, List<Class<?>> types, List<Codec<? extends T>> codecs) {
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
