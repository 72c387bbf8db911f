package org.alphadelta.ledger;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Rejection;

/**
 * Transactions selected for a block, in order, their execution, and the refused candidates by id.
 * Candidates that did not fit are in neither.
 */
public record Selection(
    List<SignedTransaction> transactions, Executed executed, SortedMap<Hash, Rejection> refused) {
  public Selection {
    transactions = List.copyOf(transactions);
    refused = Collections.unmodifiableSortedMap(new TreeMap<>(refused));
  }
}
