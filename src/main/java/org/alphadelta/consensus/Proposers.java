package org.alphadelta.consensus;

import java.util.List;
import org.alphadelta.core.Committee;
import org.alphadelta.core.PublicKey;

/** The proposer of a round: a pure function of height, round and committee (rule 26). */
@FunctionalInterface
public interface Proposers {
  /** Members in the order of their key bytes; a round and a height each move on by one. */
  Proposers ROTATING =
      (height, round, committee) -> {
        List<PublicKey> keys = committee.keys();
        return keys.get((int) ((height % keys.size() + round) % keys.size()));
      };

  PublicKey proposer(long height, int round, Committee committee);
}
