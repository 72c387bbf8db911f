package org.alphadelta.core;

import java.util.Optional;

/**
 * The header of a chain's genesis; its hash is the chain's identity. {@code predecessor} is the
 * source chain's Alpha genesis hash, absent in a first generation. {@code anchor} (Alpha genesis,
 * height 0) is present for Delta only. {@code deltaMinAlphaBlocks} is the Alpha height below which
 * Delta block 1 is not valid.
 */
public record GenesisHeader(
    NetworkId network,
    int generation,
    ChainKind kind,
    Optional<Hash> predecessor,
    Hash parameters,
    Hash committee,
    Hash stateRoot,
    long deltaMinAlphaBlocks,
    Optional<Anchor> anchor)
    implements Canonical {
  public GenesisHeader {
    if (generation < 0 || deltaMinAlphaBlocks < 0) {
      throw new IllegalArgumentException(
          "generation and delta_min_alpha_blocks are not negative, found "
              + generation
              + ", "
              + deltaMinAlphaBlocks);
    }
    if (anchor.isPresent() != (kind == ChainKind.DELTA)) {
      throw new IllegalArgumentException(
          "an anchor belongs to delta alone, found " + kind + " with " + anchor);
    }
  }

  /** The identity of the chain. */
  public Hash hash() {
    return Sha256.tagged("adn/genesis-header", canonical());
  }

  public ChainId chain() {
    return new ChainId(network, generation, kind, hash());
  }

  @Override
  public void writeTo(CanonicalWriter out) {
    out.uint(1, network.number())
        .uint(2, generation)
        .uint(3, kind.number())
        .hash(4, predecessor)
        .hash(5, parameters)
        .hash(6, committee)
        .hash(7, stateRoot)
        .uint(8, deltaMinAlphaBlocks);
    anchor.ifPresent(a -> out.message(9, a));
  }
}
