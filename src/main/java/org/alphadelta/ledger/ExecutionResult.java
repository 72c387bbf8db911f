package org.alphadelta.ledger;

import org.alphadelta.core.Rejection;

/** A block's transactions applied, or the first of them that cannot be. */
public sealed interface ExecutionResult {
  record Done(Executed executed) implements ExecutionResult {}

  record Refused(Rejection rejection) implements ExecutionResult {}
}
