package org.alphadelta.ledger;

import org.alphadelta.core.Canonical;
import org.alphadelta.core.CanonicalWriter;

/** An account's credits and the sequence number its next transaction must carry. */
public record Account(long balance, long nextSequence) implements Canonical {
  public static final Account EMPTY = new Account(0, 0);

  public Account {
    if (balance < 0 || nextSequence < 0) {
      throw new IllegalArgumentException(
          "an account's numbers are not negative, found " + balance + ", " + nextSequence);
    }
  }

  @Override
  public void writeTo(CanonicalWriter out) {
    out.uint(1, balance).uint(2, nextSequence);
  }
}
