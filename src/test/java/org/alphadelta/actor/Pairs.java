package org.alphadelta.actor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.ChainParameters;
import org.alphadelta.core.Committee;
import org.alphadelta.core.GenesisHeader;
import org.alphadelta.core.Hash;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.Role;
import org.alphadelta.core.Signer;
import org.alphadelta.crypto.KeyPair;
import org.alphadelta.genesis.Attestation;
import org.alphadelta.genesis.GenesisAccount;
import org.alphadelta.genesis.GenesisGenerator;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.genesis.GenesisParameters;
import org.alphadelta.genesis.Pins;
import org.alphadelta.genesis.SignedAttestation;
import org.alphadelta.governance.Actors;
import org.alphadelta.governance.Closure;
import org.alphadelta.governance.GovernanceSnapshot;
import org.alphadelta.governance.ProposalTerms;
import org.alphadelta.ledger.ChainHead;
import org.alphadelta.ledger.TestChains;
import org.alphadelta.store.FileDisk;
import org.alphadelta.store.HomeLayout;

/**
 * Genesis pairs of test validators, governors' words on them, homes, and what governance sees of a
 * chain.
 */
public final class Pairs {
  /** Voting 5, notice 20, freeze 2, horizon 100, pause 3, fee 1. */
  private static final ChainParameters NUMBERS = new ChainParameters(400, 5, 20, 2, 100, 3, 1);

  private Pairs() {}

  public static GenesisPair testnet(Committee committee, long balance) {
    return pair(0, committee, balance, Optional.empty());
  }

  public static GenesisPair pair(
      int generation, Committee committee, long balance, Optional<Hash> predecessor) {
    return GenesisGenerator.pair(
        parameters(generation, ChainKind.ALPHA, committee, balance),
        parameters(generation, ChainKind.DELTA, committee, balance),
        predecessor);
  }

  private static GenesisParameters parameters(
      int generation, ChainKind kind, Committee committee, long balance) {
    List<GenesisAccount> accounts = new ArrayList<>();
    committee.keys().forEach(k -> accounts.add(new GenesisAccount(k, balance)));
    return GenesisParameters.of(
        NetworkId.TESTNET, generation, kind, NUMBERS, 3, committee, accounts);
  }

  public static Pins pins(GenesisPair pair) {
    return new Pins(
        pair.id().network(), pair.id().generation(), pair.committee().keys(Role.GOVERNOR));
  }

  public static SignedAttestation attestation(GenesisPair pair, int validator) {
    return attestation(pair, Actors.pair(validator));
  }

  public static SignedAttestation attestation(GenesisPair pair, KeyPair governor) {
    Attestation attestation = Attestation.of(pair, governor.publicKey());
    return new SignedAttestation(attestation, governor.sign(attestation.signingBytes()));
  }

  /** The words of validators {@code first} to {@code last} on one pair. */
  public static List<SignedAttestation> attestations(GenesisPair pair, int first, int last) {
    List<SignedAttestation> attestations = new ArrayList<>();
    for (int i = first; i <= last; i++) {
      attestations.add(attestation(pair, i));
    }
    return attestations;
  }

  public static NodeEnvironment machine(Path home, Pins pins, Optional<Signer> validator) {
    return new NodeEnvironment(
        new FileDisk(), new HomeLayout(home), TestChains.VERIFIER, validator, pins);
  }

  public static ProposalTerms terms(GenesisPair source, GenesisPair target, long activation) {
    return terms(source, target, activation, target.alpha().header(), target.delta().header());
  }

  /** Terms that promise these headers, whatever the target's parameters lead to. */
  public static ProposalTerms terms(
      GenesisPair source,
      GenesisPair target,
      long activation,
      GenesisHeader alpha,
      GenesisHeader delta) {
    return new ProposalTerms(
        source.id().network(),
        target.id().network(),
        target.id().generation(),
        activation,
        alpha.hash(),
        target.alpha().parameters().cid(),
        delta.hash(),
        target.delta().parameters().cid(),
        3,
        1,
        0,
        true,
        alpha,
        delta,
        target.committee());
  }

  public static TestChains chains(GenesisPair pair) {
    TestChains chains =
        new TestChains(
            List.of(GenesisGenerator.origin(pair.alpha()), GenesisGenerator.origin(pair.delta())));
    chains.alphaTo(4);
    return chains;
  }

  public static GovernanceSnapshot snapshot(GenesisPair pair, TestChains chains) {
    ChainHead head = chains.alpha;
    SortedMap<Long, Hash> closing = new TreeMap<>();
    for (Closure closure : head.state().governance().closures().values()) {
      closing.put(
          closure.height(), chains.alphaBlocks.get((int) closure.height() - 1).block().hash());
    }
    return new GovernanceSnapshot(
        pair.id(),
        head.height(),
        head.parameters(),
        head.origin().genesis().deltaMinAlphaBlocks(),
        head.origin().founders(),
        head.committee(),
        head.state().governance(),
        closing);
  }
}
