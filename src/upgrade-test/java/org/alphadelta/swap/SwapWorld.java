package org.alphadelta.swap;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.alphadelta.actor.NodeEnvironment;
import org.alphadelta.consensus.CommitCertificate;
import org.alphadelta.consensus.Vote;
import org.alphadelta.consensus.VoteSignature;
import org.alphadelta.consensus.VoteType;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.ChainParameters;
import org.alphadelta.core.Committee;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Header;
import org.alphadelta.core.Member;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Role;
import org.alphadelta.core.Sha256;
import org.alphadelta.core.Signature;
import org.alphadelta.core.Signer;
import org.alphadelta.crypto.Ed25519;
import org.alphadelta.crypto.KeyPair;
import org.alphadelta.genesis.Attestation;
import org.alphadelta.genesis.GenesisAccount;
import org.alphadelta.genesis.GenesisGenerator;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.genesis.GenesisParameters;
import org.alphadelta.genesis.Pins;
import org.alphadelta.genesis.SignedAttestation;
import org.alphadelta.genesis.UpgradeCertificate;
import org.alphadelta.genesis.UpgradeCertificates;
import org.alphadelta.governance.Ballot;
import org.alphadelta.governance.BallotCount;
import org.alphadelta.governance.Proposal;
import org.alphadelta.governance.ProposalStatus;
import org.alphadelta.governance.ProposalTerms;
import org.alphadelta.ledger.Payload;
import org.alphadelta.ledger.SignedTransaction;
import org.alphadelta.ledger.Transaction;
import org.alphadelta.store.ChainDirectory;
import org.alphadelta.store.ChainPointer;
import org.alphadelta.store.Disk;
import org.alphadelta.store.DiskFile;
import org.alphadelta.store.FileSignState;
import org.alphadelta.store.HomeLayout;
import org.alphadelta.store.ParameterStore;

/**
 * One approved upgrade, really signed, from fixed seeds: v1 to v4 are governors of testnet g0 and
 * v5 is public; v1, v2, v3 and v5 said Yes; v1, v2, v3 and v5 are to be governors of the target and
 * v6 public. v7 belongs to nobody.
 */
final class SwapWorld {
  static final long HEIGHT = 40;
  static final long MIN_ALPHA_BLOCKS = 3;

  private static final ChainParameters CHAIN = new ChainParameters(400, 25, 12, 5, 1000, 0, 10);

  private final List<KeyPair> keys = new ArrayList<>();
  private final Map<Question, Boolean> verdicts = new ConcurrentHashMap<>();
  final Committee founders;
  final GenesisPair source;
  final GenesisPair target;
  final Proposal proposal;
  final UpgradeCertificate certificate;

  SwapWorld() {
    this(NetworkId.TESTNET, List.of(1, 2, 3, 5));
  }

  /** {@code yes}: who voted Yes. */
  SwapWorld(NetworkId targetNetwork, List<Integer> yes) {
    for (int i = 1; i <= 7; i++) {
      byte[] seed = new byte[KeyPair.SEED_LENGTH];
      seed[0] = (byte) i;
      keys.add(KeyPair.ofSeed(Bytes.of(seed)));
    }
    keys.sort(Comparator.comparing(KeyPair::publicKey));
    founders = committee(List.of(1, 2, 3, 4), List.of(5));
    source = pair(NetworkId.TESTNET, 0, founders, Optional.empty());
    target =
        pair(
            targetNetwork,
            targetNetwork == NetworkId.TESTNET ? 1 : 0,
            committee(List.of(1, 2, 3, 5), List.of(6)),
            Optional.of(source.alpha().hash()));
    proposal = proposal(terms(target, MIN_ALPHA_BLOCKS));
    certificate = certificate(proposal, yes);
  }

  KeyPair key(int validator) {
    return keys.get(validator - 1);
  }

  GenesisPairId sourceId() {
    return source.id();
  }

  GenesisPairId targetId() {
    return target.id();
  }

  Pins pins() {
    return new Pins(NetworkId.TESTNET, 0, founders.keys(Role.GOVERNOR));
  }

  NodeEnvironment machine(Disk disk, Path home, Optional<Signer> validator) {
    return new NodeEnvironment(disk, new HomeLayout(home), this::verify, validator, pins());
  }

  /** Real verdicts, each looked for once: thousands of processes read the same certificate. */
  private boolean verify(PublicKey key, Bytes message, Signature signature) {
    return verdicts.computeIfAbsent(
        new Question(key, message, signature),
        q -> Ed25519.verifier().verify(q.key(), q.message(), q.signature()));
  }

  private record Question(PublicKey key, Bytes message, Signature signature) {}

  NodeEnvironment machine(Disk disk, Path home, int validator) {
    return machine(disk, home, Optional.of(key(validator)));
  }

