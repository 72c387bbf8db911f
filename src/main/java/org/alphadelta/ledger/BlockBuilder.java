package org.alphadelta.ledger;

import java.util.List;
import java.util.Optional;
import org.alphadelta.core.Anchor;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Header;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.SignatureVerifier;

/** Builds the next block of a chain. */
public final class BlockBuilder {
  private BlockBuilder() {}

  /**
   * The next block, with those candidates that apply, in their order. Its time is {@code
   * nowMillis}, or one millisecond after the parent's when the clock is behind.
   */
  public static BuiltBlock build(
      ChainHead head,
      AlphaView alpha,
      PublicKey proposer,
      long nowMillis,
      List<SignedTransaction> candidates,
      SignatureVerifier verifier) {
    if (head.concluded()) {
      return new BuiltBlock.Refused(LedgerRejections.concluded(head.height()));
    }
    if (!head.committee().contains(proposer)) {
      return new BuiltBlock.Refused(LedgerRejections.notAProposer(proposer));
    }
    Optional<AlphaBlock> anchor = Optional.empty();
    if (head.kind() == ChainKind.DELTA) {
      anchor = AnchorRules.choose(head, alpha);
      if (anchor.isEmpty()) {
        return new BuiltBlock.BeforeGate(head.origin().genesis().deltaMinAlphaBlocks());
      }
    }
    Selection selection = Execution.select(head.state(), head.next(anchor), candidates, verifier);
    Header header = header(head, proposer, nowMillis, selection, anchor.map(AlphaBlock::anchor));
    return new BuiltBlock.Built(new Block(header, selection.transactions()), selection);
  }

  private static Header header(
      ChainHead head,
      PublicKey proposer,
      long nowMillis,
      Selection selection,
      Optional<Anchor> anchor) {
    Executed executed = selection.executed();
    return new Header(
        head.chain(),
        head.nextHeight(),
        Math.max(nowMillis, head.timeMillis() + 1),
        head.hash(),
        Block.transactionRoot(selection.transactions()),
        executed.state().root(),
        head.committee().hash(),
        executed.nextCommittee().hash(),
        proposer,
        executed.upgrade(),
        anchor);
  }
}
