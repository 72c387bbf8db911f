package org.alphadelta.governance;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.alphadelta.core.Anchor;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Cid;
import org.alphadelta.core.Committee;
import org.alphadelta.core.GenesisHeader;
import org.alphadelta.core.Hash;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.Sha256;

/**
 * Terms that a source chain takes, with one thing at a time made wrong. Headers follow the other
 * fields unless replaced.
 */
public final class TermsBuilder {
  NetworkId sourceNetwork;
  NetworkId targetNetwork;
  int targetGeneration;
  long activation = 100;
  long deltaMin = 3;
  int minGovernors = 1;
  int minPublics = 0;
  boolean readiness;
  Committee successor;
  Optional<Hash> predecessor;
  Cid alphaParams = Cid.ofContent(Bytes.utf8("alpha parameters"));
  Cid deltaParams = Cid.ofContent(Bytes.utf8("delta parameters"));
  Optional<Hash> alphaExpected = Optional.empty();
  Optional<Hash> deltaExpected = Optional.empty();
  UnaryOperator<GenesisHeader> alphaEdit = UnaryOperator.identity();
  UnaryOperator<GenesisHeader> deltaEdit = UnaryOperator.identity();

  private TermsBuilder(ChainId source, Committee successor) {
    this.sourceNetwork = source.network();
    this.targetNetwork = source.network();
    this.targetGeneration = source.generation() + 1;
    this.predecessor = Optional.of(source.genesis());
    this.successor = successor;
  }

  public static TermsBuilder from(ChainId source, Committee successor) {
    return new TermsBuilder(source, successor);
  }

  public TermsBuilder activation(long height) {
    this.activation = height;
    return this;
  }

  public TermsBuilder target(NetworkId network, int generation) {
    this.targetNetwork = network;
    this.targetGeneration = generation;
    return this;
  }

  public TermsBuilder minimum(int governors, int publics) {
    this.minGovernors = governors;
    this.minPublics = publics;
    return this;
  }

  public TermsBuilder readiness() {
    this.readiness = true;
    return this;
  }

  TermsBuilder with(Consumer<TermsBuilder> change) {
    change.accept(this);
    return this;
  }

  public ProposalTerms build() {
    GenesisHeader alpha = alphaEdit.apply(header(ChainKind.ALPHA, alphaParams, Optional.empty()));
    Hash alphaHash = alphaExpected.orElse(alpha.hash());
    GenesisHeader delta =
        deltaEdit.apply(
            header(ChainKind.DELTA, deltaParams, Optional.of(new Anchor(0, alphaHash))));
    return new ProposalTerms(
        sourceNetwork,
        targetNetwork,
        targetGeneration,
        activation,
        alphaHash,
        alphaParams,
        deltaExpected.orElse(delta.hash()),
        deltaParams,
        deltaMin,
        minGovernors,
        minPublics,
        readiness,
        alpha,
        delta,
        successor);
  }

  private GenesisHeader header(ChainKind kind, Cid parameters, Optional<Anchor> anchor) {
    return new GenesisHeader(
        targetNetwork,
        targetGeneration,
        kind,
        predecessor,
        parameters.digest(),
        successor.hash(),
        Sha256.plain(Bytes.utf8("state of " + kind)),
        deltaMin,
        anchor);
  }
}
