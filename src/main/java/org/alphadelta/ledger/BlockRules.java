package org.alphadelta.ledger;

import java.util.Optional;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Header;
import org.alphadelta.core.Rejection;
import org.alphadelta.core.SignatureVerifier;
import org.alphadelta.ledger.BlockVerdict.Invalid;
import org.alphadelta.ledger.BlockVerdict.Valid;
import org.alphadelta.ledger.BlockVerdict.Waits;

/**
 * Validity of a block on its parent. A function of the parent, the block and executed Alpha blocks:
 * never of a round, of freshness or of a clock.
 */
public final class BlockRules {
  private BlockRules() {}

  public static BlockVerdict check(
      ChainHead head, Block block, AlphaView alpha, SignatureVerifier verifier) {
    Header header = block.header();
    Optional<Rejection> broken = checkHeader(head, header).or(() -> checkTransactionRoot(block));
    if (broken.isPresent()) {
      return new Invalid(broken.get());
    }
    if (head.kind() == ChainKind.ALPHA) {
      return execute(head, block, Optional.empty(), verifier);
    }
    return switch (AnchorRules.check(head, header, alpha)) {
      case AnchorRules.Outcome.Breaks breaks -> new Invalid(breaks.rejection());
      case AnchorRules.Outcome.Waits waits -> new Waits(waits.alphaHeight());
      case AnchorRules.Outcome.Holds holds ->
          execute(head, block, Optional.of(holds.alpha()), verifier);
    };
  }

  /**
   * For a fresh proposal only: its time may not be further ahead of the local clock than the drift.
   */
  public static Optional<Rejection> checkDrift(Header header, long nowMillis, long maxDriftMillis) {
    long latest = Math.addExact(nowMillis, maxDriftMillis);
    return header.timeMillis() > latest
        ? Optional.of(LedgerRejections.timeAhead(header.timeMillis(), latest))
        : Optional.empty();
  }

  private static BlockVerdict execute(
      ChainHead head, Block block, Optional<AlphaBlock> alpha, SignatureVerifier verifier) {
    return switch (Execution.execute(
        head.state(), head.next(alpha), block.transactions(), verifier)) {
      case ExecutionResult.Refused refused -> new Invalid(refused.rejection());
      case ExecutionResult.Done done ->
          checkOutcome(block.header(), done.executed())
              .<BlockVerdict>map(Invalid::new)
              .orElseGet(() -> new Valid(done.executed()));
    };
  }

  private static Optional<Rejection> checkHeader(ChainHead head, Header header) {
    if (head.concluded()) {
      return Optional.of(LedgerRejections.concluded(head.height()));
    }
    return same("chain", header.chain(), head.chain())
        .or(() -> same("height", header.height(), head.nextHeight()))
        .or(() -> same("previous", header.previous(), head.hash()))
        .or(() -> checkTime(head, header))
        .or(() -> same("committee", header.committee(), head.committee().hash()))
        .or(
            () ->
                head.committee().contains(header.proposer())
                    ? Optional.empty()
                    : Optional.of(LedgerRejections.notAProposer(header.proposer())));
  }

  private static Optional<Rejection> checkTime(ChainHead head, Header header) {
    return header.timeMillis() > head.timeMillis()
        ? Optional.empty()
        : Optional.of(LedgerRejections.timeNotAfterParent(header.timeMillis(), head.timeMillis()));
  }

  private static Optional<Rejection> checkTransactionRoot(Block block) {
    int count = block.transactions().size();
    return count > BlockLimits.MAX_TRANSACTIONS
        ? Optional.of(
            LedgerRejections.blockTooLarge("transactions", count, BlockLimits.MAX_TRANSACTIONS))
        : same(
            "transaction-root",
            block.header().transactionRoot(),
            Block.transactionRoot(block.transactions()));
  }

  private static Optional<Rejection> checkOutcome(Header header, Executed executed) {
    return same("upgrade", header.upgrade(), executed.upgrade())
        .or(() -> same("next-committee", header.nextCommittee(), executed.nextCommittee().hash()))
        .or(() -> same("state-root", header.stateRoot(), executed.state().root()));
  }

  private static Optional<Rejection> same(String field, Object is, Object wanted) {
    return is.equals(wanted)
        ? Optional.empty()
        : Optional.of(LedgerRejections.fieldDiffers(field, text(is), text(wanted)));
  }

  private static String text(Object value) {
    return value instanceof Optional<?> optional
        ? optional.map(Object::toString).orElse("none")
        : value.toString();
  }
}
