package org.alphadelta.ledger;

import org.alphadelta.core.Bytes;
import org.alphadelta.governance.CastBallot;
import org.alphadelta.governance.Closure;
import org.alphadelta.governance.Proposal;
import org.alphadelta.governance.Readiness;

/**
 * Port: canonical bytes of state values back to values. Pure. Throws {@link
 * IllegalArgumentException} on bytes that are not exactly the {@code canonical()} of a value: in an
 * own store that is damage.
 */
public interface StateDecoder {
  Account account(Bytes value);

  Proposal proposal(Bytes value);

  CastBallot ballot(Bytes value);

  Readiness readiness(Bytes value);

  Closure closure(Bytes value);
}
