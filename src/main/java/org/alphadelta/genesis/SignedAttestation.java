package org.alphadelta.genesis;

import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Field;
import org.alphadelta.core.FieldType;
import org.alphadelta.core.Signature;
import org.alphadelta.core.SignatureVerifier;

/** An attestation with a signature, not verified yet. */
public record SignedAttestation(Attestation attestation, Signature signature) implements Canonical {
  public static final Codec<SignedAttestation> CODEC =
      Codec.of(
          "signed attestation",
          Attestation.MAX_BYTES,
          Field.of(
              1,
              "attestation",
              FieldType.message(Attestation.CODEC),
              SignedAttestation::attestation),
          Field.of(2, "signature", FieldType.SIGNATURE, SignedAttestation::signature),
          SignedAttestation::new);

  public boolean verify(SignatureVerifier verifier) {
    return verifier.verify(attestation.governor(), attestation.signingBytes(), signature);
  }

  @Override
  public Bytes canonical() {
    return CODEC.encode(this);
  }
}
