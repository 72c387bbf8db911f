package org.alphadelta.chaos;

import org.alphadelta.consensus.CommitCertificate;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Header;
import org.alphadelta.ledger.Block;
import org.alphadelta.ledger.CertifiedBlock;

/** Forges blocks and certificates from true ones. */
final class Forgery {
  private Forgery() {}

  /** An equally valid block that differs only in its time. */
  static Block later(Block block, long millis) {
    Header h = block.header();
    return new Block(header(h, h.timeMillis() + millis, h.stateRoot()), block.transactions());
  }

  /** A block whose state root no other node computes. */
  static Block wrongState(Block block) {
    Header h = block.header();
    return new Block(header(h, h.timeMillis(), SimValue.GENESIS), block.transactions());
  }

  private static Header header(Header h, long timeMillis, Hash stateRoot) {
    return new Header(
        h.chain(),
        h.height(),
        timeMillis,
        h.previous(),
        h.transactionRoot(),
        stateRoot,
        h.committee(),
        h.nextCommittee(),
        h.proposer(),
        h.upgrade(),
        h.anchor());
  }

  /** Half of the signatures. */
  static CertifiedBlock truncated(CertifiedBlock certified) {
    CommitCertificate c = certified.certificate();
    return new CertifiedBlock(
        certified.block(),
        CommitCertificate.of(
            c.height(),
            c.round(),
            c.value(),
            c.signatures().subList(0, c.signatures().size() / 2)));
  }

  /** Another block under the signatures of the true one. */
  static CertifiedBlock foreign(CertifiedBlock certified) {
    CommitCertificate c = certified.certificate();
    Block other = later(certified.block(), 1);
    return new CertifiedBlock(
        other, CommitCertificate.of(c.height(), c.round(), other.hash(), c.signatures()));
  }
}
