package org.alphadelta.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
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
import org.alphadelta.ledger.Block;
import org.alphadelta.ledger.CertifiedBlock;
import org.junit.jupiter.api.Test;

/** Histories of a new pair that must not be, made by hand. Keys 0 to 2 left, key 3 stayed. */
class SuccessorWatchTest {
  private static final long GATE = 2;
  private static final Hash ANYWHERE = Sha256.tagged("anywhere");
  private static final Signature ANY = World.pair(0).sign(Bytes.utf8("anything"));
  private static final Committee NEW = World.committee(3);

  private final SimStore alpha = new SimStore();
  private final SimStore delta = new SimStore();
  private final TreeSet<PublicKey> left = new TreeSet<>(keys(0));
  private final SuccessorWatch watch =
      new SuccessorWatch(NEW, new TreeSet<>(keys(0, 1, 3)), GATE, left::contains);

  @Test
  void aNewPairAsItShouldBe() {
    watch.onWire(key(0), vote(0));
    watch.onWire(key(0), proposal(0));
    add(alpha, ChainKind.ALPHA, NEW, Optional.empty(), 0, 1, 2);
    add(delta, ChainKind.DELTA, NEW, at(GATE), 0, 1, 2);
    add(delta, ChainKind.DELTA, NEW, at(GATE), 0, 1, 2);
    assertThat(watch.violations()).isEmpty();
  }

  @Test
  void nobodyHonestVotesBeforeHisMarks() {
    watch.onWire(key(1), vote(1));
    watch.onWire(key(1), vote(1));
    assertThat(watch.violations())
        .containsExactly(key(1).brief() + " signs on the new chains before it left the old ones");
  }

  @Test
  void nobodyHonestProposesBeforeHisMarks() {
    watch.onWire(key(1), proposal(1));
    left.add(key(1));
    watch.onWire(key(1), proposal(1));
    assertThat(watch.violations()).hasSize(1);
  }

  @Test
  void whatAnHonestNodePassesOnOfOthersIsNotItsOwnWord() {
    watch.onWire(key(1), vote(0));
    watch.onWire(key(2), vote(2)); // Byzantine: it may begin when it likes
    assertThat(watch.violations()).isEmpty();
  }

  @Test
  void whoStayedSignsNothingNew() {
    left.add(key(3));
    watch.onWire(key(3), vote(3));
    assertThat(watch.violations())
        .containsExactly(key(3).brief() + " signs on the new chains, and stayed");
  }

  @Test
  void onlyTheNewCommitteeSignsBlocks() {
    add(alpha, ChainKind.ALPHA, NEW, Optional.empty(), 0, 1, 3);
    assertThat(watch.violations()).containsExactly("new alpha 1 is signed by 1 who are no members");
  }

  @Test
  void theNewCommitteeGoesOn() {
    add(alpha, ChainKind.ALPHA, World.committee(2), Optional.empty(), 0, 1, 2);
    assertThat(watch.violations()).containsExactly("new alpha 1 ends the new committee");
  }

  @Test
  void theNewDeltaBeginsAboveItsGateAndAnchorsNeverFall() {
    add(delta, ChainKind.DELTA, NEW, at(GATE - 1), 0, 1, 2);
    add(delta, ChainKind.DELTA, NEW, at(GATE - 2), 0, 1, 2);
    assertThat(watch.violations())
        .containsExactly(
            "new delta begins at anchor 1, expected at least 2",
            "new delta 2 is anchored at 0 after 1");
  }

  @Test
  void everyHonestMemberArrives() {
    SplitPlan plan = SplitPlan.of(6);
    SplitWorlds worlds =
        new SplitWorlds(plan, new VerificationCache(true), Engines.REAL, EventLog.NONE);
    watch.end(worlds.nextAlpha, worlds.nextDelta, List.of(1, 3));
    assertThat(watch.violations()).containsExactly("node 1 ended at 0 of a new chain");
  }

  private void add(
      SimStore store, ChainKind kind, Committee next, Optional<Anchor> anchor, int... signers) {
    long height = store.height() + 1;
    Header header =
        new Header(
            new ChainId(NetworkId.DEVNET, 1, kind, ANYWHERE),
            height,
            height,
            ANYWHERE,
            Block.transactionRoot(List.of()),
            ANYWHERE,
            NEW.hash(),
            next.hash(),
            key(signers[0]),
            Optional.empty(),
            anchor);
    Block block = new Block(header, List.of());
    List<VoteSignature> signatures =
        keys(signers).stream().map(k -> new VoteSignature(k, ANY)).toList();
    CommitCertificate certificate = CommitCertificate.of(height, 0, block.hash(), signatures);
    store.append(new CertifiedBlock(block, certificate), next, List.of());
    watch.look(alpha, delta);
  }

  private static Optional<Anchor> at(long height) {
    return Optional.of(new Anchor(height, ANYWHERE));
  }

  private static ConsensusMessage vote(int voter) {
    Vote vote = new Vote(VoteType.PREVOTE, 1, 0, Optional.empty(), key(voter));
    return new ConsensusMessage.VoteMessage(new SignedVote(vote, ANY));
  }

  private static ConsensusMessage proposal(int proposer) {
    BlockProposal proposal = new BlockProposal(1, 0, ANYWHERE, Optional.empty(), key(proposer));
    return new ConsensusMessage.ProposalMessage(
        new SignedProposal(proposal, ANY, Optional.empty()), Optional.empty());
  }

  private static PublicKey key(int index) {
    return World.pair(index).publicKey();
  }

  private static List<PublicKey> keys(int... indexes) {
    return IntStream.of(indexes).mapToObj(SuccessorWatchTest::key).toList();
  }
}
