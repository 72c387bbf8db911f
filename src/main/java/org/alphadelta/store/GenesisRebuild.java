package org.alphadelta.store;

import java.util.Optional;
import org.alphadelta.core.Cid;
import org.alphadelta.core.Hash;
import org.alphadelta.genesis.GenesisGenerator;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.genesis.GenesisParameters;
import org.alphadelta.governance.ProposalTerms;

/**
 * Builds both genesis blocks of a proposal from the parameter files in this home. The caller
 * compares them with the expected hashes.
 */
public final class GenesisRebuild {
  private final ParameterStore store;

  public GenesisRebuild(Disk disk, HomeLayout home) {
    this.store = new ParameterStore(disk, home);
  }

  /** Empty when a file is missing, is no parameter file, or the two do not fit each other. */
  public Optional<GenesisPair> rebuild(Hash source, ProposalTerms terms) {
    Optional<GenesisParameters> alpha = parameters(terms.alphaParams());
    Optional<GenesisParameters> delta = parameters(terms.deltaParams());
    if (alpha.isEmpty() || delta.isEmpty() || alpha.get().kind() == delta.get().kind()) {
      return Optional.empty();
    }
    try {
      return Optional.of(GenesisGenerator.pair(alpha.get(), delta.get(), Optional.of(source)));
    } catch (IllegalArgumentException wrongKind) {
      return Optional.empty();
    }
  }

  private Optional<GenesisParameters> parameters(Cid cid) {
    return store.read(cid) instanceof ParameterStore.Found found
        ? GenesisParameters.CODEC.decode(found.content()).toOptional()
        : Optional.empty();
  }
}
