package org.alphadelta.actor.chain;

import java.time.InstantSource;
import org.alphadelta.consensus.Timeouts;
import org.alphadelta.core.PublicKey;

/** What an operator sets for agreement on this machine, and the clock. */
public record ChainSettings(
    Timeouts timeouts, int mempoolMaxTransactions, PublicKey nodeKey, InstantSource clock) {
  /**
   * A proposer waits for the block interval before it makes an empty block, so everybody else waits
   * that much longer.
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
