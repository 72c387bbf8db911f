package org.alphadelta.core;

/**
 * Names the Alpha and Delta genesis of one network and generation by the hashes of their headers.
 */
public record GenesisPairId(NetworkId network, int generation, Hash alpha, Hash delta)
    implements Canonical {
  public ChainId chain(ChainKind kind) {
    return new ChainId(network, generation, kind, hash(kind));
  }

  public Hash hash(ChainKind kind) {
    return switch (kind) {
      case ALPHA -> alpha;
      case DELTA -> delta;
    };
  }

  /** The directory of this pair's chains: {@code testnet-g0-3f9c21aa}. */
  public String directory() {
    return network.label() + "-g" + generation + "-" + alpha.brief();
  }

  @Override
  public void writeTo(CanonicalWriter out) {
    out.uint(1, network.number()).uint(2, generation).hash(3, alpha).hash(4, delta);
  }

  @Override
  public String toString() {
    return network + " g" + generation + " alpha " + alpha.brief() + " delta " + delta.brief();
  }
}
