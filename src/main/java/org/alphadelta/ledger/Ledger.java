package org.alphadelta.ledger;

import java.util.Optional;
import org.alphadelta.core.Rejection;
import org.alphadelta.core.SignatureVerifier;

/** Applies a certified block to a head. Pure; the caller stores the result. */
public final class Ledger {
  private Ledger() {}

  public static LedgerStep apply(
      ChainHead head, CertifiedBlock certified, AlphaView alpha, SignatureVerifier verifier) {
    Optional<Rejection> refused = SyncRule.check(head, certified, verifier);
    if (refused.isPresent()) {
      return new LedgerStep.Refused(
          refused.get(), SyncRule.evidence(head, certified.certificate(), verifier));
    }
    return switch (BlockRules.check(head, certified.block(), alpha, verifier)) {
      case BlockVerdict.Waits waits -> new LedgerStep.Waits(waits.alphaHeight());
      case BlockVerdict.Invalid invalid -> new LedgerStep.Contradicted(invalid.rejection());
      case BlockVerdict.Valid valid -> applied(head, certified, valid.executed());
    };
  }

  /**
   * For a block that was validated on this head here and then decided here: nothing is checked
   * again.
   */
  public static LedgerStep.Applied applied(
      ChainHead head, CertifiedBlock certified, Executed executed) {
    return new LedgerStep.Applied(
        head.after(certified.block().header(), executed), certified, executed);
  }
}
