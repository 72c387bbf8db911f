package org.alphadelta.ledger;

import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.governance.Ballot;

/** What one transaction of a block did, for those who watch. */
public sealed interface Effect {
  Hash transaction();

  record Transferred(Hash transaction, PublicKey from, PublicKey to, long amount, long fee)
      implements Effect {}

  record Proposed(Hash transaction, PublicKey proposer, Hash proposal) implements Effect {}

  record Withdrawn(Hash transaction, Hash proposal) implements Effect {}

  record Voted(Hash transaction, PublicKey voter, Hash proposal, Ballot ballot) implements Effect {}

  record Attested(Hash transaction, PublicKey voter, Hash proposal) implements Effect {}
}
