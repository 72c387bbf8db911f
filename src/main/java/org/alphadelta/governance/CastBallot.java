package org.alphadelta.governance;

import org.alphadelta.core.Canonical;
import org.alphadelta.core.CanonicalWriter;
import org.alphadelta.core.Hash;

/** A counted vote: the ballot, the height that included it and the transaction that carried it. */
public record CastBallot(Ballot ballot, long height, Hash transaction) implements Canonical {
  @Override
  public void writeTo(CanonicalWriter out) {
    out.uint(1, ballot.number()).uint(2, height).hash(3, transaction);
  }
}