  /** A home that runs the source chain as this validator and holds both parameter files. */
  void settle(NodeEnvironment environment) {
    new ChainDirectory(environment.disk(), environment.home(), sourceId()).ensure(source);
    new ChainPointer(environment.disk(), environment.home()).pointAt(sourceId());
    for (ChainKind kind : ChainKind.values()) {
      write(
          environment.disk(),
          environment.home().consensusLog(sourceId(), kind),
          "agreement on " + kind);
      environment
          .validator()
          .ifPresent(
              key -> {
                FileSignState state =
                    new FileSignState(
                        environment.disk(),
                        environment.home(),
                        sourceId().chain(kind),
                        key.publicKey());
                try {
                  state.create();
                } catch (java.io.IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
                state.close();
              });
    }
    pin(environment, target.alpha().parameters());
    pin(environment, target.delta().parameters());
  }

  void pin(NodeEnvironment environment, GenesisParameters parameters) {
    new ParameterStore(environment.disk(), environment.home()).write(parameters.canonical());
  }

  static void write(Disk disk, Path path, String text) {
    try (DiskFile file = disk.create(path)) {
      file.write(0, Bytes.utf8(text));
      file.sync();
    }
    disk.syncDirectory(path.getParent());
  }

  ProposalTerms terms(GenesisPair pair, long deltaMinAlphaBlocks) {
    return new ProposalTerms(
        NetworkId.TESTNET,
        pair.id().network(),
        pair.id().generation(),
        HEIGHT,
        pair.alpha().hash(),
        pair.alpha().parameters().cid(),
        pair.delta().hash(),
        pair.delta().parameters().cid(),
        deltaMinAlphaBlocks,
        3,
        1,
        false,
        pair.alpha().header(),
        pair.delta().header(),
        pair.committee());
  }

  Proposal proposal(ProposalTerms terms) {
    return new Proposal(
        terms.id(sourceChain(), key(1).publicKey(), 0),
        terms,
        key(1).publicKey(),
        0,
        1,
        26,
        BallotCount.NONE,
        BallotCount.NONE,
        ProposalStatus.OPEN);
  }

  UpgradeCertificate certificate(Proposal approved, List<Integer> yes) {
    TreeSet<PublicKey> leaving = new TreeSet<>();
    yes.forEach(v -> leaving.add(key(v).publicKey()));
    Header header =
        new Header(
            sourceChain(),
            HEIGHT,
            1_790_000_000_000L,
            Sha256.plain(Bytes.utf8("block before H")),
            Sha256.plain(Bytes.utf8("transactions of H")),
            Sha256.plain(Bytes.utf8("state after H")),
            founders.hash(),
            founders.without(leaving).hash(),
            key(1).publicKey(),
            Optional.of(approved.id()),
            Optional.empty());
    List<VoteSignature> signatures =
        List.of(1, 2, 3, 4).stream().map(v -> precommit(header, key(v))).toList();
    return UpgradeCertificates.assemble(
        source.alpha().header(),
        founders,
        List.of(1, 2, 3, 4).stream().map(v -> attestation(source, v)).toList(),
        approved,
        yes.stream().map(v -> yes(approved, v)).toList(),
        header,
        CommitCertificate.of(HEIGHT, 0, header.hash(), signatures));
  }

  SignedAttestation attestation(GenesisPair pair, int validator) {
    Attestation attestation = Attestation.of(pair, key(validator).publicKey());
    return new SignedAttestation(attestation, key(validator).sign(attestation.signingBytes()));
  }

  /** Another sound pair of the target's network and generation: one account is richer. */
  GenesisPair otherTarget() {
    GenesisParameters alpha = target.alpha().parameters();
    List<GenesisAccount> accounts = new ArrayList<>(alpha.accounts());
    accounts.set(0, new GenesisAccount(accounts.get(0).owner(), accounts.get(0).balance() + 1));
    GenesisParameters richer =
        GenesisParameters.of(
            alpha.network(),
            alpha.generation(),
            alpha.kind(),
            alpha.chain(),
            alpha.deltaMinAlphaBlocks(),
            alpha.committee(),
            accounts);
    return GenesisGenerator.pair(
        richer, target.delta().parameters(), Optional.of(source.alpha().hash()));
  }

  ChainId sourceChain() {
    return source.id().chain(ChainKind.ALPHA);
  }

  static Hash hash(String text) {
    return Sha256.plain(Bytes.utf8(text));
  }

  private SignedTransaction yes(Proposal approved, int voter) {
    return SignedTransaction.sign(
        new Transaction(
            sourceChain(),
            key(voter).publicKey(),
            1,
            new Payload.CastVote(approved.id(), Ballot.YES)),
        key(voter));
  }

  private static VoteSignature precommit(Header header, KeyPair key) {
    Vote vote =
        new Vote(
            VoteType.PRECOMMIT, header.height(), 0, Optional.of(header.hash()), key.publicKey());
    return new VoteSignature(key.publicKey(), key.sign(vote.signingBytes(header.chain())));
  }

  private Committee committee(List<Integer> governors, List<Integer> publics) {
    List<Member> members = new ArrayList<>();
    governors.forEach(v -> members.add(new Member(key(v).publicKey(), Role.GOVERNOR)));
    publics.forEach(v -> members.add(new Member(key(v).publicKey(), Role.PUBLIC)));
    return Committee.of(members);
  }

  private GenesisPair pair(
      NetworkId network, int generation, Committee members, Optional<Hash> predecessor) {
    return GenesisGenerator.pair(
        parameters(network, generation, ChainKind.ALPHA, members),
        parameters(network, generation, ChainKind.DELTA, members),
        predecessor);
  }

  private GenesisParameters parameters(
      NetworkId network, int generation, ChainKind kind, Committee members) {
    return GenesisParameters.of(
        network,
        generation,
        kind,
        CHAIN,
        MIN_ALPHA_BLOCKS,
        members,
        List.of(
            new GenesisAccount(key(1).publicKey(), 1_000_000),
            new GenesisAccount(key(2).publicKey(), 1_000_000)));
  }
}
