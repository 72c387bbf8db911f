package org.alphadelta.wire;

import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Field;
import org.alphadelta.core.FieldType;
import org.alphadelta.core.Signature;
import org.alphadelta.core.SignatureVerifier;
import org.alphadelta.core.Signer;

/** An endpoint with its validator's signature, not verified yet. */
public record SignedEndpoint(Endpoint endpoint, Signature signature) implements Canonical {
  public static final Codec<SignedEndpoint> CODEC =
      Codec.of(
          "signed endpoint",
          Codec.SMALL_BYTES,
          Field.of(1, "endpoint", FieldType.message(Endpoint.CODEC), SignedEndpoint::endpoint),
          Field.of(2, "signature", FieldType.SIGNATURE, SignedEndpoint::signature),
          SignedEndpoint::new);

  public static SignedEndpoint sign(Endpoint endpoint, Signer validator) {
    return new SignedEndpoint(endpoint, validator.sign(endpoint.signingBytes()));
  }

  public boolean verify(SignatureVerifier verifier) {
    return verifier.verify(endpoint.validator(), endpoint.signingBytes(), signature);
  }

  @Override
  public Bytes canonical() {
    return CODEC.encode(this);
  }
}
