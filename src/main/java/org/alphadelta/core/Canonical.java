package org.alphadelta.core;

/** A value with exactly one byte form, that of its {@link Codec}. */
public interface Canonical {
  Bytes canonical();
}
