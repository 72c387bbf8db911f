package org.alphadelta.ledger;

import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.governance.Ballot;

/** Effect of one executed transaction, for observers. */
public sealed interface TransactionEffect {
  Hash transaction();

  record Transferred(Hash transaction, PublicKey from, PublicKey to, long amount, long fee)
      implements TransactionEffect {}

  record Proposed(Hash transaction, PublicKey proposer, Hash proposal)
      implements TransactionEffect {}

  record Withdrawn(Hash transaction, Hash proposal) implements TransactionEffect {}

  record Voted(Hash transaction, PublicKey voter, Hash proposal, Ballot ballot)
      implements TransactionEffect {}

  record Attested(Hash transaction, PublicKey voter, Hash proposal) implements TransactionEffect {}
}
