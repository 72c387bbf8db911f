package org.alphadelta.genesis;

import static org.alphadelta.governance.Actors.committee;
import static org.alphadelta.governance.Actors.pair;
import static org.alphadelta.governance.Actors.v;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.alphadelta.consensus.CommitCertificate;
import org.alphadelta.consensus.VoteSignature;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.CanonicalWriter;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Decoded;
import org.alphadelta.core.GenesisHeader;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Header;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Sha256;
import org.alphadelta.core.Signature;
import org.alphadelta.core.SignatureVerifier;
import org.alphadelta.crypto.Ed25519;
import org.alphadelta.governance.Actors;
import org.alphadelta.governance.Ballot;
import org.alphadelta.governance.ProposalTerms;
import org.alphadelta.ledger.Headers;
import org.alphadelta.ledger.Payload;
import org.alphadelta.ledger.SignedTransaction;
import org.alphadelta.ledger.TestChains;
import org.alphadelta.ledger.Transaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UpgradeCertificatesTest {
  private static final SignatureVerifier VERIFIER = Ed25519.verifier();
  private static final Hash OTHER = Sha256.plain(Bytes.utf8("other"));
  private static final GenesisPair SOURCE =
      TestGenesis.pair(NetworkId.TESTNET, 0, committee(4, 1), Optional.empty());
  private static final Committee N = committee(List.of(1, 2, 3, 5), List.of(6));
  private static final TestGenesis.Upgrade UPGRADE =
      TestGenesis.upgrade(SOURCE, NetworkId.TESTNET, 1, N, List.of(1, 2, 3, 5));
  private static final Pins PINS = TestGenesis.pins(SOURCE);

  @Test
  void anApprovedUpgradeIsVerifiedFromThePinnedGovernorsAlone() {
    UpgradeVerdict verdict = UpgradeCertificates.verify(UPGRADE.certificate(), PINS, VERIFIER);
    UpgradeVerdict.Verified verified = (UpgradeVerdict.Verified) verdict;
    assertThat(verified.source()).isEqualTo(SOURCE.id());
    assertThat(verified.successor()).isEqualTo(UPGRADE.target().id());
    assertThat(verified.pins()).isEqualTo(TestGenesis.pins(UPGRADE.target()));
    assertThat(UPGRADE.certificate().stayers()).isEqualTo(committee(List.of(4), List.of()));
  }

  @Test
  void itIsVerifiedWithTheLeastSignaturesToo() {
    Fields fields = new Fields(UPGRADE.certificate());
    fields.attestations.remove(3);
    assertThat(verdict(fields.build())).isInstanceOf(UpgradeVerdict.Verified.class);
    fields.attestations.remove(2);
    assertThat(refusal(fields.build())).startsWith("equal attestations 2");
  }

  @Test
  void whenEverybodyLeavesTheStayersAreNobody() {
    TestGenesis.Upgrade all =
        TestGenesis.upgrade(SOURCE, NetworkId.TESTNET, 1, committee(4, 1), List.of(1, 2, 3, 4, 5));
    assertThat(all.certificate().stayers().isEmpty()).isTrue();
    assertThat(verdict(all.certificate())).isInstanceOf(UpgradeVerdict.Verified.class);
  }

  record Tampering(String what, String found, Consumer<Fields> change) {
    @Override
    public String toString() {
      return what;
    }
  }

  static Stream<Tampering> tamperings() {
    return Stream.of(
        new Tampering("source state", "attested alpha genesis", f -> f.source = otherState(f)),
        new Tampering("source is delta", "source kind", f -> f.source = SOURCE.delta().header()),
        new Tampering(
            "role",
            "source committee",
            f -> f.committee = committee(List.of(1, 2, 3), List.of(4, 5))),
        new Tampering("member", "source committee", f -> f.committee = committee(4, 2)),
        new Tampering("no attestation", "equal attestations 0", f -> f.attestations.clear()),
        new Tampering(
            "attestation signature",
            "attestation: attestation-bad-signature",
            f ->
                f.attestations.set(
                    2,
                    new SignedAttestation(
                        f.attestations.get(2).attestation(),
                        flip(f.attestations.get(2).signature())))),
        new Tampering(
            "attestation of a stranger",
            "attestation: attestation-not-a-governor",
            f -> {
              f.attestations.clear();
              f.attestations.add(TestGenesis.attest(SOURCE, pair(9)));
            }),
        new Tampering(
            "attestation of another pair",
            "attestations of another pair 1",
            f -> f.attestations.replaceAll(a -> otherDeltaIfFirst(f, a))),
        new Tampering("proposal id", "proposal", f -> f.proposal = OTHER),
        new Tampering("proposer", "proposal", f -> f.proposer = v(2)),
        new Tampering("sequence", "proposal", f -> f.sequence++),
        new Tampering("terms", "proposal", f -> f.terms = otherHeight(f.terms)),
        new Tampering(
            "terms and id",
            "yes vote",
            f -> {
              f.terms = otherHeight(f.terms);
              f.proposal = f.terms.id(f.source.chain(), f.proposer, f.sequence);
            }),
        new Tampering(
            "stranger's proposal",
            "proposer in the committee",
            f -> {
              f.proposer = v(9);
              f.proposal = f.terms.id(f.source.chain(), f.proposer, f.sequence);
            }),
        new Tampering("a vote less", "stayers", f -> f.yes.remove(0)),
        new Tampering(
            "vote signature",
            "signature of yes voter",
            f ->
                f.yes.set(
                    1,
                    new SignedTransaction(
                        f.yes.get(1).transaction(), flip(f.yes.get(1).signature())))),
        new Tampering("a No", "yes vote", f -> f.yes.set(0, recast(f, Ballot.NO))),
        new Tampering(
            "a stayer's Yes",
            "stayers",
            f -> {
              f.yes.add(vote(f, 4));
              f.yes.sort(Comparator.comparing(t -> t.transaction().sender()));
            }),
        new Tampering(
            "a stranger's Yes",
            "yes voter",
            f -> {
              f.yes.add(vote(f, 9));
              f.yes.sort(Comparator.comparing(t -> t.transaction().sender()));
            }),
        new Tampering("nobody stays", "stayers", f -> f.stayers = Committee.EMPTY),
        new Tampering(
            "a leaver stays", "stayers", f -> f.stayers = committee(List.of(1, 4), List.of())),
        new Tampering("height", "activation height", f -> f.header(h -> h.height = 31)),
        new Tampering("upgrade", "upgrade", f -> f.header(h -> h.upgrade = Optional.empty())),
        new Tampering(
            "other upgrade", "upgrade", f -> f.header(h -> h.upgrade = Optional.of(OTHER))),
        new Tampering("committee", "activation committee", f -> f.header(h -> h.committee = OTHER)),
        new Tampering("next", "next committee", f -> f.header(h -> h.nextCommittee = OTHER)),
        new Tampering("proposer", "activation proposer", f -> f.header(h -> h.proposer = v(9))),
        new Tampering("time", "committed block", f -> f.header(h -> h.timeMillis++)),
        new Tampering("root", "committed block", f -> f.header(h -> h.stateRoot = OTHER)),
        new Tampering(
            "transactions", "committed block", f -> f.header(h -> h.transactionRoot = OTHER)),
        new Tampering("previous", "committed block", f -> f.header(h -> h.previous = OTHER)),
        new Tampering(
            "commit signature",
            "commit certificate: certificate-bad-signature",
            f -> f.commit(30, 0, f.commit.value(), flipped(f.commit.signatures()))),
        new Tampering(
            "commit round",
            "commit certificate: certificate-bad-signature",
            f -> f.commit(30, 1, f.commit.value(), f.commit.signatures())),
        new Tampering(
            "commit height",
            "commit height",
            f -> f.commit(29, 0, f.commit.value(), f.commit.signatures())),
        new Tampering(
            "commit value", "committed block", f -> f.commit(30, 0, OTHER, f.commit.signatures())),
        new Tampering(
            "too few commits",
            "commit certificate: certificate-too-little-weight",
            f -> f.commit(30, 0, f.commit.value(), f.commit.signatures().subList(0, 3))));
  }

  @ParameterizedTest
  @MethodSource("tamperings")
  void anAlteredPartIsRefused(Tampering tampering) {
    Fields fields = new Fields(UPGRADE.certificate());
    tampering.change().accept(fields);
    assertThat(refusal(fields.build())).startsWith(tampering.found());
  }

  static Stream<Tampering> disorders() {
    return Stream.of(
        new Tampering(
            "attestation twice", "governor", f -> f.attestations.add(1, f.attestations.get(0))),
        new Tampering(
            "attestation order", "governor", f -> f.attestations.add(0, f.attestations.remove(3))),
        new Tampering("vote twice", "Yes voter", f -> f.yes.add(0, f.yes.get(0))),
        new Tampering("vote order", "Yes voter", f -> f.yes.add(0, f.yes.remove(3))));
  }

  /** One order and nobody twice, so that a certificate has one form for one set of signers. */
  @ParameterizedTest
  @MethodSource("disorders")
  void signersInAnotherOrderOrTwiceMakeNoCertificate(Tampering disorder) {
    Fields fields = new Fields(UPGRADE.certificate());
    assertThat(UpgradeCertificate.CODEC.decode(fields.bytes()).orThrow())
        .isEqualTo(UPGRADE.certificate());
    disorder.change().accept(fields);
    assertThatIllegalArgumentException()
        .isThrownBy(fields::build)
        .withMessageContaining("names each " + disorder.found() + " once");
    assertThat(UpgradeCertificate.CODEC.decode(fields.bytes()))
        .isInstanceOf(Decoded.Malformed.class);
  }

  @Test
  void assemblyPutsSignersInOrder() {
    UpgradeCertificate good = UPGRADE.certificate();
    UpgradeCertificate again =
        UpgradeCertificates.assemble(
            good.source(),
            good.committee(),
            good.attestations().reversed(),
            UPGRADE.chains().alpha.state().governance().proposal(good.proposal()).orElseThrow(),
            good.yesVotes().reversed(),
            good.activation(),
            good.commit());
    assertThat(again).isEqualTo(good);
  }

  @Test
  void otherTrustedGovernorsBelieveNothing() {
    Pins others = new Pins(NetworkId.TESTNET, 0, new TreeSet<>(List.of(v(1), v(2), v(3))));
    Pins later = new Pins(NetworkId.TESTNET, 1, PINS.governors());
    Pins devnet = new Pins(NetworkId.DEVNET, 0, PINS.governors());
    for (Pins pins : List.of(others, later, devnet)) {
      assertThat(UpgradeCertificates.verify(UPGRADE.certificate(), pins, VERIFIER))
          .isInstanceOf(UpgradeVerdict.Refused.class);
    }
  }

  @Test
  void aSourceThatIsKnownToBeAnotherPairIsRefused() {
    assertThat(
            UpgradeCertificates.verify(
                UPGRADE.certificate(), PINS, Optional.of(SOURCE.id()), VERIFIER))
        .isInstanceOf(UpgradeVerdict.Verified.class);
    assertThat(
            UpgradeCertificates.verify(
                UPGRADE.certificate(), PINS, Optional.of(UPGRADE.target().id()), VERIFIER))
        .isInstanceOf(UpgradeVerdict.Refused.class);
  }

  /** Public validators alone: they forge a whole certificate with every signature they can make. */
  @Test
  void publicValidatorsAloneNeverMakeACertificate() {
    Committee c =
        committee(List.of(1, 2, 3, 4), List.of(5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16));
    GenesisPair source = bigPair(c);
    List<Integer> publics = List.of(5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16);
    GenesisPair target =
        TestGenesis.pair(
            NetworkId.TESTNET,
            1,
            committee(publics, List.of()),
            Optional.of(source.alpha().hash()));
    ProposalTerms terms = TestGenesis.terms(source, target, 30);
    Fields f = new Fields(UPGRADE.certificate());
    f.source = source.alpha().header();
    f.committee = c;
    f.terms = terms;
    f.proposer = v(5);
    f.proposal = terms.id(f.source.chain(), v(5), 0);
    f.attestations =
        new ArrayList<>(publics.stream().map(i -> TestGenesis.attest(source, pair(i))).toList());
    f.attestations.sort(Comparator.comparing(a -> a.attestation().governor()));
    assertThat(UpgradeCertificates.verify(f.build(), TestGenesis.pins(source), VERIFIER))
        .isInstanceOf(UpgradeVerdict.Refused.class);
    f.attestations = new ArrayList<>(TestGenesis.attestations(source));
    f.yes = new ArrayList<>(publics.stream().map(i -> vote(f, i)).toList());
    f.yes.sort(Comparator.comparing(t -> t.transaction().sender()));
    f.stayers = committee(4, 0);
    assertThat(
            ((UpgradeVerdict.Refused)
                    UpgradeCertificates.verify(f.build(), TestGenesis.pins(source), VERIFIER))
                .rejection()
                .found())
        .contains("can-never-pass");
    GenesisPair polite =
        TestGenesis.pair(
            NetworkId.TESTNET,
            1,
            committee(List.of(1, 5, 6, 7), List.of(8, 9, 10, 11, 12, 13, 14, 15, 16)),
            Optional.of(source.alpha().hash()));
    f.terms = TestGenesis.terms(source, polite, 30);
    f.proposal = f.terms.id(f.source.chain(), v(5), 0);
    f.yes = new ArrayList<>(publics.stream().map(i -> vote(f, i)).toList());
    f.yes.sort(Comparator.comparing(t -> t.transaction().sender()));
    assertThat(
            ((UpgradeVerdict.Refused)
                    UpgradeCertificates.verify(f.build(), TestGenesis.pins(source), VERIFIER))
                .rejection()
                .found())
        .isEqualTo("governors_yes 0");
  }

  @Test
  void anUpgradeToMainnetIsProvenToo() {
    TestGenesis.Upgrade mainnet =
        TestGenesis.upgrade(SOURCE, NetworkId.MAINNET, 0, N, List.of(1, 2, 3, 5));
    UpgradeVerdict.Verified verified = (UpgradeVerdict.Verified) verdict(mainnet.certificate());
    assertThat(verified.pins().network()).isEqualTo(NetworkId.MAINNET);
  }

  @Test
  void differentBlocksForOneSourceContradictDifferentSignersDoNot() {
    TestGenesis.Upgrade other =
        TestGenesis.upgrade(SOURCE, NetworkId.TESTNET, 1, committee(4, 1), List.of(1, 2, 3, 5));
    assertThat(UpgradeCertificates.contradict(UPGRADE.certificate(), other.certificate())).isTrue();
    assertThat(
            UpgradeCertificates.contradiction(List.of(UPGRADE.certificate(), other.certificate())))
        .get(STRING)
        .contains(UPGRADE.certificate().activation().hash().toString());
    Fields more = new Fields(UPGRADE.certificate());
    more.commit =
        TestChains.commit(
            SOURCE.alpha().header().chain(), 30, 0, more.commit.value(), SOURCE.committee().keys());
    assertThat(verdict(more.build())).isInstanceOf(UpgradeVerdict.Verified.class);
    assertThat(UpgradeCertificates.contradict(UPGRADE.certificate(), more.build())).isFalse();
    assertThat(UpgradeCertificates.contradiction(List.of(UPGRADE.certificate(), more.build())))
        .isEmpty();
  }

  private static UpgradeVerdict verdict(UpgradeCertificate certificate) {
    return UpgradeCertificates.verify(certificate, PINS, VERIFIER);
  }

  private static String refusal(UpgradeCertificate certificate) {
    UpgradeVerdict verdict = verdict(certificate);
    assertThat(verdict).isInstanceOf(UpgradeVerdict.Refused.class);
    return ((UpgradeVerdict.Refused) verdict).rejection().found();
  }

  private static GenesisPair bigPair(Committee c) {
    return TestGenesis.pair(NetworkId.TESTNET, 0, c, Optional.empty());
  }

  private static SignedTransaction vote(Fields f, int voter) {
    return TestChains.sign(
        f.source.chain(), pair(voter), 0, new Payload.CastVote(f.proposal, Ballot.YES));
  }

  private static SignedTransaction recast(Fields f, Ballot ballot) {
    Transaction t = f.yes.get(0).transaction();
    return TestChains.sign(
        t.chain(), Actors.pair(t.sender()), t.sequence(), new Payload.CastVote(f.proposal, ballot));
  }

  private static SignedAttestation otherDeltaIfFirst(Fields f, SignedAttestation a) {
    if (!a.equals(f.attestations.get(0))) {
      return a;
    }
    Attestation w = a.attestation();
    Attestation other =
        new Attestation(
            new GenesisPairId(w.pair().network(), w.pair().generation(), w.pair().alpha(), OTHER),
            w.alpha(),
            w.delta(),
            w.governor());
    return TestGenesis.sign(other, Actors.pair(w.governor()));
  }

  private static GenesisHeader otherState(Fields f) {
    GenesisHeader h = f.source;
    return new GenesisHeader(
        h.network(),
        h.generation(),
        h.kind(),
        h.predecessor(),
        h.parameters(),
        h.committee(),
        OTHER,
        h.deltaMinAlphaBlocks(),
        h.anchor());
  }

  private static ProposalTerms otherHeight(ProposalTerms t) {
    return new ProposalTerms(
        t.sourceNetwork(),
        t.targetNetwork(),
        t.targetGeneration(),
        t.activationHeight() + 1,
        t.alphaExpectedHash(),
        t.alphaParams(),
        t.deltaExpectedHash(),
        t.deltaParams(),
        t.deltaMinAlphaBlocks(),
        t.minGovernorValidators(),
        t.minPublicValidators(),
        t.readinessRequired(),
        t.alphaHeader(),
        t.deltaHeader(),
        t.successor());
  }

  private static Signature flip(Signature signature) {
    byte[] bytes = signature.bytes().toArray();
    bytes[5] ^= 1;
    return Signature.of(bytes);
  }

  private static List<VoteSignature> flipped(List<VoteSignature> signatures) {
    List<VoteSignature> out = new ArrayList<>(signatures);
    out.set(1, new VoteSignature(out.get(1).validator(), flip(out.get(1).signature())));
    return out;
  }

  /** A certificate's parts, to be changed one at a time. */
  private static final class Fields {
    GenesisHeader source;
    Committee committee;
    List<SignedAttestation> attestations;
    Hash proposal;
    ProposalTerms terms;
    PublicKey proposer;
    long sequence;
    List<SignedTransaction> yes;
    Committee stayers;
    Header activation;
    CommitCertificate commit;

    Fields(UpgradeCertificate c) {
      source = c.source();
      committee = c.committee();
      attestations = new ArrayList<>(c.attestations());
      proposal = c.proposal();
      terms = c.terms();
      proposer = c.proposer();
      sequence = c.sequence();
      yes = new ArrayList<>(c.yesVotes());
      stayers = c.stayers();
      activation = c.activation();
      commit = c.commit();
    }

    void header(Consumer<Headers> change) {
      activation = Headers.edit(activation, change);
    }

    void commit(long height, int round, Hash value, List<VoteSignature> signatures) {
      commit = CommitCertificate.of(height, round, value, signatures);
    }

    /** What a certificate of these parts would be, whether there can be one or not. */
    Bytes bytes() {
      CanonicalWriter out = new CanonicalWriter().message(1, source).message(2, committee);
      attestations.forEach(a -> out.message(3, a));
      out.bytes(4, proposal.bytes()).message(5, terms).bytes(6, proposer.bytes()).uint(7, sequence);
      yes.forEach(v -> out.message(8, v));
      return out.message(9, stayers).message(10, activation).message(11, commit).toBytes();
    }

    UpgradeCertificate build() {
      return new UpgradeCertificate(
          source,
          committee,
          attestations,
          proposal,
          terms,
          proposer,
          sequence,
          yes,
          stayers,
          activation,
          commit);
    }
  }
}
