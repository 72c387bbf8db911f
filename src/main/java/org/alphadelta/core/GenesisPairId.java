package org.alphadelta.core;

/**
 * Identifies the Alpha and Delta genesis of one network and generation by the hashes of their
 * headers.
 */
public record GenesisPairId(NetworkId network, int generation, Hash alpha, Hash delta)
    implements Canonical {
  public static final Codec<GenesisPairId> CODEC =
      Codec.of(
          "genesis pair id",
          Codec.SMALL_BYTES,
          Field.of(1, "network", NetworkId.TYPE, GenesisPairId::network),
          Field.of(2, "generation", FieldType.UINT32, GenesisPairId::generation),
          Field.of(3, "alpha", FieldType.HASH, GenesisPairId::alpha),
          Field.of(4, "delta", FieldType.HASH, GenesisPairId::delta),
          GenesisPairId::new);

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
  public Bytes canonical() {
    return CODEC.encode(this);
  }

  @Override
  public String toString() {
    return network + " g" + generation + " alpha " + alpha.brief() + " delta " + delta.brief();
  }
}
