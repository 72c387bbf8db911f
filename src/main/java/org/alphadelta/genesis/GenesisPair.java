package org.alphadelta.genesis;

import org.alphadelta.core.Canonical;
import org.alphadelta.core.CanonicalWriter;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Committee;
import org.alphadelta.core.GenesisPairId;

/**
 * The Alpha and Delta genesis of one network and generation. Whether they fit each other is checked
 * by {@code GenesisGenerator}.
 */
public record GenesisPair(Genesis alpha, Genesis delta) implements Canonical {
  public GenesisPairId id() {
    return new GenesisPairId(
        alpha.header().network(), alpha.header().generation(), alpha.hash(), delta.hash());
  }

  public Genesis of(ChainKind kind) {
    return switch (kind) {
      case ALPHA -> alpha;
      case DELTA -> delta;
    };
  }

  /** The first committee, of both chains. */
  public Committee committee() {
    return alpha.parameters().committee();
  }

  @Override
  public void writeTo(CanonicalWriter out) {
    out.message(1, alpha).message(2, delta);
  }
}
