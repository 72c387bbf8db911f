package org.alphadelta.genesis;

import org.alphadelta.core.Canonical;
import org.alphadelta.core.CanonicalWriter;
import org.alphadelta.core.Signature;
import org.alphadelta.core.SignatureVerifier;

/** An attestation and the signature its governor is said to have made. */
public record SignedAttestation(Attestation attestation, Signature signature) implements Canonical {
  public boolean verify(SignatureVerifier verifier) {
    return verifier.verify(attestation.governor(), attestation.signingBytes(), signature);
  }

  @Override
  public void writeTo(CanonicalWriter out) {
    out.message(1, attestation).bytes(2, signature.bytes());
  }
}
