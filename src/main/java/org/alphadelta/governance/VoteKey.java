package org.alphadelta.governance;

import java.util.Comparator;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;

/** Key of a validator's vote and readiness on one proposal. */
public record VoteKey(Hash proposal, PublicKey voter) implements Comparable<VoteKey> {
  private static final Comparator<VoteKey> ORDER =
      Comparator.comparing(VoteKey::proposal).thenComparing(VoteKey::voter);

  private static final PublicKey LOWEST = PublicKey.of(new byte[PublicKey.LENGTH]);

  /** The lowest key of a proposal, at which its votes begin in a sorted map. */
  static VoteKey first(Hash proposal) {
    return new VoteKey(proposal, LOWEST);
  }

  @Override
  public int compareTo(VoteKey other) {
    return ORDER.compare(this, other);
  }
}
