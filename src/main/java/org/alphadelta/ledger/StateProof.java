package org.alphadelta.ledger;

import org.alphadelta.core.Hash;
import org.alphadelta.core.MerkleTree;

/**
 * An entry of a chain's state with the proof that a block's state root commits to it (RFC 6962,
 * 2.1.1).
 */
public record StateProof(StateEntry entry, MerkleTree.Proof proof) {
  /**
   * Whether the entry is part of the state with this root, which the caller takes from a certified
   * header.
   */
  public boolean verify(Hash stateRoot) {
    return MerkleTree.verify(stateRoot, entry.leaf(), proof);
  }
}
