package org.alphadelta.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.alphadelta.consensus.BlockProposal;
import org.alphadelta.consensus.CommitCertificate;
import org.alphadelta.consensus.ConsensusMessage;
import org.alphadelta.consensus.SignedProposal;
import org.alphadelta.consensus.SignedVote;
import org.alphadelta.consensus.Vote;
import org.alphadelta.consensus.VoteSignature;
import org.alphadelta.consensus.VoteType;
import org.alphadelta.core.Anchor;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Header;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Sha256;
import org.alphadelta.core.Signature;
import org.alphadelta.governance.Ballot;
import org.alphadelta.ledger.Block;
import org.alphadelta.ledger.CertifiedBlock;
import org.alphadelta.ledger.Payload;
import org.alphadelta.ledger.SignedTransaction;
import org.alphadelta.ledger.Transaction;
import org.junit.jupiter.api.Test;

/** What nobody could see if the product's own rules were wrong; blocks here follow none. */
class SplitWatchTest {
  private static final long H = 3;
  private static final Hash UPGRADE = Sha256.tagged("upgrade");
  private static final Committee ALL = World.committee(4);
  private static final List<PublicKey> EVERYBODY = keys(0, 1, 2, 3);
  private static final List<PublicKey> STAYER = keys(3);
  private static final Committee S = ALL.without(new java.util.TreeSet<>(keys(0, 1, 2)));

  private static final Signature ANY = World.pair(0).sign(Bytes.utf8("anything"));

  private final SimStore alpha = new SimStore();
  private final SimStore delta = new SimStore();
  private final SplitWatch watch = new SplitWatch(ALL, H);

  @Test
  void aSplitAsItShouldBe() {
    split();
    alpha(S, Optional.empty(), STAYER);
    delta(2, EVERYBODY);
    delta(H, EVERYBODY);
    delta(H, STAYER);
    delta(H + 1, STAYER);
    assertThat(watch.violations()).isEmpty();
    assertThat(watch.approved()).isTrue();
    assertThat(watch.closing()).isEqualTo(OptionalLong.of(2));
    assertThat(watch.stayers()).isEqualTo(S);
  }

  @Test
  void whoVotedYesIsGoneAfterTheActivation() {
    split();
    alpha(S, Optional.empty(), EVERYBODY);
    assertThat(watch.violations()).containsExactly("alpha 4 is signed by 3 who had left");
  }

  @Test
  void whoVotedYesIsGoneAfterTheClosingBlock() {
    split();
    delta(H, EVERYBODY);
    delta(H, EVERYBODY);
    assertThat(watch.violations()).containsExactly("delta 2 is signed by 3 who had left");
  }

  @Test
  void nobodyElseIsPutOutOfTheCommittee() {
    votes(0, 1, 2);
    alpha(ALL, Optional.empty(), EVERYBODY);
    alpha(ALL.without(new java.util.TreeSet<>(keys(3))), Optional.of(UPGRADE), EVERYBODY);
    assertThat(watch.violations()).containsExactly("alpha 3 is not followed by the committee of 1");
  }

  @Test
  void anUpgradeIsNamedOnceAndAtItsHeight() {
    votes(0, 1, 2);
    alpha(S, Optional.of(UPGRADE), EVERYBODY);
    assertThat(watch.violations()).containsExactly("alpha names an upgrade at 2, expected only 3");
  }

  @Test
  void anchorsNeverFall() {
    delta(2, EVERYBODY);
    delta(1, EVERYBODY);
    assertThat(watch.violations()).containsExactly("delta 2 is anchored at 1 after 2");
  }

  @Test
  void noAnchorPassesTheActivationBeforeTheClosingBlock() {
    split();
    delta(2, EVERYBODY);
    delta(H + 1, EVERYBODY);
    assertThat(watch.violations()).containsExactly("delta 2 passes 3 with 4");
    assertThat(watch.closing()).isEmpty();
  }

  @Test
  void thereIsOneClosingBlock() {
    split();
    delta(H, EVERYBODY);
    delta(2, STAYER);
    delta(H, STAYER);
    assertThat(watch.violations())
        .containsExactly("delta 2 is anchored at 2 after 3", "delta 3 closes after 1");
  }

