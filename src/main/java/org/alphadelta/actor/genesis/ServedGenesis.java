package org.alphadelta.actor.genesis;

import java.util.List;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.genesis.SignedAttestation;
import org.alphadelta.genesis.UpgradeCertificate;

/** A genesis as served: the pair, its attestations, and the upgrade certificates that led to it. */
public record ServedGenesis(
    GenesisPair pair, List<SignedAttestation> attestations, List<UpgradeCertificate> certificates) {
  public ServedGenesis {
    attestations = List.copyOf(attestations);
    certificates = List.copyOf(certificates);
  }
}
