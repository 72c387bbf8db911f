package org.alphadelta.genesis;

import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Field;
import org.alphadelta.core.FieldType;
import org.alphadelta.core.GenesisHeader;
import org.alphadelta.core.Hash;

/** A genesis block: its header and the parameters it was generated from. */
public record Genesis(GenesisHeader header, GenesisParameters parameters) implements Canonical {
  public static final int MAX_BYTES = (int) Manifest.MAX_SIZE;

  public static final Codec<Genesis> CODEC =
      Codec.of(
          "genesis",
          MAX_BYTES,
          Field.of(1, "header", FieldType.message(GenesisHeader.CODEC), Genesis::header),
          Field.of(
              2, "parameters", FieldType.message(GenesisParameters.CODEC), Genesis::parameters),
          Genesis::new);

  public Hash hash() {
    return header.hash();
  }

  @Override
  public Bytes canonical() {
    return CODEC.encode(this);
  }
}
