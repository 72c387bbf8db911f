package org.alphadelta.ledger;

import java.util.List;
import org.alphadelta.consensus.Evidence.DepartedSignature;
import org.alphadelta.core.Rejection;

/** Result of applying a block that claims to be final. */
public sealed interface LedgerStep {
  /**
   * To be stored in this order: block, next committee, changes; {@code head} is the head
   * afterwards.
   */
  record Applied(ChainHead head, CertifiedBlock block, Executed executed) implements LedgerStep {}

  /**
   * The peer is at fault; {@code evidence} holds signatures of departed keys in its certificate.
   */
  record Refused(Rejection rejection, List<DepartedSignature> evidence) implements LedgerStep {
    public Refused {
      evidence = List.copyOf(evidence);
    }
  }

  /** Cannot be executed before Alpha has executed this height. */
  record Waits(long alphaHeight) implements LedgerStep {}

  /**
   * The committee certified a block that our rules refuse: more than a third are faulty, or we are.
   * The node stops.
   */
  record Contradicted(Rejection rejection) implements LedgerStep {}
}
