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
  public static final Codec<GenesisHeader> CODEC =
      Codec.of(
          "genesis header",
          Codec.SMALL_BYTES,
          Field.of(1, "network", NetworkId.TYPE, GenesisHeader::network),
          Field.of(2, "generation", FieldType.UINT32, GenesisHeader::generation),
          Field.of(3, "kind", ChainKind.TYPE, GenesisHeader::kind),
          Field.optional(4, "predecessor", FieldType.HASH, GenesisHeader::predecessor),
          Field.of(5, "parameters", FieldType.HASH, GenesisHeader::parameters),
          Field.of(6, "committee", FieldType.HASH, GenesisHeader::committee),
          Field.of(7, "state_root", FieldType.HASH, GenesisHeader::stateRoot),
          Field.of(
              8, "delta_min_alpha_blocks", FieldType.UINT64, GenesisHeader::deltaMinAlphaBlocks),
          Field.optional(9, "anchor", FieldType.message(Anchor.CODEC), GenesisHeader::anchor),
          GenesisHeader::new);

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
  public Bytes canonical() {
    return CODEC.encode(this);
  }
}
