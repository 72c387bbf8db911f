package org.alphadelta.core;

import java.util.List;
import java.util.function.Function;

/** The bytes of one type for the values of another. */
final class MappedCodec<T, R> extends Codec<R> {
  private final Codec<T> inner;
  private final Function<T, R> from;
  private final Function<R, T> to;

  MappedCodec(Codec<T> inner, Function<T, R> from, Function<R, T> to) {
    super(inner.type(), inner.cap());
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
