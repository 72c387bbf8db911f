package org.alphadelta.api;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.alphadelta.consensus.CommitCertificate;
import org.alphadelta.consensus.Vote;
import org.alphadelta.consensus.VoteSignature;
import org.alphadelta.consensus.VoteType;
import org.alphadelta.core.Address;
import org.alphadelta.core.Anchor;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.ChainParameters;
import org.alphadelta.core.Committee;
import org.alphadelta.core.GenesisHeader;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Header;
import org.alphadelta.core.Member;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Role;
import org.alphadelta.core.Sha256;
import org.alphadelta.crypto.KeyPair;
import org.alphadelta.genesis.Attestation;
import org.alphadelta.genesis.Genesis;
import org.alphadelta.genesis.GenesisAccount;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.genesis.GenesisParameters;
import org.alphadelta.genesis.SignedAttestation;
import org.alphadelta.genesis.UpgradeCertificate;
import org.alphadelta.governance.Ballot;
import org.alphadelta.governance.BallotCount;
import org.alphadelta.governance.CastBallot;
import org.alphadelta.governance.GovernanceState;
import org.alphadelta.governance.Proposal;
import org.alphadelta.governance.ProposalStatus;
import org.alphadelta.governance.ProposalTerms;
import org.alphadelta.governance.Readiness;
import org.alphadelta.governance.VoteKey;
import org.alphadelta.ledger.Account;
import org.alphadelta.ledger.Block;
import org.alphadelta.ledger.CertifiedBlock;
import org.alphadelta.ledger.Payload;
import org.alphadelta.ledger.SignedTransaction;
import org.alphadelta.ledger.Transaction;

/**
 * A few blocks of both chains of a testnet with one proposal, all from fixed seeds and really
 * signed: v1 to v4 are governors, v5 is public; v1 and v2 said Yes, v1 is ready, v2 computed other
 * hashes, v4 said No.
 */
final class SmallWorld {
  static final NetworkId NETWORK = NetworkId.TESTNET;
  static final ChainParameters PARAMETERS = new ChainParameters(400, 25, 12, 5, 1000, 0, 10);

  final List<KeyPair> keys = new ArrayList<>();
  final Committee committee;
  final GenesisPair pair;
  final GenesisPair successor;
  final Proposal proposal;
  final GovernanceState governance;
  final SortedMap<PublicKey, Account> accounts = new TreeMap<>();
  final SignedTransaction transfer;
  final SignedTransaction vote;
  final List<CertifiedBlock> alpha = new ArrayList<>();
  final List<CertifiedBlock> delta = new ArrayList<>();

  SmallWorld() {
    for (int i = 1; i <= 6; i++) {
      byte[] seed = new byte[KeyPair.SEED_LENGTH];
      seed[0] = (byte) i;
      keys.add(KeyPair.ofSeed(Bytes.of(seed)));
    }
    keys.sort(Comparator.comparing(KeyPair::publicKey));
    committee =
        Committee.of(
            List.of(governor(1), governor(2), governor(3), governor(4), member(5, Role.PUBLIC)));
    pair = pair(0, Optional.empty(), committee);
    successor =
        pair(
            1,
            Optional.of(pair.alpha().hash()),
            Committee.of(
                List.of(
                    governor(1), governor(2), governor(3), governor(5), member(6, Role.PUBLIC))));
    ProposalTerms terms = terms();
    Hash id = terms.id(chain(ChainKind.ALPHA), key(1).publicKey(), 0);
    proposal =
        new Proposal(
            id,
            terms,
            key(1).publicKey(),
            0,
            1,
            26,
            new BallotCount(2, 1, 0),
            BallotCount.NONE,
            ProposalStatus.OPEN);
    transfer = signed(ChainKind.ALPHA, 2, 0, new Payload.TransferPublic(key(6).publicKey(), 250));
    vote = signed(ChainKind.ALPHA, 4, 0, new Payload.CastVote(id, Ballot.NO));
    governance = governance(id);
    accounts.put(key(1).publicKey(), new Account(1_000_000, 1));
    accounts.put(key(2).publicKey(), new Account(999_740, 2));
    accounts.put(key(6).publicKey(), new Account(250, 0));
    makeBlocks(terms, id);
  }

  /** v1 to v6. */
  KeyPair key(int validator) {
    return keys.get(validator - 1);
  }

  ChainId chain(ChainKind kind) {
    return pair.id().chain(kind);
  }

  List<SignedAttestation> attestations() {
    return List.of(1, 2, 3).stream()
        .map(
            v -> {
              Attestation attestation = Attestation.of(pair, key(v).publicKey());
              return new SignedAttestation(attestation, key(v).sign(attestation.signingBytes()));
            })
        .toList();
  }

  /** A certificate in form, not in fact: its proposal was never approved. */
  UpgradeCertificate certificate() {
    CertifiedBlock last = alpha.get(alpha.size() - 1);
    return new UpgradeCertificate(
        pair.alpha().header(),
        committee,
        attestations(),
        proposal.id(),
        proposal.terms(),
        proposal.proposer(),
        proposal.sequence(),
        List.of(vote),
        Committee.EMPTY,
        last.block().header(),
        last.certificate());
  }

  SignedTransaction signed(ChainKind kind, int sender, long sequence, Payload payload) {
    return SignedTransaction.sign(
        new Transaction(chain(kind), key(sender).publicKey(), sequence, payload), key(sender));
  }

  private Member governor(int validator) {
    return member(validator, Role.GOVERNOR);
  }

