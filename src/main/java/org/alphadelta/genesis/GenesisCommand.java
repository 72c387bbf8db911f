package org.alphadelta.genesis;

import java.util.List;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Rejection;

/** What the genesis book is asked to decide. */
public sealed interface GenesisCommand {
  /** The operator brought a pair. */
  record Import(GenesisPair pair, Pins pins) implements GenesisCommand {}

  /**
   * The pinned governors agree and the pair was downloaded: {@code agreed} is their word, {@code
   * pair} the bytes.
   */
  record Accept(GenesisPair pair, GenesisAgreement.Result.Agreed agreed, Pins pins)
      implements GenesisCommand {}

  /** This governor signed its word; the sign-state has already allowed it. */
  record Attest(SignedAttestation attestation) implements GenesisCommand {}

  /** Governors signed two words each; all signatures were verified. */
  record Accuse(List<DoubleAttestation> evidence) implements GenesisCommand {
    public Accuse {
      evidence = List.copyOf(evidence);
    }
  }

  record Quarantine(GenesisPairId pair, String reason) implements GenesisCommand {}

  /** What follows: events to persist, none when nothing is new, or a refusal. */
  sealed interface Decision {
    record Decided(List<GenesisEvent> events) implements Decision {
      public Decided {
        events = List.copyOf(events);
      }
    }

    record Refused(Rejection rejection) implements Decision {}
  }
}
