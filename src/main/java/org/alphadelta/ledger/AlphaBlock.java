package org.alphadelta.ledger;

import java.util.Optional;
import org.alphadelta.core.Anchor;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;

/**
 * The part of an executed Alpha block (height 0: Alpha's genesis) that Delta needs: its hash, the
 * committee of the next height, the approved upgrade.
 */
public record AlphaBlock(long height, Hash hash, Committee nextCommittee, Optional<Hash> upgrade) {
  public Anchor anchor() {
    return new Anchor(height, hash);
  }
}
