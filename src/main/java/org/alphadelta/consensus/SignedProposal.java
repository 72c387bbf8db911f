package org.alphadelta.consensus;

import java.util.Optional;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.CanonicalWriter;
import org.alphadelta.core.Signature;

/**
 * A proposal, its signature and, when it has a valid round, the polka certificate of that round
 * (addition (a)). The certificate is not signed: it proves itself.
 */
public record SignedProposal(
    BlockProposal proposal, Signature signature, Optional<PolkaCertificate> polka)
    implements Canonical {
  @Override
  public void writeTo(CanonicalWriter out) {
    out.message(1, proposal).bytes(2, signature.bytes());
    polka.ifPresent(p -> out.message(3, p));
  }
}
