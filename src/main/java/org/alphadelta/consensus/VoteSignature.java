package org.alphadelta.consensus;

import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Field;
import org.alphadelta.core.FieldType;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Signature;

/** One signature of a certificate; its vote is rebuilt from the certificate. */
public record VoteSignature(PublicKey validator, Signature signature) implements Canonical {
  public static final Codec<VoteSignature> CODEC =
      Codec.of(
          "vote signature",
          Codec.SMALL_BYTES,
          Field.of(1, "validator", FieldType.PUBLIC_KEY, VoteSignature::validator),
          Field.of(2, "signature", FieldType.SIGNATURE, VoteSignature::signature),
          VoteSignature::new);

  @Override
  public Bytes canonical() {
    return CODEC.encode(this);
  }
}
