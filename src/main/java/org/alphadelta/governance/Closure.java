package org.alphadelta.governance;

import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Field;
import org.alphadelta.core.FieldType;

/** The height at which a proposal ceased to be open. */
public record Closure(long height) implements Canonical {
  public static final Codec<Closure> CODEC =
      Codec.of(
          "closure",
          Codec.SMALL_BYTES,
          Field.of(1, "height", FieldType.UINT64, Closure::height),
          Closure::new);

  @Override
  public Bytes canonical() {
    return CODEC.encode(this);
  }
}
