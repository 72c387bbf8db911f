package org.alphadelta.actor.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alphadelta.actor.genesis.GenesisFetcher;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Hash;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.genesis.SignedAttestation;

/**
 * Which of the journaled actors have recovered, and which pair the node then runs: the one of an
 * upgrade, else the verified one.
 */
record StartGate(
    boolean governor,
    boolean ratifier,
    boolean upgrade,
    Optional<GenesisPairId> upgraded,
    Optional<GenesisFetcher.Verified> verified) {

  /** The pairs to open, earlier ones first. */
  record Start(GenesisPair pair, List<GenesisPair> predecessors, boolean upgraded) {
    Start {
      predecessors = List.copyOf(predecessors);
    }
  }

  /** None has recovered; a build without upgrades does not wait for theirs. */
  static StartGate closed(boolean withUpgrade) {
    return new StartGate(false, false, !withUpgrade, Optional.empty(), Optional.empty());
  }

  StartGate governorRecovered() {
    return new StartGate(true, ratifier, upgrade, upgraded, verified);
  }

  StartGate ratifierRecovered() {
    return new StartGate(governor, true, upgrade, upgraded, verified);
  }

  /** {@code current}: the pair that an upgrade led to, if one did. */
  StartGate upgradeRecovered(Optional<GenesisPairId> current) {
    return new StartGate(governor, ratifier, true, current, verified);
  }

  StartGate genesisVerified(GenesisFetcher.Verified now) {
    return new StartGate(governor, ratifier, upgrade, upgraded, Optional.of(now));
  }

  boolean isOpen() {
    return governor && ratifier && upgrade && (upgraded.isPresent() || verified.isPresent());
  }

  /**
   * The pairs to open, chosen from those in this home and the verified one.
   *
   * @throws IllegalStateException when the one to run is not among them
   */
  Start start(List<GenesisPair> home) {
    Optional<GenesisPair> first = verified.map(GenesisFetcher.Verified::pair);
    GenesisPairId now = upgraded.or(() -> first.map(GenesisPair::id)).orElseThrow();
    GenesisPair pair =
        home.stream()
            .filter(p -> p.id().equals(now))
            .findFirst()
            .or(() -> first.filter(p -> p.id().equals(now)))
            .orElseThrow(() -> new IllegalStateException("no genesis in this home for " + now));
    return new Start(pair, predecessors(pair, home), upgraded.isPresent());
  }

  /** The attestations by which this pair was verified. */
  List<SignedAttestation> attestations(GenesisPairId pair) {
    return verified
        .filter(v -> v.pair().id().equals(pair))
        .map(GenesisFetcher.Verified::attestations)
        .orElse(List.of());
  }

  /** The pairs that led to this one; a pair that is only prepared is not among them. */
  private static List<GenesisPair> predecessors(GenesisPair pair, List<GenesisPair> home) {
    List<GenesisPair> line = new ArrayList<>();
    Optional<Hash> before = pair.alpha().header().predecessor();
    while (before.isPresent() && line.size() < home.size()) {
      Hash wanted = before.get();
      Optional<GenesisPair> found =
          home.stream().filter(p -> p.alpha().hash().equals(wanted)).findFirst();
      found.ifPresent(line::add);
      before = found.flatMap(p -> p.alpha().header().predecessor());
    }
    return line;
  }
}
