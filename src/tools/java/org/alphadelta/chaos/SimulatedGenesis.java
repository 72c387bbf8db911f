package org.alphadelta.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.ChainParameters;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Member;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Signer;
import org.alphadelta.genesis.GenesisAccount;
import org.alphadelta.genesis.GenesisGenerator;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.genesis.GenesisParameters;
import org.alphadelta.governance.Ballot;
import org.alphadelta.governance.ProposalTerms;
import org.alphadelta.ledger.ChainOrigin;
import org.alphadelta.ledger.Payload;
import org.alphadelta.ledger.SignedTransaction;
import org.alphadelta.ledger.Transaction;

/**
 * Both genesis blocks of a simulated network, and the transactions of its operators: none, or a
 * proposal and its votes. Made by the product's own generator and rules.
 */
record SimulatedGenesis(
    GenesisPair pair,
    ChainOrigin alpha,
    ChainOrigin delta,
    List<PlannedTransaction> planned,
    Optional<GenesisPair> successor) {
  private static final NetworkId NETWORK = NetworkId.DEVNET;
  private static final long BALANCE = 1_000;
  private static final int VOTING = 8;
  private static final int FREEZE = 1;

  /** A transaction that its sender offers to all proposers from this height on. */
  record PlannedTransaction(SignedTransaction transaction, long fromHeight) {}

  SimulatedGenesis {
    planned = List.copyOf(planned);
  }

  ChainOrigin origin(ChainKind kind) {
    return kind == ChainKind.ALPHA ? alpha : delta;
  }

  List<SignedTransaction> candidates(ChainKind kind, long height) {
    return kind == ChainKind.DELTA
        ? List.of()
        : planned.stream()
            .filter(w -> w.fromHeight() <= height)
            .map(PlannedTransaction::transaction)
            .toList();
  }

  /** A network of these members on both chains, without transactions. */
  static SimulatedGenesis quiet(Committee members, long deltaMin) {
    return of(pair(0, members, deltaMin, Optional.empty()));
  }

  /** The pair that the proposal's terms name, without transactions. */
  SimulatedGenesis next() {
    return of(successor.orElseThrow());
  }

  private static SimulatedGenesis of(GenesisPair pair) {
    return new SimulatedGenesis(
        pair,
        GenesisGenerator.origin(pair.alpha()),
        GenesisGenerator.origin(pair.delta()),
        List.of(),
        Optional.empty());
  }

  /** The least number of blocks between the inclusion of a proposal and its activation. */
  static long leastNotice(int members) {
    return VOTING + FREEZE + members;
  }

  /**
   * An upgrade to a network of exactly the voters, with a Delta gate of its own: the first voter
   * proposes it, all vote Yes. Vote {@code i} is sent when the height {@code fromHeights.get(i)} is
   * proposed.
   */
  static SimulatedGenesis upgrade(
      SimulatedGenesis quiet,
      List<Signer> voters,
      List<Long> fromHeights,
      long activation,
      long nextMin) {
    List<Member> members =
        voters.stream()
            .map(v -> quiet.pair.committee().member(v.publicKey()).orElseThrow())
            .toList();
    ChainId alpha = quiet.pair.alpha().header().chain();
    GenesisPair next =
        pair(1, Committee.of(members), nextMin, Optional.of(quiet.pair.alpha().hash()));
    ProposalTerms terms = terms(next, activation);
    PublicKey proposer = voters.getFirst().publicKey();
    Hash id = terms.id(alpha, proposer, 0);
    List<PlannedTransaction> planned = new ArrayList<>();
    planned.add(planned(alpha, voters.getFirst(), 0, new Payload.SubmitProposal(terms), 0));
    for (int i = 0; i < voters.size(); i++) {
      Payload vote = new Payload.CastVote(id, Ballot.YES);
      planned.add(planned(alpha, voters.get(i), i == 0 ? 1 : 0, vote, fromHeights.get(i)));
    }
    return new SimulatedGenesis(quiet.pair, quiet.alpha, quiet.delta, planned, Optional.of(next));
  }

  private static PlannedTransaction planned(
      ChainId chain, Signer sender, long sequence, Payload payload, long fromHeight) {
    Transaction transaction = new Transaction(chain, sender.publicKey(), sequence, payload);
    return new PlannedTransaction(SignedTransaction.sign(transaction, sender), fromHeight);
  }

  private static ProposalTerms terms(GenesisPair next, long activation) {
    return new ProposalTerms(
        NETWORK,
        NETWORK,
        1,
        activation,
        next.alpha().hash(),
        next.alpha().parameters().cid(),
        next.delta().hash(),
        next.delta().parameters().cid(),
        next.alpha().header().deltaMinAlphaBlocks(),
        1,
        0,
        false,
        next.alpha().header(),
        next.delta().header(),
        next.committee());
  }

  private static GenesisPair pair(
      int generation, Committee members, long deltaMin, Optional<Hash> predecessor) {
    return GenesisGenerator.pair(
        parameters(generation, ChainKind.ALPHA, members, deltaMin),
        parameters(generation, ChainKind.DELTA, members, deltaMin),
        predecessor);
  }

  private static GenesisParameters parameters(
      int generation, ChainKind kind, Committee members, long deltaMin) {
    ChainParameters chain =
        new ChainParameters(100, VOTING, FREEZE + members.size(), FREEZE, 10_000, 1, 1);
    List<GenesisAccount> accounts =
        members.keys().stream().map(k -> new GenesisAccount(k, BALANCE)).toList();
    return GenesisParameters.of(NETWORK, generation, kind, chain, deltaMin, members, accounts);
  }
}
