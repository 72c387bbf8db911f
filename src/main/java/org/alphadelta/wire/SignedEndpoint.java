package org.alphadelta.wire;

import org.alphadelta.core.Canonical;
import org.alphadelta.core.CanonicalWriter;
import org.alphadelta.core.Signature;
import org.alphadelta.core.SignatureVerifier;
import org.alphadelta.core.Signer;

/** An endpoint and the signature its validator is said to have made. */
public record SignedEndpoint(Endpoint endpoint, Signature signature) implements Canonical {
  public static SignedEndpoint sign(Endpoint endpoint, Signer validator) {
    return new SignedEndpoint(endpoint, validator.sign(endpoint.signingBytes()));
  }

  public boolean verify(SignatureVerifier verifier) {
    return verifier.verify(endpoint.validator(), endpoint.signingBytes(), signature);
  }

  @Override
  public void writeTo(CanonicalWriter out) {
    out.message(1, endpoint).bytes(2, signature.bytes());
  }
}
