package org.alphadelta.ledger;

/** Whether a block is valid on its parent. */
public sealed interface BlockVerdict {
  record Valid(Executed executed) implements BlockVerdict {}

  record Invalid(BlockRejection rejection) implements BlockVerdict {}

  /** Cannot be judged before Alpha has executed this height. */
  record Waits(long alphaHeight) implements BlockVerdict {}
}
