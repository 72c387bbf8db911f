package org.alphadelta.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Rejection;
import org.alphadelta.core.SignatureVerifier;

/**
 * Executes a block on a chain's state: first proposals whose height has come are evaluated (Alpha),
 * then its transactions in order. Pure. One invalid transaction makes the whole block invalid.
 */
public final class Execution {
  private Execution() {}

  public static ExecutionResult execute(
      ChainState before,
      BlockContext context,
      List<SignedTransaction> transactions,
      SignatureVerifier verifier) {
    if (transactions.size() > BlockLimits.MAX_TRANSACTIONS) {
      return refused("transactions", transactions.size(), BlockLimits.MAX_TRANSACTIONS);
    }
    long bytes = 0;
    WorkingState working = new WorkingState(before, context, verifier);
    for (int i = 0; i < transactions.size(); i++) {
      SignedTransaction next = transactions.get(i);
      int size = next.canonical().length();
      bytes += size;
      if (bytes > BlockLimits.MAX_TRANSACTION_BYTES_TOTAL) {
        return refused("transaction bytes", bytes, BlockLimits.MAX_TRANSACTION_BYTES_TOTAL);
      }
      Optional<Rejection> rejection = working.apply(next, size);
      if (rejection.isPresent()) {
        return new ExecutionResult.Refused(
            LedgerRejections.badTransaction(i, next.id(), rejection.get()));
      }
    }
    return new ExecutionResult.Done(working.finish());
  }

  /**
   * Selects from the candidates, in their order, each that applies after those selected before,
   * within the limits. A candidate that does not apply is left out and costs the block nothing.
   */
  public static Selection select(
      ChainState before,
      BlockContext context,
      List<SignedTransaction> candidates,
      SignatureVerifier verifier) {
    WorkingState working = new WorkingState(before, context, verifier);
    List<SignedTransaction> taken = new ArrayList<>();
    SortedMap<Hash, Rejection> refused = new TreeMap<>();
    long bytes = 0;
    for (SignedTransaction candidate : candidates) {
      int size = candidate.canonical().length();
      if (taken.size() == BlockLimits.MAX_TRANSACTIONS) {
        break;
      }
      if (bytes + size > BlockLimits.MAX_TRANSACTION_BYTES_TOTAL) {
        continue;
      }
      Optional<Rejection> rejection = working.apply(candidate, size);
      if (rejection.isPresent()) {
        refused.put(candidate.id(), rejection.get());
      } else {
        bytes += size;
        taken.add(candidate);
      }
    }
    return new Selection(taken, working.finish(), refused);
  }

  /**
   * Whether one transaction would apply next on this state; a node checks this before it relays
   * one.
   */
  public static Optional<Rejection> check(
      ChainState state, BlockContext context, SignedTransaction one, SignatureVerifier verifier) {
    return new WorkingState(state, context, verifier).apply(one, one.canonical().length());
  }

  private static ExecutionResult refused(String what, long size, long limit) {
    return new ExecutionResult.Refused(LedgerRejections.blockTooLarge(what, size, limit));
  }
}
