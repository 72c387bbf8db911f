package org.alphadelta.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.alphadelta.consensus.BlockProposal;
import org.alphadelta.consensus.CommitCertificate;
import org.alphadelta.consensus.ConsensusMessage;
import org.alphadelta.consensus.Evidence;
import org.alphadelta.consensus.PolkaCertificate;
import org.alphadelta.consensus.SignedProposal;
import org.alphadelta.consensus.SignedVote;
import org.alphadelta.consensus.Vote;
import org.alphadelta.consensus.VoteSignature;
import org.alphadelta.consensus.VoteType;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Committee;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Member;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Role;
import org.alphadelta.core.Sha256;
import org.alphadelta.core.Signature;
import org.alphadelta.genesis.Attestation;
import org.alphadelta.genesis.Manifest;
import org.alphadelta.genesis.SignedAttestation;
import org.alphadelta.genesis.UpgradeCertificate;
import org.alphadelta.governance.ProposalTerms;
import org.alphadelta.ledger.Block;
import org.alphadelta.ledger.BlockLimits;
import org.alphadelta.ledger.CertifiedBlock;
import org.alphadelta.ledger.Payload;
import org.alphadelta.ledger.SignedTransaction;
import org.alphadelta.ledger.Transaction;
import org.junit.jupiter.api.Test;

/**
 * The largest honest value of each type fits its cap: a cap that refuses honest peers would halt a
 * chain.
 */
class LimitsTest {
  private static final Signature SIGNATURE = Signature.of(filled(Signature.LENGTH));
  private static final long HEIGHT = Long.MAX_VALUE;
  private static final int ROUND = Integer.MAX_VALUE;

  @Test
  void certificatesOfTheLargestCommitteeFit() {
    assertThat(commit().canonical().length()).isLessThanOrEqualTo(Limits.CERTIFICATE_BYTES);
    assertThat(proposal().canonical().length()).isLessThanOrEqualTo(Limits.CERTIFICATE_BYTES);
    assertThat(new Evidence.DoubleProposal(proposal(), proposal()).canonical().length())
        .isLessThanOrEqualTo(Limits.EVIDENCE_BYTES);
    assertSent(new ConsensusMessage.PolkaMessage(polka()));
    assertSent(new ConsensusMessage.VoteMessage(vote(0)));
  }

  @Test
  void theLargestBlockFitsAProposalAndAnAnswer() {
    Bytes body = Bytes.of(new byte[BlockLimits.MAX_BLOCK_BYTES]);
    assertThat(BlockLimits.MAX_BLOCK_BYTES).isLessThanOrEqualTo(Limits.BLOCK_BYTES);
    Bytes whole = Bytes.of(new byte[Limits.BLOCK_BYTES]);
    for (Bytes content : List.of(body, whole)) {
      assertSent(new ConsensusMessage.ProposalMessage(proposal(), Optional.of(content)));
      assertSent(new ConsensusMessage.ValueResponse(HEIGHT, hash(1), content));
    }
  }

  @Test
  void anAnswerWithEveryListFullFitsAndALongerOneIsCutToItsLastElements() {
    ConsensusMessage.HeightAnswer full =
        new ConsensusMessage.HeightAnswer(
            HEIGHT,
            Collections.nCopies(Limits.MAX_ANSWERED_PROPOSALS, proposal()),
            Collections.nCopies(Limits.MAX_ANSWERED_VOTES, vote(0)),
            Collections.nCopies(Limits.MAX_ANSWERED_POLKAS, polka()));
    assertSent(full);
    List<SignedVote> votes =
        IntStream.range(0, Limits.MAX_ANSWERED_VOTES + 5).mapToObj(LimitsTest::vote).toList();
    var longer = new ConsensusMessage.HeightAnswer(7, List.of(), votes, List.of());
    var cut = PeerMessage.ConsensusFrame.fitting(ChainKind.ALPHA, longer).message();
    assertThat(((ConsensusMessage.HeightAnswer) cut).votes())
        .isEqualTo(votes.subList(5, votes.size()));
  }

