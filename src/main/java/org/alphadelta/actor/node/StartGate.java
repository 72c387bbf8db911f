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
 * Who has spoken of those that must before a node runs a chain, and which pair it then runs: the
 * one that an upgrade left, else the verified one. It knows neither actors nor disks.
 */
record StartGate(
    boolean governor,
    boolean ratifier,
    boolean upgrade,
    Optional<GenesisPairId> upgraded,
    Optional<GenesisFetcher.Verified> verified) {

  /** What a node opens: earlier pairs first. */
  record Start(GenesisPair pair, List<GenesisPair> predecessors, boolean upgraded) {
    Start {
      predecessors = List.copyOf(predecessors);
    }
  }

  /** Nobody has spoken; a build without upgrades does not wait for theirs. */
  static StartGate closed(boolean withUpgrade) {
    return new StartGate(false, false, !withUpgrade, Optional.empty(), Optional.empty());
  }

  StartGate governorRecovered() {
    return new StartGate(true, ratifier, upgrade, upgraded, verified);
  }

  StartGate ratifierRecovered() {
    return new StartGate(governor, true, upgrade, upgraded, verified);
  }

  /** {@code current}: the pair that an upgrade left this node at, if one did. */
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
   * What an open gate lets run, of the pairs that lie in this home and the verified one.
   *
   * @throws IllegalStateException when none of them is the one to run
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

  /** The words that this pair was verified by. */
  List<SignedAttestation> attestations(GenesisPairId pair) {
    return verified
        .filter(v -> v.pair().id().equals(pair))
        .map(GenesisFetcher.Verified::attestations)
        .orElse(List.of());
  }

  /** The pairs that led to this one; a pair that is only prepared is none of them. */
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
