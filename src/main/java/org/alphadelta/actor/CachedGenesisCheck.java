package org.alphadelta.actor;

import java.util.Optional;
import org.alphadelta.core.Rejection;
import org.alphadelta.core.SignatureVerifier;
import org.alphadelta.genesis.GenesisAgreement;
import org.alphadelta.genesis.GenesisGenerator;
import org.alphadelta.genesis.Pins;
import org.alphadelta.store.CachedGenesis;

/**
 * Everything that must hold of a cached pair: its own soundness, the pins, and enough words unless
 * it was imported. It does not know where the pair lay.
 */
record CachedGenesisCheck(Pins pins, SignatureVerifier verifier) {

  Optional<? extends Rejection> check(CachedGenesis cached) {
    Optional<? extends Rejection> unsound = GenesisGenerator.check(cached.pair(), pins);
    if (unsound.isPresent() || cached.attestations().isEmpty()) {
      return unsound;
    }
    GenesisAgreement agreement = attestations(cached);
    boolean agreed =
        agreement.result() instanceof GenesisAgreement.Result.Agreed agree
            && agree.pair().equals(cached.pair().id());
    return agreed
        ? Optional.empty()
        : Optional.of(new TooFewAttestations(agreement.counted().size(), pins.needed()));
  }

  /** How far the words that lie with a pair agree. */
  GenesisAgreement attestations(CachedGenesis cached) {
    return GenesisAgreement.of(pins).withAll(cached.attestations(), verifier);
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
