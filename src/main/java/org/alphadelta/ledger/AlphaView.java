package org.alphadelta.ledger;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Port: the Alpha chain as Delta sees it, executed (so final) blocks only. It may block on a read;
 * it never changes an answer once given, but for {@link #newest} and {@link #activation}, which
 * advance.
 */
public interface AlphaView {
  /** The executed block at a height, 0 being the genesis; empty above {@link #newest}. */
  Optional<AlphaBlock> at(long height);

  AlphaBlock newest();

  /** H: the height at which Alpha approved its upgrade, once that block is executed. */
  OptionalLong activation();
}
