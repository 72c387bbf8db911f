package org.alphadelta.governance;

import java.util.Comparator;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;

/** One validator's place on one proposal; votes and readiness are kept under it. */
public record VoteKey(Hash proposal, PublicKey voter) implements Comparable<VoteKey> {
  private static final Comparator<VoteKey> ORDER =
      Comparator.comparing(VoteKey::proposal).thenComparing(VoteKey::voter);

  private static final PublicKey LOWEST = PublicKey.of(new byte[PublicKey.LENGTH]);

  /** The lowest key of a proposal: where its votes begin in a sorted map. */
  static VoteKey first(Hash proposal) {
    return new VoteKey(proposal, LOWEST);
  }

  @Override
  public int compareTo(VoteKey other) {
    return ORDER.compare(this, other);
  }
}
