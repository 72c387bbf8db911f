package org.alphadelta.genesis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.ChainParameters;
import org.alphadelta.core.Committee;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Hash;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.Role;
import org.alphadelta.crypto.KeyPair;
import org.alphadelta.governance.Actors;
import org.alphadelta.governance.CastBallot;
import org.alphadelta.governance.Proposal;
import org.alphadelta.governance.ProposalTerms;
import org.alphadelta.ledger.SignedTransaction;
import org.alphadelta.ledger.TestChains;

/**
 * Genesis pairs of test validators, their attestations, and whole upgrades from one to the next
 * with the certificate.
 */
final class TestGenesis {
  static final ChainParameters NUMBERS = new ChainParameters(400, 5, 8, 2, 100, 3, 1);

  private TestGenesis() {}

  static GenesisParameters parameters(
      NetworkId network, int generation, ChainKind kind, Committee committee) {
    List<GenesisAccount> accounts = new ArrayList<>();
    committee.keys().forEach(k -> accounts.add(new GenesisAccount(k, 1000)));
    return GenesisParameters.of(network, generation, kind, NUMBERS, 3, committee, accounts);
  }

  static GenesisPair pair(
      NetworkId network, int generation, Committee committee, Optional<Hash> predecessor) {
    return GenesisGenerator.pair(
        parameters(network, generation, ChainKind.ALPHA, committee),
        parameters(network, generation, ChainKind.DELTA, committee),
        predecessor);
  }

  static Pins pins(GenesisPair pair) {
    GenesisPairId id = pair.id();
    return new Pins(id.network(), id.generation(), pair.committee().keys(Role.GOVERNOR));
  }

  static SignedAttestation attest(GenesisPair pair, KeyPair governor) {
    return sign(Attestation.of(pair, governor.publicKey()), governor);
  }

  static SignedAttestation sign(Attestation attestation, KeyPair signer) {
    return new SignedAttestation(attestation, signer.sign(attestation.signingBytes()));
  }

  /** The word of every governor. */
  static List<SignedAttestation> attestations(GenesisPair pair) {
    return pair.committee().keys(Role.GOVERNOR).stream()
        .map(key -> attest(pair, Actors.pair(key)))
        .toList();
  }

  static ProposalTerms terms(GenesisPair source, GenesisPair target, long activation) {
    return new ProposalTerms(
        source.id().network(),
        target.id().network(),
        target.id().generation(),
        activation,
        target.alpha().hash(),
        target.alpha().parameters().cid(),
        target.delta().hash(),
        target.delta().parameters().cid(),
        target.alpha().header().deltaMinAlphaBlocks(),
        1,
        0,
        false,
        target.alpha().header(),
        target.delta().header(),
        target.committee());
  }

  /**
   * An upgrade that was approved: both pairs, the certificate, and the chains after the activation
   * block.
   */
  record Upgrade(
      GenesisPair source, GenesisPair target, UpgradeCertificate certificate, TestChains chains) {}

  static Upgrade upgrade(
      GenesisPair source, NetworkId network, int generation, Committee next, List<Integer> yes) {
    return upgrade(source, network, generation, next, yes, 30);
  }

  static Upgrade upgrade(
      GenesisPair source,
      NetworkId network,
      int generation,
      Committee next,
      List<Integer> yes,
      long activation) {
    GenesisPair target = pair(network, generation, next, Optional.of(source.alpha().hash()));
    TestChains chains =
        new TestChains(
            List.of(
                GenesisGenerator.origin(source.alpha()), GenesisGenerator.origin(source.delta())));
    chains.alphaTo(4);
    Hash id = chains.upgrade(terms(source, target, activation), yes);
    Proposal proposal = chains.alpha.state().governance().proposal(id).orElseThrow();
    return new Upgrade(
        source,
        target,
        UpgradeCertificates.assemble(
            source.alpha().header(),
            source.committee(),
            attestations(source),
            proposal,
            yesVotes(chains, id),
            chains.alphaBlocks.get((int) activation - 1).block().header(),
            chains.alphaBlocks.get((int) activation - 1).certificate()),
        chains);
  }

  /**
   * Each Yes voter's transaction, found as a node finds it: by the id that the vote in the state
   * names.
   */
  private static List<SignedTransaction> yesVotes(TestChains chains, Hash proposal) {
    List<SignedTransaction> votes = new ArrayList<>();
    var governance = chains.alpha.state().governance();
    for (var voter : governance.yesVoters(proposal)) {
      CastBallot cast = governance.vote(proposal, voter).orElseThrow();
      chains.alphaBlocks.get((int) cast.height() - 1).block().transactions().stream()
          .filter(t -> t.id().equals(cast.transaction()))
          .forEach(votes::add);
    }
    return votes;
  }
}
