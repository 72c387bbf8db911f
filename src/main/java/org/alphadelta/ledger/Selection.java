package org.alphadelta.ledger;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Rejection;

/**
 * Transactions that a proposer may put in a block, in order, what they lead to, and why others were
 * not taken (by id). Those that only found no room are in neither.
 */
public record Selection(
    List<SignedTransaction> transactions, Executed executed, SortedMap<Hash, Rejection> refused) {
  public Selection {
    transactions = List.copyOf(transactions);
    refused = Collections.unmodifiableSortedMap(new TreeMap<>(refused));
  }
}
