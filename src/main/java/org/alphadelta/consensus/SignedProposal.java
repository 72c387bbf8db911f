package org.alphadelta.consensus;

import java.util.Optional;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Field;
import org.alphadelta.core.FieldType;
import org.alphadelta.core.Signature;

/**
 * A proposal, its signature and, when it has a valid round, the polka certificate of that round
 * (addition (a)), which the signature does not cover.
 */
public record SignedProposal(
    BlockProposal proposal, Signature signature, Optional<PolkaCertificate> polka)
    implements Canonical {
  public static final Codec<SignedProposal> CODEC =
      Codec.of(
          "signed proposal",
          Certificates.MAX_BYTES,
          Field.of(1, "proposal", FieldType.message(BlockProposal.CODEC), SignedProposal::proposal),
          Field.of(2, "signature", FieldType.SIGNATURE, SignedProposal::signature),
          Field.optional(
              3, "polka", FieldType.message(PolkaCertificate.CODEC), SignedProposal::polka),
          SignedProposal::new);

  @Override
  public Bytes canonical() {
    return CODEC.encode(this);
  }
}
