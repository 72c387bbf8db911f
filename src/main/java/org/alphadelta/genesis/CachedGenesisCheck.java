package org.alphadelta.genesis;

import java.util.List;
import java.util.Optional;
import org.alphadelta.core.Rejection;
import org.alphadelta.core.SignatureVerifier;

/**
 * Everything that must hold of a cached pair: its own soundness, the pins, and enough words unless
 * it was imported. It does not know where the pair lay.
 */
public record CachedGenesisCheck(Pins pins, SignatureVerifier verifier) {

  /** Why the pair must not be believed; {@code attestations} is empty for an imported one. */
  public Optional<? extends Rejection> check(
      GenesisPair pair, List<SignedAttestation> attestations) {
    Optional<? extends Rejection> unsound = GenesisGenerator.check(pair, pins);
    if (unsound.isPresent() || attestations.isEmpty()) {
      return unsound;
    }
    GenesisAgreement agreement = agreement(attestations);
    boolean agreed =
        agreement.result() instanceof GenesisAgreement.Result.Agreed agree
            && agree.pair().equals(pair.id());
    return agreed
        ? Optional.empty()
        : Optional.of(new TooFewAttestations(agreement.counted().size(), pins.needed()));
  }

  /** How far the attestations that lie with a pair agree. */
  public GenesisAgreement agreement(List<SignedAttestation> attestations) {
    return GenesisAgreement.of(pins).withAll(attestations, verifier);
  }

  private record TooFewAttestations(long have, long needed) implements Rejection {
    @Override
    public String code() {
      return "too-few-attestations";
    }

    @Override
    public String found() {
      return have + " of the pinned governors";
    }

    @Override
    public String expected() {
      return needed + " for this pair";
    }
  }
}
