package org.alphadelta.consensus;

import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Field;
import org.alphadelta.core.FieldType;

/**
 * Identity of a timer: height, round and kind, so that a stale one is recognised and ignored (rule
 * 11).
 */
public record Timeout(long height, int round, TimeoutKind kind) implements Canonical {
  public static final Codec<Timeout> CODEC =
      Codec.of(
          "timeout",
          Codec.SMALL_BYTES,
          Field.of(1, "height", FieldType.UINT64, Timeout::height),
          Field.of(2, "round", FieldType.UINT32, Timeout::round),
          Field.of(3, "kind", TimeoutKind.TYPE, Timeout::kind),
          Timeout::new);

  public Timeout {
    if (height < 1 || round < 0) {
      throw new IllegalArgumentException(
          "a timeout has height >= 1 and round >= 0, found " + height + "/" + round);
    }
  }

  @Override
  public Bytes canonical() {
    return CODEC.encode(this);
  }
}
