package org.alphadelta.actor.genesis;

import java.io.IOException;
import java.util.Optional;
import org.alphadelta.actor.NodeEnvironment;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Role;
import org.alphadelta.core.Signer;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.genesis.SignedAttestation;
import org.alphadelta.store.AttestationSlot;
import org.alphadelta.store.ChainDirectory;
import org.alphadelta.store.FileSignState;

/**
 * Writes what must be on a validator's disk before it accepts a genesis: the sign-states of both
 * chains, then, if it is a governor of the pair, its own attestation. Each step is idempotent after
 * a crash.
 */
final class GenesisAttester {
  sealed interface Outcome {}

  /**
   * The disk is ready; {@code attestation} is present if this validator is a governor of the pair.
   */
  record Prepared(Optional<SignedAttestation> attestation) implements Outcome {}

  /** This disk proves that this validator must not sign for the pair. */
  record Refused(String reason) implements Outcome {}

  private final NodeEnvironment environment;

  GenesisAttester(NodeEnvironment environment) {
    this.environment = environment;
  }

  /** {@code believed}: whether the journal tells that the pair's generation was accepted before. */
  Outcome prepare(GenesisPair pair, boolean believed) {
    Optional<Signer> validator = environment.validator();
    if (validator.isEmpty()) {
      return new Prepared(Optional.empty());
    }
    Optional<String> unsafe = ensureSignStates(pair.id(), validator.get().publicKey(), believed);
    if (unsafe.isPresent()) {
      return new Refused(unsafe.get());
    }
    return pair.committee().keys(Role.GOVERNOR).contains(validator.get().publicKey())
        ? attest(pair, validator.get())
        : new Prepared(Optional.empty());
  }

  /** A sign-state missing although the pair was accepted or opened before means a restored disk. */
  private Optional<String> ensureSignStates(GenesisPairId id, PublicKey key, boolean believed) {
    boolean worked =
        believed || new ChainDirectory(environment.disk(), environment.home(), id).exists();
    for (ChainKind kind : ChainKind.values()) {
      FileSignState sign =
          new FileSignState(environment.disk(), environment.home(), id.chain(kind), key);
      if (worked && !sign.exists()) {
        return Optional.of(
            "sign-state "
                + sign.path()
                + " is missing although the chain was worked on: found a restored disk, expected"
                + " the newest");
      }
      try {
        sign.ensure();
      } catch (IOException e) {
        return Optional.of("sign-state " + sign.path() + " cannot be written: " + e.getMessage());
      } finally {
        sign.close();
      }
    }
    return Optional.empty();
  }

  private Outcome attest(GenesisPair pair, Signer governor) {
    GenesisPairId id = pair.id();
    AttestationSlot slot =
        new AttestationSlot(
            environment.disk(),
            environment.home(),
            id.network(),
            id.generation(),
            governor.publicKey());
    return switch (slot.attest(pair, governor)) {
      case AttestationSlot.Recorded recorded -> new Prepared(Optional.of(recorded.attestation()));
      case AttestationSlot.Refused refused ->
          new Refused(
              "this governor has attested "
                  + refused.earlier().attestation().pair()
                  + ", found "
                  + id);
    };
  }
}
