package org.alphadelta.swap;

import java.util.Optional;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Hash;
import org.alphadelta.core.NetworkId;
import org.alphadelta.genesis.UpgradeCertificate;
import org.alphadelta.governance.ProposalTerms;

/** One upgrade and its step. {@code certificate} is present from ACTIVATED on. */
public record Upgrade(
    Hash proposal,
    GenesisPairId source,
    GenesisPairId target,
    long activationHeight,
    UpgradeStep step,
    Optional<Obstacle> obstacle,
    Optional<UpgradeCertificate> certificate,
    boolean sourceClosed) {
  public Upgrade {
    if (step.isActivated() != certificate.isPresent()) {
      throw new IllegalArgumentException(
          "an upgrade has a certificate from activation on, found " + step);
    }
    if (obstacle.isPresent() && step.compareTo(UpgradeStep.ALPHA_STARTED) >= 0) {
      throw new IllegalArgumentException("nothing blocks an upgrade that started, found " + step);
    }
  }

  /** The approved terms; from ACTIVATED on. */
  public ProposalTerms terms() {
    return proof().terms();
  }

  /** The certificate of an activated upgrade. */
  public UpgradeCertificate proof() {
    return certificate.orElseThrow(
        () -> new IllegalStateException("not activated: proposal " + proposal + " at " + step));
  }

  /** Whether another build runs the target. */
  public boolean isHandover() {
    return target.network() == NetworkId.MAINNET;
  }

  /** The step for status: the newest event's name. */
  public String label() {
    return obstacle.isPresent() ? "blocked" : step.label();
  }

  Upgrade at(UpgradeStep next) {
    return new Upgrade(
        proposal,
        source,
        target,
        activationHeight,
        next,
        Optional.empty(),
        certificate,
        sourceClosed);
  }

  Upgrade blockedBy(Obstacle why) {
    return new Upgrade(
        proposal,
        source,
        target,
        activationHeight,
        step,
        Optional.of(why),
        certificate,
        sourceClosed);
  }

  Upgrade closed() {
    return new Upgrade(
        proposal, source, target, activationHeight, step, obstacle, certificate, true);
  }
}
