package org.alphadelta.governance;

import org.alphadelta.core.Canonical;
import org.alphadelta.core.CanonicalWriter;

/** The height of the block in which a proposal left the state open. */
public record Closure(long height) implements Canonical {
  @Override
  public void writeTo(CanonicalWriter out) {
    out.uint(1, height);
  }
}
