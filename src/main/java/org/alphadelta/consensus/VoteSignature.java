package org.alphadelta.consensus;

import org.alphadelta.core.Canonical;
import org.alphadelta.core.CanonicalWriter;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Signature;

/** One signer's part of a certificate; the vote it signed is rebuilt from the certificate. */
public record VoteSignature(PublicKey validator, Signature signature) implements Canonical {
  @Override
  public void writeTo(CanonicalWriter out) {
    out.bytes(1, validator.bytes()).bytes(2, signature.bytes());
  }
}
