package org.alphadelta.genesis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Rejection;
import org.alphadelta.core.Role;
import org.alphadelta.core.SignatureVerifier;

/**
 * The line of upgrades from the pinned governors to the newest generation that certificates prove.
 * It never chooses between two.
 */
public sealed interface Succession {
  /**
   * Each certificate proves the next generation's governors.
   *
   * @param newest the successor of the last certificate; empty when there is no certificate for the
   *     pins
   * @param pins the governors of the newest generation
   */
  record Line(List<UpgradeCertificate> certificates, Optional<GenesisPairId> newest, Pins pins)
      implements Succession {
    public Line {
      certificates = List.copyOf(certificates);
    }
  }

  /** Two valid certificates of one chain name different blocks: stop, keep both. */
  record Contradiction(UpgradeCertificate one, UpgradeCertificate other) implements Succession {}

  /** The certificate at {@code index} of a given list, from 0, does not follow. */
  record Broken(int index, Rejection rejection) implements Succession {}

  /** Verifies a list in order, each from the previous one. */
  static Succession verify(Pins pins, List<UpgradeCertificate> list, SignatureVerifier verifier) {
    Pins trusted = pins;
    Optional<GenesisPairId> pair = Optional.empty();
    for (int i = 0; i < list.size(); i++) {
      switch (UpgradeCertificates.verify(list.get(i), trusted, pair, verifier)) {
        case UpgradeVerdict.Refused refused -> {
          return new Broken(i, refused.rejection());
        }
        case UpgradeVerdict.Verified verified -> {
          trusted = verified.pins();
          pair = Optional.of(verified.successor());
        }
      }
    }
    return new Line(list, pair, trusted);
  }

  /**
   * The longest line among unordered certificates. Those that verify nowhere on it are skipped.
   *
   * @param source the pair of the pinned generation, if it is known
   */
  static Succession longest(
      Pins pins,
      Optional<GenesisPairId> source,
      Collection<UpgradeCertificate> heap,
      SignatureVerifier verifier) {
    List<UpgradeCertificate> line = new ArrayList<>();
    Pins trusted = pins;
    Optional<GenesisPairId> pair = source;
    Optional<GenesisPairId> newest = Optional.empty();
    while (true) {
      Optional<UpgradeCertificate> next = Optional.empty();
      for (UpgradeCertificate candidate : heap) {
        if (UpgradeCertificates.verify(candidate, trusted, pair, verifier)
            instanceof UpgradeVerdict.Refused) {
          continue;
        }
        if (next.isPresent() && differ(next.get(), candidate)) {
          return new Contradiction(next.get(), candidate);
        }
        next = next.or(() -> Optional.of(candidate));
      }
      if (next.isEmpty()) {
        return new Line(line, newest, trusted);
      }
      line.add(next.get());
      newest = Optional.of(UpgradeCertificates.successor(next.get().terms()));
      pair = newest;
      trusted =
          new Pins(
              next.get().terms().targetNetwork(),
              next.get().terms().targetGeneration(),
              next.get().terms().successor().keys(Role.GOVERNOR));
    }
  }

  /** Certificates of the same governors for different source chains contradict each other too. */
  private static boolean differ(UpgradeCertificate one, UpgradeCertificate other) {
    return !one.source().equals(other.source()) || UpgradeCertificates.contradict(one, other);
  }
}
