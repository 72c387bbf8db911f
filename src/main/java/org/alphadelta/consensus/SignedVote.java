package org.alphadelta.consensus;

import org.alphadelta.core.Canonical;
import org.alphadelta.core.CanonicalWriter;
import org.alphadelta.core.Signature;

/**
 * A vote and the signature its validator is said to have made; verifying it is the receiver's part.
 */
public record SignedVote(Vote vote, Signature signature) implements Canonical {
  @Override
  public void writeTo(CanonicalWriter out) {
    out.message(1, vote).bytes(2, signature.bytes());
  }
}
