package org.alphadelta.governance;

import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Field;
import org.alphadelta.core.FieldType;
import org.alphadelta.core.Hash;

/**
 * The genesis hashes that a Yes voter computed itself, and the height that included its
 * attestation. Never retracted.
 */
public record Readiness(Hash alpha, Hash delta, long height) implements Canonical {
  public static final Codec<Readiness> CODEC =
      Codec.of(
          "readiness",
          Codec.SMALL_BYTES,
          Field.of(1, "alpha", FieldType.HASH, Readiness::alpha),
          Field.of(2, "delta", FieldType.HASH, Readiness::delta),
          Field.of(3, "height", FieldType.UINT64, Readiness::height),
          Readiness::new);

  @Override
  public Bytes canonical() {
    return CODEC.encode(this);
  }
}
