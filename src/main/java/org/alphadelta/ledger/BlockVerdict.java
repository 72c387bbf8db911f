package org.alphadelta.ledger;

import org.alphadelta.core.Rejection;

/** Whether a block is valid on its parent. */
public sealed interface BlockVerdict {
  record Valid(Executed executed) implements BlockVerdict {}

  record Invalid(Rejection rejection) implements BlockVerdict {}

  /** Cannot be validated before Alpha has executed this height. */
  record Waits(long alphaHeight) implements BlockVerdict {}
}
