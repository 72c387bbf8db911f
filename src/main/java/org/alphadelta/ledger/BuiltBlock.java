package org.alphadelta.ledger;

import org.alphadelta.core.Rejection;

/** Result of building a block. */
public sealed interface BuiltBlock {
  /** A block, its execution, and the candidates taken and refused. */
  record Built(Block block, Selection selection) implements BuiltBlock {}

  /** Delta's first block waits until Alpha has executed this height. */
  record BeforeGate(long alphaHeight) implements BuiltBlock {}

  record Refused(Rejection rejection) implements BuiltBlock {}
}