  @Test
  void noHonestKeyProposesABlockThatPassesTheActivationOrVotesForIt() {
    split();
    Block passing = anchored(H + 1);
    watch.onDelta(key(1), false, proposal(passing), Optional.of(passing));
    watch.onDelta(key(1), false, vote(1, passing), Optional.empty());
    assertThat(watch.violations()).isEmpty();
    watch.onDelta(key(3), true, vote(3, passing), Optional.empty());
    watch.onDelta(key(3), true, proposal(passing), Optional.of(passing));
    assertThat(watch.violations())
        .containsExactly(
            key(3).brief() + " votes for a delta block that passes 3 before D",
            key(3).brief() + " proposes a delta block that passes 3 before D");
  }

  @Test
  void afterTheClosingBlockAnchorsGoOn() {
    split();
    delta(H, EVERYBODY);
    Block next = anchored(H + 1);
    watch.onDelta(key(3), true, proposal(next), Optional.of(next));
    watch.onDelta(key(3), true, vote(3, next), Optional.empty());
    assertThat(watch.violations()).isEmpty();
  }

  private Block anchored(long anchor) {
    Header header =
        new Header(
            chain(ChainKind.DELTA),
            delta.height() + 1,
            1,
            UPGRADE,
            Block.transactionRoot(List.of()),
            UPGRADE,
            ALL.hash(),
            ALL.hash(),
            key(3),
            Optional.empty(),
            Optional.of(new Anchor(anchor, UPGRADE)));
    return new Block(header, List.of());
  }

  private static ConsensusMessage proposal(Block block) {
    BlockProposal proposal =
        new BlockProposal(block.height(), 0, block.hash(), Optional.empty(), key(3));
    return new ConsensusMessage.ProposalMessage(
        new SignedProposal(proposal, ANY, Optional.empty()), Optional.of(block.canonical()));
  }

  private static ConsensusMessage vote(int voter, Block block) {
    Vote vote =
        new Vote(VoteType.PREVOTE, block.height(), 0, Optional.of(block.hash()), key(voter));
    return new ConsensusMessage.VoteMessage(new SignedVote(vote, ANY));
  }

  private static PublicKey key(int index) {
    return World.pair(index).publicKey();
  }

  private void split() {
    votes(0, 1, 2);
    alpha(ALL, Optional.empty(), EVERYBODY);
    alpha(S, Optional.of(UPGRADE), EVERYBODY);
  }

  private void votes(int... voters) {
    List<SignedTransaction> votes =
        IntStream.of(voters)
            .mapToObj(
                i ->
                    SignedTransaction.sign(
                        new Transaction(
                            chain(ChainKind.ALPHA),
                            World.pair(i).publicKey(),
                            0,
                            new Payload.CastVote(UPGRADE, Ballot.YES)),
                        World.pair(i)))
            .toList();
    add(alpha, ChainKind.ALPHA, votes, ALL, Optional.empty(), Optional.empty(), EVERYBODY);
  }

  private void alpha(Committee next, Optional<Hash> upgrade, List<PublicKey> signers) {
    add(alpha, ChainKind.ALPHA, List.of(), next, upgrade, Optional.empty(), signers);
  }

  private void delta(long anchor, List<PublicKey> signers) {
    Optional<Anchor> at = Optional.of(new Anchor(anchor, UPGRADE));
    add(delta, ChainKind.DELTA, List.of(), ALL, Optional.empty(), at, signers);
  }

  private void add(
      SimStore store,
      ChainKind kind,
      List<SignedTransaction> transactions,
      Committee next,
      Optional<Hash> upgrade,
      Optional<Anchor> anchor,
      List<PublicKey> signers) {
    long height = store.height() + 1;
    Header header =
        new Header(
            chain(kind),
            height,
            height,
            UPGRADE,
            Block.transactionRoot(transactions),
            UPGRADE,
            ALL.hash(),
            next.hash(),
            signers.getFirst(),
            upgrade,
            anchor);
    Block block = new Block(header, transactions);
    List<VoteSignature> signatures =
        signers.stream()
            .map(k -> new VoteSignature(k, World.pair(0).sign(Bytes.utf8("anything"))))
            .toList();
    CommitCertificate certificate = CommitCertificate.of(height, 0, block.hash(), signatures);
    store.append(new CertifiedBlock(block, certificate), next, List.of());
    watch.look(alpha, delta);
  }

  private static ChainId chain(ChainKind kind) {
    return new ChainId(NetworkId.DEVNET, 0, kind, UPGRADE);
  }

  private static List<PublicKey> keys(int... indexes) {
    return IntStream.of(indexes).mapToObj(i -> World.pair(i).publicKey()).toList();
  }
}
