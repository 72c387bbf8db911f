package org.alphadelta.ledger;

import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.CanonicalWriter;
import org.alphadelta.core.Hash;
import org.alphadelta.core.MerkleTree;

/**
 * One value of a chain's state under its key; {@code value} is the canonical bytes of what the
 * mapping holds.
 */
public record StateEntry(StateKey at, Bytes value) implements Canonical {
  /** This entry's leaf of the state tree. */
  public Hash leaf() {
    return MerkleTree.leaf(canonical());
  }

  @Override
  public void writeTo(CanonicalWriter out) {
    out.text(1, at.program()).text(2, at.mapping()).text(3, at.key()).bytes(4, value);
  }
}
