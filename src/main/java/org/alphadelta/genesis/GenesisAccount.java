package org.alphadelta.genesis;

import org.alphadelta.core.Canonical;
import org.alphadelta.core.CanonicalWriter;
import org.alphadelta.core.PublicKey;

/** Credits that an account holds from the start. */
public record GenesisAccount(PublicKey owner, long balance) implements Canonical {
  public GenesisAccount {
    if (balance < 0) {
      throw new IllegalArgumentException("a balance is not negative, found " + balance);
    }
  }

  @Override
  public void writeTo(CanonicalWriter out) {
    out.bytes(1, owner.bytes()).uint(2, balance);
  }
}
