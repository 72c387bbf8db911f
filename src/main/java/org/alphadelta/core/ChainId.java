package org.alphadelta.core;

/**
 * Identifies a chain: network, generation, kind and, decisive, the hash of its genesis header. Part
 * of all signed bytes.
 */
public record ChainId(NetworkId network, int generation, ChainKind kind, Hash genesis)
    implements Canonical {
  public static final Codec<ChainId> CODEC =
      Codec.of(
          "chain id",
          Codec.SMALL_BYTES,
          Field.of(1, "network", NetworkId.TYPE, ChainId::network),
          Field.of(2, "generation", FieldType.UINT32, ChainId::generation),
          Field.of(3, "kind", ChainKind.TYPE, ChainId::kind),
          Field.of(4, "genesis", FieldType.HASH, ChainId::genesis),
          ChainId::new);

  public ChainId {
    if (generation < 0) {
      throw new IllegalArgumentException("a generation is not negative, found " + generation);
    }
  }

  @Override
  public Bytes canonical() {
    return CODEC.encode(this);
  }

  /** As people read it: "testnet g1 alpha 3f9c21aa". */
  @Override
  public String toString() {
    return network + " g" + generation + " " + kind + " " + genesis.brief();
  }
}
