package org.alphadelta.ledger;

import java.util.Collection;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.governance.CastBallot;
import org.alphadelta.governance.Closure;
import org.alphadelta.governance.Proposal;
import org.alphadelta.governance.Readiness;

/**
 * Finds the value of canonical bytes among the values of a known state: a decoder without a parser.
 */
record KnownValues(ChainState known) implements StateDecoder {
  @Override
  public Account account(Bytes value) {
    return find(known.accounts().values(), value);
  }

  @Override
  public Proposal proposal(Bytes value) {
    return find(known.governance().proposals().values(), value);
  }

  @Override
  public CastBallot ballot(Bytes value) {
    return find(known.governance().votes().values(), value);
  }

  @Override
  public Readiness readiness(Bytes value) {
    return find(known.governance().readiness().values(), value);
  }

  @Override
  public Closure closure(Bytes value) {
    return find(known.governance().closures().values(), value);
  }

  private static <T extends Canonical> T find(Collection<T> values, Bytes bytes) {
    return values.stream()
        .filter(v -> v.canonical().equals(bytes))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown value " + bytes));
  }
}
