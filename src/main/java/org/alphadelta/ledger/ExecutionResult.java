package org.alphadelta.ledger;

import org.alphadelta.core.Rejection;

/** Result of a block's transactions: the execution, or the first refusal. */
public sealed interface ExecutionResult {
  record Done(Executed executed) implements ExecutionResult {}

  record Refused(Rejection rejection) implements ExecutionResult {}
}
