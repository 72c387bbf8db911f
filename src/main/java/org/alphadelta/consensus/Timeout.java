package org.alphadelta.consensus;

import org.alphadelta.core.Canonical;
import org.alphadelta.core.CanonicalWriter;

/**
 * A timer's name. It carries height, round and kind, so that a stale one is recognised and ignored
 * (rule 11).
 */
public record Timeout(long height, int round, TimeoutKind kind) implements Canonical {
  public Timeout {
    if (height < 1 || round < 0) {
      throw new IllegalArgumentException(
          "a timeout has height >= 1 and round >= 0, found " + height + "/" + round);
    }
  }

  @Override
  public void writeTo(CanonicalWriter out) {
    out.uint(1, height).uint(2, round).uint(3, kind.number());
  }
}
