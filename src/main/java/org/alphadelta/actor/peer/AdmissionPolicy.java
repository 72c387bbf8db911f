package org.alphadelta.actor.peer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.genesis.UpgradeCertificate;
import org.alphadelta.wire.Admission;
import org.alphadelta.wire.HandshakeMessage;
import org.alphadelta.wire.Hello;
import org.alphadelta.wire.Scope;
import org.alphadelta.wire.Wanted;

/** Scopes granted to dialers, by pair, and what refusals explain to the others. */
record AdmissionPolicy(
    Map<GenesisPairId, Scope> scopes,
    Optional<GenesisPairId> current,
    List<UpgradeCertificate> certificates)
    implements Admission {
  AdmissionPolicy {
    scopes = Map.copyOf(scopes);
    certificates = List.copyOf(certificates);
  }

  @Override
  public Decision admit(Hello dialer) {
    return switch (dialer.wanted()) {
      case Wanted.Unknown unknown -> new Decision.Granted(Scope.BOOTSTRAP);
      case Wanted.Pair wanted -> {
        Scope scope = scopes.get(wanted.pair());
        yield scope == null
            ? new Decision.Refused(
                HandshakeMessage.Refusal.wrongGenesis(wanted, current, certificates))
            : new Decision.Granted(scope);
      }
    };
  }
}
