package org.alphadelta.store;

import org.alphadelta.core.Bytes;
import org.alphadelta.governance.CastBallot;
import org.alphadelta.governance.Closure;
import org.alphadelta.governance.Proposal;
import org.alphadelta.governance.Readiness;
import org.alphadelta.ledger.Account;
import org.alphadelta.ledger.StateDecoder;
import org.alphadelta.wire.GovernanceDecoders;
import org.alphadelta.wire.LedgerDecoders;
import org.alphadelta.wire.StoredDecoders;

/**
 * The values of a chain's state from the bytes they are stored as. It judges nothing but their
 * form.
 */
public final class StoredValues implements StateDecoder {
  @Override
  public Account account(Bytes value) {
    return LedgerDecoders.ACCOUNT.decode(value).orThrow();
  }

  @Override
  public Proposal proposal(Bytes value) {
    return GovernanceDecoders.PROPOSAL.decode(value).orThrow();
  }

  @Override
  public CastBallot ballot(Bytes value) {
    return GovernanceDecoders.CAST_BALLOT.decode(value).orThrow();
  }

  @Override
  public Readiness readiness(Bytes value) {
    return GovernanceDecoders.READINESS.decode(value).orThrow();
  }

  @Override
  public Closure closure(Bytes value) {
    return StoredDecoders.CLOSURE.decode(value).orThrow();
  }
}
