package org.alphadelta.core;

/** The Alpha block that a Delta block (or Delta's genesis, height 0) rests on. */
public record Anchor(long height, Hash hash) implements Canonical {
  public static final Codec<Anchor> CODEC =
      Codec.of(
          "anchor",
          Codec.SMALL_BYTES,
          Field.of(1, "height", FieldType.UINT64, Anchor::height),
          Field.of(2, "hash", FieldType.HASH, Anchor::hash),
          Anchor::new);

  public Anchor {
    if (height < 0) {
      throw new IllegalArgumentException("a height is not negative, found " + height);
    }
  }

  @Override
  public Bytes canonical() {
    return CODEC.encode(this);
  }
}
