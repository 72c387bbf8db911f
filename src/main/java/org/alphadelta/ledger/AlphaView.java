package org.alphadelta.ledger;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Port to the Alpha chain for Delta: executed (so final) blocks only. Reads may block. An answer
 * never changes, except that {@link #newest} and {@link #activation} advance.
 */
public interface AlphaView {
  /** The executed block at a height, the genesis at 0; empty above {@link #newest}. */
  Optional<AlphaBlock> at(long height);

  AlphaBlock newest();

  /** H: the height at which Alpha approved its upgrade, once that block is executed. */
  OptionalLong activation();
}