  private Member member(int validator, Role role) {
    return new Member(key(validator).publicKey(), role);
  }

  private GenesisPair pair(int generation, Optional<Hash> predecessor, Committee members) {
    Genesis alpha = genesis(generation, ChainKind.ALPHA, predecessor, members, Optional.empty());
    Genesis delta =
        genesis(
            generation,
            ChainKind.DELTA,
            predecessor,
            members,
            Optional.of(new Anchor(0, alpha.hash())));
    return new GenesisPair(alpha, delta);
  }

  private Genesis genesis(
      int generation,
      ChainKind kind,
      Optional<Hash> predecessor,
      Committee members,
      Optional<Anchor> anchor) {
    List<GenesisAccount> owners =
        List.of(
            new GenesisAccount(key(1).publicKey(), 1_000_000),
            new GenesisAccount(key(2).publicKey(), 1_000_000));
    GenesisParameters parameters =
        GenesisParameters.of(NETWORK, generation, kind, PARAMETERS, 3, members, owners);
    GenesisHeader header =
        new GenesisHeader(
            NETWORK,
            generation,
            kind,
            predecessor,
            parameters.cid().digest(),
            members.hash(),
            Sha256.plain(Bytes.utf8("state of " + kind)),
            3,
            anchor);
    return new Genesis(header, parameters);
  }

  private ProposalTerms terms() {
    return new ProposalTerms(
        NETWORK,
        NETWORK,
        1,
        40,
        successor.alpha().hash(),
        successor.alpha().parameters().cid(),
        successor.delta().hash(),
        successor.delta().parameters().cid(),
        3,
        3,
        0,
        true,
        successor.alpha().header(),
        successor.delta().header(),
        successor.committee());
  }

  private GovernanceState governance(Hash id) {
    Readiness ready = new Readiness(successor.alpha().hash(), successor.delta().hash(), 2);
    Readiness other = new Readiness(pair.alpha().hash(), pair.delta().hash(), 2);
    Hash elsewhere = Sha256.plain(Bytes.utf8("a transaction of another block"));
    return GovernanceState.EMPTY
        .with(proposal)
        .with(new VoteKey(id, key(1).publicKey()), new CastBallot(Ballot.YES, 2, elsewhere))
        .with(new VoteKey(id, key(2).publicKey()), new CastBallot(Ballot.YES, 2, elsewhere))
        .with(new VoteKey(id, key(4).publicKey()), new CastBallot(Ballot.NO, 2, vote.id()))
        .with(new VoteKey(id, key(1).publicKey()), ready)
        .with(new VoteKey(id, key(2).publicKey()), other);
  }

  private void makeBlocks(ProposalTerms terms, Hash id) {
    SignedTransaction submit = signed(ChainKind.ALPHA, 1, 0, new Payload.SubmitProposal(terms));
    SignedTransaction ready =
        signed(
            ChainKind.ALPHA,
            1,
            1,
            new Payload.AttestReadiness(id, terms.alphaExpectedHash(), terms.deltaExpectedHash()));
    alpha.add(block(ChainKind.ALPHA, 1, List.of(submit), List.of(1, 2, 3, 4), Optional.empty()));
    alpha.add(
        block(ChainKind.ALPHA, 2, List.of(ready, vote), List.of(1, 2, 3, 5), Optional.empty()));
    alpha.add(block(ChainKind.ALPHA, 3, List.of(transfer), List.of(1, 2, 3, 5), Optional.empty()));
    Anchor anchor = new Anchor(3, alpha.get(2).block().hash());
    delta.add(block(ChainKind.DELTA, 1, List.of(), List.of(1, 2, 3, 4), Optional.of(anchor)));
  }

  private CertifiedBlock block(
      ChainKind kind,
      long height,
      List<SignedTransaction> transactions,
      List<Integer> signers,
      Optional<Anchor> anchor) {
    List<CertifiedBlock> before = kind == ChainKind.ALPHA ? alpha : delta;
    Hash previous =
        before.isEmpty() ? pair.of(kind).hash() : before.get(before.size() - 1).block().hash();
    Header header =
        new Header(
            chain(kind),
            height,
            1_790_000_000_000L + 400 * height,
            previous,
            Block.transactionRoot(transactions),
            Sha256.plain(Bytes.utf8("state after " + height)),
            committee.hash(),
            committee.hash(),
            key(1).publicKey(),
            Optional.empty(),
            anchor);
    List<VoteSignature> signatures = signers.stream().map(v -> precommit(header, key(v))).toList();
    return new CertifiedBlock(
        new Block(header, transactions),
        CommitCertificate.of(height, 0, header.hash(), signatures));
  }

  private static VoteSignature precommit(Header header, KeyPair key) {
    Vote vote =
        new Vote(
            VoteType.PRECOMMIT, header.height(), 0, Optional.of(header.hash()), key.publicKey());
    return new VoteSignature(key.publicKey(), key.sign(vote.signingBytes(header.chain())));
  }

  /** What the addresses of {@code docs/rest.md} leave open. */
  Map<String, String> places() {
    return Map.of(
        "proposal", proposal.id().hex(),
        "transaction", transfer.id().hex(),
        "address", new Address(NETWORK, key(2).publicKey()).toString(),
        "voter", new Address(NETWORK, key(1).publicKey()).toString(),
        "signed_transaction", transfer.canonical().hex(),
        "terms", proposal.terms().canonical().hex(),
        "parameters", successor.alpha().parameters().canonical().hex(),
        "upgrade", proposal.id().hex());
  }
}
