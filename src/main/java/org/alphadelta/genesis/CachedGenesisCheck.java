package org.alphadelta.genesis;

import java.util.List;
import java.util.Optional;
import org.alphadelta.core.Rejection;
import org.alphadelta.core.SignatureVerifier;

/**
 * Checks a cached pair: its own consistency, the pins, and enough attestations unless it was
 * imported.
 */
public record CachedGenesisCheck(Pins pins, SignatureVerifier verifier) {

  /** Why the pair must not be accepted; {@code attestations} is empty for an imported one. */
  public Optional<Rejection> check(GenesisPair pair, List<SignedAttestation> attestations) {
    Optional<Rejection> unsound = GenesisGenerator.check(pair, pins);
    if (unsound.isPresent() || attestations.isEmpty()) {
      return unsound;
    }
    GenesisAgreement agreement = agreement(attestations);
    boolean agreed =
        agreement.result() instanceof GenesisAgreement.Result.Agreed agree
            && agree.pair().equals(pair.id());
    return agreed
        ? Optional.empty()
        : Optional.of(tooFewAttestations(agreement.counted().size(), pins.needed()));
  }

  /** The agreement of the attestations cached with a pair. */
  public GenesisAgreement agreement(List<SignedAttestation> attestations) {
    return GenesisAgreement.of(pins).withAll(attestations, verifier);
  }

  private static Rejection tooFewAttestations(long have, long needed) {
    return Rejection.of(
        "too-few-attestations", have + " of the pinned governors", needed + " for this pair");
  }
}
