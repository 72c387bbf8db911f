package org.alphadelta.genesis;

import java.util.List;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Rejection;

/** Commands of {@link GenesisState}. */
public sealed interface GenesisCommand {
  /** The operator imported a pair. */
  record Import(GenesisPair pair, Pins pins) implements GenesisCommand {}

  /**
   * The pinned governors agree and the pair was downloaded: {@code agreed} has their attestations,
   * {@code pair} the content.
   */
  record Accept(GenesisPair pair, GenesisAgreement.Result.Agreed agreed, Pins pins)
      implements GenesisCommand {}

  /** This governor signed its attestation; the attestation slot already holds it. */
  record Attest(SignedAttestation attestation) implements GenesisCommand {}

  /** Governors signed two attestations each; all signatures were verified. */
  record Accuse(List<DoubleAttestation> evidence) implements GenesisCommand {
    public Accuse {
      evidence = List.copyOf(evidence);
    }
  }

  record Quarantine(GenesisPairId pair, String reason) implements GenesisCommand {}

  /** Result of a command: events to persist, empty when nothing changes, or a refusal. */
  sealed interface Decision {
    record Decided(List<GenesisEvent> events) implements Decision {
      public Decided {
        events = List.copyOf(events);
      }
    }

    record Refused(Rejection rejection) implements Decision {}
  }
}
