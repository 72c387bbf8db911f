package org.alphadelta.core;

/** A value with exactly one byte form, that of its {@link Codec}. */
public interface Canonical {
  default void writeTo(CanonicalWriter out) {
    out.raw(canonical());
  }

  default Bytes canonical() {
    CanonicalWriter out = new CanonicalWriter();
    writeTo(out);
    return out.toBytes();
  }
}
