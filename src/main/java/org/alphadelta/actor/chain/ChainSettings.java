package org.alphadelta.actor.chain;

import java.time.InstantSource;
import org.alphadelta.consensus.Timeouts;
import org.alphadelta.core.PublicKey;

/** The operator's settings for agreement on this machine, and the clock. */
public record ChainSettings(
    Timeouts timeouts, int mempoolMaxTransactions, PublicKey nodeKey, InstantSource clock) {
  /**
   * A proposer waits for the block interval before it builds an empty block, so the other
   * validators' propose timeout is longer by that.
   */
  Timeouts timeouts(long blockIntervalMillis) {
    return new Timeouts(
        timeouts.proposeMillis() + blockIntervalMillis,
        timeouts.prevoteMillis(),
        timeouts.precommitMillis(),
        timeouts.repairMillis(),
        timeouts.growthMillis());
  }
}
