package org.alphadelta.ledger;

import org.alphadelta.core.Hash;
import org.alphadelta.core.MerkleTree;

/**
 * A value of a chain's state and the proof that a block's state root covers it (RFC 6962, 2.1.1).
 */
public record StateProof(StateEntry entry, MerkleTree.Proof proof) {
  /**
   * Whether the entry is part of the state with this root; the reader takes the root from a
   * certified header.
   */
  public boolean verify(Hash stateRoot) {
    return MerkleTree.verify(stateRoot, entry.leaf(), proof);
  }
}
