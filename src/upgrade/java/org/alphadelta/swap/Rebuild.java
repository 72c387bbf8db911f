package org.alphadelta.swap;

import java.util.Optional;
import org.alphadelta.actor.NodeEnvironment;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Cid;
import org.alphadelta.core.Decoded;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Hash;
import org.alphadelta.genesis.GenesisGenerator;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.genesis.GenesisParameters;
import org.alphadelta.governance.ProposalTerms;
import org.alphadelta.store.ParameterStore;

/**
 * Rebuilds both genesis blocks of a proposal from the parameter files in this home and compares
 * every expected field. It writes nothing, except that reading quarantines a damaged parameter
 * file.
 */
final class Rebuild {
  private final ParameterStore store;

  Rebuild(NodeEnvironment environment) {
    this.store = new ParameterStore(environment.disk(), environment.home());
  }

  RebuiltPair check(GenesisPairId source, ProposalTerms terms) {
    return switch (read(ChainKind.ALPHA, terms.alphaParams())) {
      case Obstructed alpha -> new RebuiltPair.Obstructed(alpha.obstacle());
      case Found alpha ->
          switch (read(ChainKind.DELTA, terms.deltaParams())) {
            case Obstructed delta -> new RebuiltPair.Obstructed(delta.obstacle());
            case Found delta -> compare(source, terms, alpha.value(), delta.value());
          };
    };
  }

  private sealed interface Parameters {}

  private record Found(GenesisParameters value) implements Parameters {}

  private record Obstructed(Obstacle obstacle) implements Parameters {}

  private Parameters read(ChainKind kind, Cid cid) {
    return switch (store.read(cid)) {
      case ParameterStore.Absent absent -> new Obstructed(Obstacle.missing(kind, cid));
      case ParameterStore.Damaged damaged ->
          new Obstructed(Obstacle.damaged(kind, cid, damaged.reason()));
      case ParameterStore.Found found ->
          switch (GenesisParameters.CODEC.decode(found.content())) {
            case Decoded.Malformed<GenesisParameters>(var rejection) ->
                new Obstructed(Obstacle.malformed(kind, rejection.sentence()));
            case Decoded.Ok<GenesisParameters>(GenesisParameters value) when value.kind() == kind ->
                new Found(value);
            case Decoded.Ok<GenesisParameters>(GenesisParameters value) ->
                new Obstructed(Obstacle.malformed(kind, "genesis parameters of " + value.kind()));
          };
    };
  }

  private static RebuiltPair compare(
      GenesisPairId source, ProposalTerms terms, GenesisParameters alpha, GenesisParameters delta) {
    GenesisPair pair = GenesisGenerator.pair(alpha, delta, Optional.of(source.alpha()));
    return GenesisGenerator.firstDifference(pair.alpha().header(), terms.alphaHeader())
        .or(() -> GenesisGenerator.firstDifference(pair.delta().header(), terms.deltaHeader()))
        .or(() -> GenesisGenerator.check(pair))
        .map(Obstacle::genesis)
        .or(() -> sameHash(ChainKind.ALPHA, pair.alpha().hash(), terms.alphaExpectedHash()))
        .or(() -> sameHash(ChainKind.DELTA, pair.delta().hash(), terms.deltaExpectedHash()))
        .<RebuiltPair>map(RebuiltPair.Obstructed::new)
        .orElseGet(() -> new RebuiltPair.Ready(pair));
  }

  private static Optional<Obstacle> sameHash(ChainKind kind, Hash is, Hash wanted) {
    return is.equals(wanted)
        ? Optional.empty()
        : Optional.of(Obstacle.differs(kind, "hash", is.hex(), wanted.hex()));
  }
}
