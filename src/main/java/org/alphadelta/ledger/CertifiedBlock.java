package org.alphadelta.ledger;

import org.alphadelta.consensus.CommitCertificate;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.CanonicalWriter;

/** A final block: stored and served with the certificate that makes it so. */
public record CertifiedBlock(Block block, CommitCertificate certificate) implements Canonical {
  @Override
  public void writeTo(CanonicalWriter out) {
    out.message(1, block).message(2, certificate);
  }
}
