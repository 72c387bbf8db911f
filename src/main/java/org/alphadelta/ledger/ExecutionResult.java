package org.alphadelta.ledger;

/** A block's transactions applied, or the first of them that cannot be. */
public sealed interface ExecutionResult {
  record Done(Executed executed) implements ExecutionResult {}

  record Refused(BlockRejection rejection) implements ExecutionResult {}
}
