package org.alphadelta.governance;

import org.alphadelta.core.Canonical;
import org.alphadelta.core.CanonicalWriter;
import org.alphadelta.core.Hash;

/**
 * The genesis hashes that a YES voter computed itself, and the height that included its word. Never
 * retracted.
 */
public record Readiness(Hash alpha, Hash delta, long height) implements Canonical {
  @Override
  public void writeTo(CanonicalWriter out) {
    out.hash(1, alpha).hash(2, delta).uint(3, height);
  }
}