  @Test
  void theLargestProposalOfAnUpgradeFitsATransaction() {
    SignedTransaction submission = transaction(new Payload.SubmitProposal(terms()));
    assertThat(submission.canonical().length()).isLessThanOrEqualTo(Limits.TRANSACTION_BYTES);
    assertThat(terms().canonical().length()).isLessThanOrEqualTo(Limits.COMMITTEE_BYTES);
    var batches = PeerMessage.TransactionGossip.batches(Collections.nCopies(1000, submission));
    assertThat(batches.stream().mapToInt(b -> b.transactions().size()).sum()).isEqualTo(1000);
    assertThat(batches).allMatch(Frames::fits);
  }

  @Test
  void attestationsOfTheLargestGenesisFitAndAreSpreadOverFrames() {
    SignedAttestation largest = attestation((int) Manifest.MAX_SIZE, key(1));
    assertThat(largest.canonical().length()).isLessThanOrEqualTo(Limits.ATTESTATION_BYTES);
    var batches =
        GenesisMessage.Attestations.batches(Collections.nCopies(Committee.MAX_MEMBERS, largest));
    assertThat(batches.stream().mapToInt(b -> b.attestations().size()).sum())
        .isEqualTo(Committee.MAX_MEMBERS);
    assertThat(batches).allMatch(Frames::fits);
  }

  @Test
  void anUpgradeCertificateOfHundredGovernorsOverAGenesisOfHundredMegabytesFitsARefusal() {
    UpgradeCertificate some = new Samples(1).of(UpgradeCertificate.class);
    UpgradeCertificate large =
        new UpgradeCertificate(
            some.source(),
            committee(),
            keys(100).map(k -> attestation(100 << 20, k)).toList(),
            some.proposal(),
            terms(),
            some.proposer(),
            HEIGHT,
            keys(Committee.MAX_MEMBERS).map(k -> transaction(vote(), k)).toList(),
            committee(),
            some.activation(),
            commit());
    assertThat(UpgradeCertificate.CODEC.decode(large.canonical()).orThrow()).isEqualTo(large);
    GenesisPairId pair = new Samples(2).of(GenesisPairId.class);
    HandshakeMessage.Refusal refusal =
        HandshakeMessage.Refusal.wrongGenesis(
            new Wanted.Pair(pair), Optional.of(pair), Collections.nCopies(9, large));
    assertThat(refusal.certificates()).isNotEmpty();
    assertThat(refusal.found()).contains(pair.alpha().hex(), pair.delta().hex());
    assertThat(Frames.fits(refusal)).isTrue();
    assertThat(Frames.fits(GenesisMessage.Certificates.fitting(refusal.certificates()))).isTrue();
  }

  @Test
  void anAnswerHoldsAsManyBlocksAsFit() {
    Block some = new Samples(3).of(Block.class);
    SignedTransaction submission = transaction(new Payload.SubmitProposal(terms()));
    int most = BlockLimits.MAX_TRANSACTION_BYTES_TOTAL / submission.canonical().length();
    CertifiedBlock large =
        new CertifiedBlock(
            new Block(some.header(), Collections.nCopies(most, submission)), commit());
    assertThat(large.canonical().length()).isLessThanOrEqualTo(Limits.CERTIFIED_BLOCK_BYTES);
    var response =
        PeerMessage.BlocksResponse.fitting(ChainKind.ALPHA, Collections.nCopies(50, large));
    assertThat(response.blocks()).isNotEmpty().hasSizeLessThan(50);
    assertThat(Frames.fits(response)).isTrue();
  }

  @Test
  void theLongestHelloAndEndpointsFit() {
    ListenAddress address = new ListenAddress("h".repeat(253), 65535);
    Hello hello =
        new Hello(
            ROUND,
            ROUND,
            new Wanted.Pair(new GenesisPairId(NetworkId.DEVNET, ROUND, hash(1), hash(2))),
            Bytes.of(filled(Hello.NONCE_BYTES)),
            key(1),
            Optional.of(key(2)),
            Optional.of(address),
            Optional.of(HEIGHT),
            "s".repeat(Text.MAX_LABEL));
    assertThat(Frames.fits(hello)).isTrue();
    SignedEndpoint endpoint =
        new SignedEndpoint(
            new Endpoint(NetworkId.DEVNET, key(1), key(2), address, HEIGHT), SIGNATURE);
    assertThat(
            Frames.fits(
                new GenesisMessage.Endpoints(Collections.nCopies(Limits.MAX_ENDPOINTS, endpoint))))
        .isTrue();
    String sentence = "x".repeat(Text.MAX_SENTENCE);
    assertThat(Frames.fits(new PeerMessage.Goodbye(GoodbyeReason.STOPPING, sentence))).isTrue();
  }

