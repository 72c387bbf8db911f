package org.alphadelta.genesis;

import java.util.List;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.CanonicalWriter;
import org.alphadelta.core.GenesisPairId;

/** Which genesis this node believes, and on whose word. Stream {@code genesis}. */
public sealed interface GenesisEvent extends Canonical {
  GenesisPairId pair();

  /** The operator brought the pair; it agrees with the pins. */
  record GenesisImported(GenesisPairId pair) implements GenesisEvent {
    @Override
    public void writeTo(CanonicalWriter out) {
      out.message(1, pair);
    }
  }

  /**
   * The pinned governors' word sufficed: the attestations that were counted, of {@code pinned}
   * governors.
   */
  record GenesisAccepted(GenesisPairId pair, int pinned, List<SignedAttestation> attestations)
      implements GenesisEvent {
    public GenesisAccepted {
      attestations = List.copyOf(attestations);
    }

    @Override
    public void writeTo(CanonicalWriter out) {
      out.message(1, pair).uint(2, pinned);
      attestations.forEach(a -> out.message(3, a));
    }
  }

  /** This governor attested the pair. */
  record GenesisAttested(GenesisPairId pair, SignedAttestation attestation)
      implements GenesisEvent {
    @Override
    public void writeTo(CanonicalWriter out) {
      out.message(1, pair).message(2, attestation);
    }
  }

  /** A governor contradicted itself: its word counts for no pair of that generation any more. */
  record AttestedTwice(DoubleAttestation evidence) implements GenesisEvent {
    @Override
    public GenesisPairId pair() {
      return evidence.first().attestation().pair();
    }

    @Override
    public void writeTo(CanonicalWriter out) {
      out.message(1, evidence);
    }
  }

  /** The cached pair failed its check at a start and was moved aside; it is fetched again. */
  record CacheQuarantined(GenesisPairId pair, String reason) implements GenesisEvent {
    @Override
    public void writeTo(CanonicalWriter out) {
      out.message(1, pair).text(2, reason);
    }
  }
}
