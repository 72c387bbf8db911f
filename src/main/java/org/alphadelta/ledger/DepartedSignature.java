package org.alphadelta.ledger;

import org.alphadelta.consensus.SignedVote;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.CanonicalWriter;
import org.alphadelta.core.ChainId;

/**
 * Evidence: a key that left a chain with its upgrade signed there above {@code lastHeight}. The
 * signature verifies.
 */
public record DepartedSignature(ChainId chain, SignedVote vote, long lastHeight)
    implements Canonical {
  @Override
  public void writeTo(CanonicalWriter out) {
    out.message(1, chain).message(2, vote).uint(3, lastHeight);
  }
}
