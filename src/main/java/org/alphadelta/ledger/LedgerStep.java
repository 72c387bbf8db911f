package org.alphadelta.ledger;

import java.util.List;
import org.alphadelta.consensus.Evidence.DepartedSignature;
import org.alphadelta.core.Rejection;

/** What comes of a block that is said to be final. */
public sealed interface LedgerStep {
  /** To be stored, in this order: block, next committee, changes; then {@code head} is the head. */
  record Applied(ChainHead head, CertifiedBlock block, Executed executed) implements LedgerStep {}

  /** The peer is wrong; {@code evidence} is what it gave away of departed keys. */
  record Refused(Rejection rejection, List<DepartedSignature> evidence) implements LedgerStep {
    public Refused {
      evidence = List.copyOf(evidence);
    }
  }

  /** Cannot be executed before Alpha has executed this height. */
  record Waits(long alphaHeight) implements LedgerStep {}

  /**
   * The committee certified what our rules refuse: more than a third lie, or we are wrong. The node
   * stops.
   */
  record Contradicted(Rejection rejection) implements LedgerStep {}
}
