package org.alphadelta.core;

/**
 * A value with exactly one byte form: protobuf wire format in a fixed layout, written by the value
 * itself.
 */
public interface Canonical {
  void writeTo(CanonicalWriter out);

  default Bytes canonical() {
    CanonicalWriter out = new CanonicalWriter();
    writeTo(out);
    return out.toBytes();
  }
}
