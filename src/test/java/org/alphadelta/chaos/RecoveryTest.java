package org.alphadelta.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.alphadelta.consensus.CommitCertificate;
import org.alphadelta.consensus.VoteSignature;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Header;
import org.alphadelta.core.Sha256;
import org.alphadelta.ledger.Block;
import org.alphadelta.ledger.CertifiedBlock;
import org.junit.jupiter.api.Test;

/** Four members, f = 1: the last allowed round is the fourth, counted from where they were. */
class RecoveryTest {
  private static final Hash ANYWHERE = Sha256.tagged("anywhere");
  private static final Committee ALL = World.committee(4);

  private final World world =
      new World(
          SimulationPlan.of(6, 1),
          SimulatedGenesis.quiet(ALL, 0),
          head -> false,
          new VerificationCache(true),
          Engines.REAL,
          EventLog.NONE);
  private final HonestNode node =
      new HonestNode(
          world,
          new Listener() {
            @Override
            public void decided(HonestNode node, World world, CommitCertificate certificate) {}

            @Override
            public void refused() {}
          },
          0);

  @Test
  void aDecisionWithinTheBoundIsNoNews() {
    assertThat(decidedIn(4, true)).isEmpty();
  }

  @Test
  void aLateDecisionIsNoticed() {
    assertThat(decidedIn(5, true))
        .containsExactly("alpha: node 0 decided height 1 in round 5, expected at most 4");
  }

  @Test
  void withTooManyFaultyOnesNothingIsExpected() {
    assertThat(decidedIn(5, false)).isEmpty();
  }

  @Test
  void inAStormNothingIsExpected() {
    world.network.storm();
    assertThat(decidedIn(5, true)).isEmpty();
  }

  private List<String> decidedIn(int round, boolean sound) {
    Recovery recovery =
        new Recovery(world, Optional.empty(), List.of(node), c -> sound, new SplitWatch(ALL, 3));
    Header header =
        new Header(
            world.chain,
            1,
            1,
            ANYWHERE,
            Block.transactionRoot(List.of()),
            ANYWHERE,
            ALL.hash(),
            ALL.hash(),
            world.key(0),
            Optional.empty(),
            Optional.empty());
    Block block = new Block(header, List.of());
    VoteSignature any = new VoteSignature(world.key(0), World.pair(0).sign(Bytes.utf8("any")));
    CommitCertificate certificate = CommitCertificate.of(1, round, block.hash(), List.of(any));
    world.oracle.store().append(new CertifiedBlock(block, certificate), ALL, List.of());
    recovery.decided(node, certificate);
    return recovery.late();
  }
}
