package org.alphadelta.genesis;

import org.alphadelta.core.Canonical;
import org.alphadelta.core.CanonicalWriter;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.SignatureVerifier;

/**
 * Two words of one governor on one network and generation that differ: no honest key signs both.
 * Which came first means nothing. It does not know who found it, nor what follows from it.
 */
public record DoubleAttestation(SignedAttestation first, SignedAttestation second)
    implements Canonical {
  public PublicKey offender() {
    return first.attestation().governor();
  }

  /** Whether the two words are of one governor and slot, differ, and are both signed. */
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
  public void writeTo(CanonicalWriter out) {
    out.message(1, first).message(2, second);
  }
}
