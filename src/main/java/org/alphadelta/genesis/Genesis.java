package org.alphadelta.genesis;

import org.alphadelta.core.Canonical;
import org.alphadelta.core.CanonicalWriter;
import org.alphadelta.core.GenesisHeader;
import org.alphadelta.core.Hash;

/** A genesis block: its header and the parameters it was generated from. */
public record Genesis(GenesisHeader header, GenesisParameters parameters) implements Canonical {
  public Hash hash() {
    return header.hash();
  }

  @Override
  public void writeTo(CanonicalWriter out) {
    out.message(1, header).message(2, parameters);
  }
}
