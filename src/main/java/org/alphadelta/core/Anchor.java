package org.alphadelta.core;

/** The Alpha block that a Delta block (or Delta's genesis, height 0) rests on. */
public record Anchor(long height, Hash hash) implements Canonical {
  public Anchor {
    if (height < 0) {
      throw new IllegalArgumentException("a height is not negative, found " + height);
    }
  }

  @Override
  public void writeTo(CanonicalWriter out) {
    out.uint(1, height).hash(2, hash);
  }
}