  @Test
  void whatWeSayOfAnotherNodesWordsIsPrintableAndShort() {
    assertThat(Text.sentence("a\u001b[31m\u00e9" + "b".repeat(500)))
        .startsWith("a?[31m?b")
        .hasSize(Text.MAX_SENTENCE);
  }

  private static void assertSent(ConsensusMessage message) {
    var frame = new PeerMessage.ConsensusFrame(ChainKind.DELTA, message);
    Bytes content = new Envelope(frame).canonical();
    assertThat(Envelope.decode(frame.frameKind(), content).orThrow()).isEqualTo(frame);
  }

  private static SignedVote vote(int round) {
    return new SignedVote(
        new Vote(VoteType.PRECOMMIT, HEIGHT, round, Optional.of(hash(1)), key(1)), SIGNATURE);
  }

  private static Payload vote() {
    return new Payload.CastVote(hash(1), org.alphadelta.governance.Ballot.YES);
  }

  private static CommitCertificate commit() {
    return CommitCertificate.of(HEIGHT, ROUND, hash(1), signatures());
  }

  private static PolkaCertificate polka() {
    return PolkaCertificate.of(HEIGHT, ROUND, hash(1), signatures());
  }

  private static SignedProposal proposal() {
    return new SignedProposal(
        new BlockProposal(HEIGHT, ROUND, hash(1), Optional.of(ROUND), key(1)),
        SIGNATURE,
        Optional.of(polka()));
  }

  private static List<VoteSignature> signatures() {
    return IntStream.range(0, Committee.MAX_MEMBERS)
        .mapToObj(i -> new VoteSignature(key(i), SIGNATURE))
        .toList();
  }

  private static Committee committee() {
    return Committee.of(
        IntStream.range(0, Committee.MAX_MEMBERS)
            .mapToObj(i -> new Member(key(i), Role.PUBLIC))
            .toList());
  }

  private static ProposalTerms terms() {
    ProposalTerms some = new Samples(4).of(ProposalTerms.class);
    return new ProposalTerms(
        NetworkId.DEVNET,
        NetworkId.DEVNET,
        ROUND,
        HEIGHT,
        some.alphaExpectedHash(),
        some.alphaParams(),
        some.deltaExpectedHash(),
        some.deltaParams(),
        HEIGHT,
        ROUND,
        ROUND,
        true,
        some.alphaHeader(),
        some.deltaHeader(),
        committee());
  }

  private static SignedTransaction transaction(Payload payload) {
    return transaction(payload, key(1));
  }

  private static SignedTransaction transaction(Payload payload, PublicKey sender) {
    Transaction some = new Samples(5).of(Transaction.class);
    return new SignedTransaction(new Transaction(some.chain(), sender, HEIGHT, payload), SIGNATURE);
  }

  private static SignedAttestation attestation(int size, PublicKey governor) {
    int chunks = (int) (((long) size + Manifest.CHUNK_BYTES - 1) / Manifest.CHUNK_BYTES);
    Manifest manifest = new Manifest(size, Collections.nCopies(chunks, hash(1)));
    return new SignedAttestation(
        new Attestation(
            new GenesisPairId(NetworkId.DEVNET, ROUND, hash(1), hash(2)),
            manifest,
            manifest,
            governor),
        SIGNATURE);
  }

  /** Different keys, in ascending order. */
  private static Stream<PublicKey> keys(int count) {
    return IntStream.range(0, count).mapToObj(LimitsTest::key).sorted();
  }

  private static PublicKey key(int number) {
    return new PublicKey(Sha256.plain(Bytes.utf8("key " + number)).bytes());
  }

  private static Hash hash(int number) {
    return Sha256.plain(Bytes.utf8("hash " + number));
  }

  private static byte[] filled(int length) {
    byte[] bytes = new byte[length];
    java.util.Arrays.fill(bytes, (byte) 0xA5);
    return bytes;
  }
}
