package org.alphadelta.core;

/**
 * Which chain: network, generation, kind and, deciding, the hash of its genesis header. Part of all
 * signed bytes.
 */
public record ChainId(NetworkId network, int generation, ChainKind kind, Hash genesis)
    implements Canonical {
  public ChainId {
    if (generation < 0) {
      throw new IllegalArgumentException("a generation is not negative, found " + generation);
    }
  }

  @Override
  public void writeTo(CanonicalWriter out) {
    out.uint(1, network.number()).uint(2, generation).uint(3, kind.number()).hash(4, genesis);
  }

  /** For people: "testnet g1 alpha 3f9c21aa". */
  @Override
  public String toString() {
    return network + " g" + generation + " " + kind + " " + genesis.brief();
  }
}
