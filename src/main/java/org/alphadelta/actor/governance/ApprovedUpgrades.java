package org.alphadelta.actor.governance;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.genesis.UpgradeCertificate;

/**
 * Approved proposals, and the certificates on this disk that prove approvals. A validator acts on
 * an approval once, when the certificate has its Yes.
 */
public record ApprovedUpgrades(Set<Hash> approved, List<UpgradeCertificate> held, Set<Hash> acted) {
  public static final ApprovedUpgrades NONE = new ApprovedUpgrades(Set.of(), List.of(), Set.of());

  public ApprovedUpgrades {
    approved = Set.copyOf(approved);
    held = List.copyOf(held);
    acted = Set.copyOf(acted);
  }

  public ApprovedUpgrades approve(Hash proposal) {
    return new ApprovedUpgrades(with(approved, List.of(proposal)), held, acted);
  }

  /** Replaces the certificates by all those on this disk. */
  public ApprovedUpgrades hold(List<UpgradeCertificate> certificates) {
    return new ApprovedUpgrades(approved, certificates, acted);
  }

  public ApprovedUpgrades act(List<UpgradeCertificate> on) {
    return new ApprovedUpgrades(
        approved, held, with(acted, on.stream().map(UpgradeCertificate::proposal).toList()));
  }

  /** Whether this disk has a certificate of this proposal. */
  public boolean isProven(Hash proposal) {
    return held.stream().anyMatch(c -> c.proposal().equals(proposal));
  }

  /** The certificates of approved proposals. */
  public List<UpgradeCertificate> proven() {
    return held.stream().filter(c -> approved.contains(c.proposal())).toList();
  }

  /** The certificates that this validator must act on now: one per approved proposal. */
  public List<UpgradeCertificate> due(Optional<PublicKey> self) {
    List<UpgradeCertificate> due = new ArrayList<>();
    Set<Hash> done = new LinkedHashSet<>(acted);
    for (UpgradeCertificate certificate : proven()) {
      if (self.filter(key -> votedYes(certificate, key)).isPresent()
          && done.add(certificate.proposal())) {
        due.add(certificate);
      }
    }
    return due;
  }

  private static boolean votedYes(UpgradeCertificate certificate, PublicKey key) {
    return certificate.committee().contains(key) && !certificate.stayers().contains(key);
  }

  private static Set<Hash> with(Set<Hash> some, List<Hash> more) {
    Set<Hash> all = new LinkedHashSet<>(some);
    all.addAll(more);
    return all;
  }
}
