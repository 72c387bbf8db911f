package org.alphadelta.genesis;

import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Field;
import org.alphadelta.core.FieldType;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.SignatureVerifier;

/**
 * Two different attestations of one governor for one network and generation; no honest key signs
 * both. Their order means nothing.
 */
public record DoubleAttestation(SignedAttestation first, SignedAttestation second)
    implements Canonical {
  public static final int MAX_BYTES = 2 * Attestation.MAX_BYTES + Codec.SMALL_BYTES;

  public static final Codec<DoubleAttestation> CODEC =
      Codec.of(
          "double attestation",
          MAX_BYTES,
          Field.of(
              1, "first", FieldType.message(SignedAttestation.CODEC), DoubleAttestation::first),
          Field.of(
              2, "second", FieldType.message(SignedAttestation.CODEC), DoubleAttestation::second),
          DoubleAttestation::new);

  public PublicKey offender() {
    return first.attestation().governor();
  }

  /** Whether both attestations are of one governor and slot, differ, and are validly signed. */
  public boolean proves(SignatureVerifier verifier) {
    Attestation one = first.attestation();
    Attestation other = second.attestation();
    return one.governor().equals(other.governor())
        && sameSlot(one.pair(), other.pair())
        && !one.equals(other)
        && first.verify(verifier)
        && second.verify(verifier);
  }

  /** Whether a governor may attest only one of the two. */
  public static boolean sameSlot(GenesisPairId one, GenesisPairId other) {
    return one.network() == other.network() && one.generation() == other.generation();
  }

  @Override
  public Bytes canonical() {
    return CODEC.encode(this);
  }
}
