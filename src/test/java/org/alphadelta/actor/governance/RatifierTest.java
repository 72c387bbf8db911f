package org.alphadelta.actor.governance;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.alphadelta.actor.Life;
import org.alphadelta.actor.Pairs;
import org.alphadelta.core.Hash;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.governance.Actors;
import org.alphadelta.governance.Ballot;
import org.alphadelta.governance.ProposalStatus;
import org.alphadelta.governance.RatifierEvent;
import org.alphadelta.journal.Streams;
import org.alphadelta.ledger.Payload;
import org.alphadelta.ledger.TestChains;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ratifier beside a real chain that reaches an activation height, over several lives. */
class RatifierTest {
  private static final long H = 40;
  private static final GenesisPair SOURCE = Pairs.testnet(Actors.committee(4, 0), 1000);
  private static final GenesisPair TARGET =
      Pairs.pair(1, Actors.committee(3, 0), 1000, Optional.of(SOURCE.alpha().hash()));

  @TempDir private Path home;
  private final TestChains chains = Pairs.chains(SOURCE);
  private Life life;
  private TestProbe<Ratifier.Notification> node;
  private TestProbe<CertificateAssembler.Command> assembler;
  private ActorRef<Ratifier.Command> ratifier;

  @BeforeEach
  void live() {
    life = new Life(home);
    node = life.probe();
    assembler = life.probe();
    ratifier =
        life.kit.spawn(
            Ratifier.create(node.getRef(), Life.JOURNALING, assembler.getRef()), "ratifier");
    node.expectMessage(Life.PATIENCE, new Ratifier.Recovered());
  }

  @AfterEach
  void end() {
    life.close();
  }

  private void restart() {
    life.close();
    live();
  }

  private void observe() {
    ratifier.tell(new Ratifier.Observe(Pairs.snapshot(SOURCE, chains)));
  }

  private Ratifier.Approved approved() {
    return assembler.expectMessageClass(Ratifier.Approved.class, Life.PATIENCE);
  }

  private List<Object> decisions() {
    return life.journal(Streams.RATIFIER);
  }

  private Hash propose() {
    chains.alphaBlock(
        TestChains.sign(
            chains.alpha,
            Actors.pair(1),
            new Payload.SubmitProposal(Pairs.terms(SOURCE, TARGET, H))));
    return chains.alpha.state().governance().openOf(Actors.v(1)).orElseThrow().id();
  }

  private void vote(Hash proposal, int... yes) {
    for (int voter : yes) {
      chains.alphaBlock(
          TestChains.sign(
              chains.alpha, Actors.pair(voter), new Payload.CastVote(proposal, Ballot.YES)));
      chains.alphaBlock(
          TestChains.sign(
              chains.alpha,
              Actors.pair(voter),
              new Payload.AttestReadiness(proposal, TARGET.alpha().hash(), TARGET.delta().hash())));
    }
  }

  private void approve() {
    Hash proposal = propose();
    vote(proposal, 1, 2);
    observe();
    vote(proposal, 3);
    chains.alphaTo(H - 1);
    observe();
    chains.alphaTo(H);
  }

  private void isTheDecisionAtH(RatifierEvent.ProposalApproved decision) {
    assertThat(decision.height()).isEqualTo(H);
    assertThat(decision.block()).isEqualTo(chains.alphaBlocks.get((int) H - 1).block().hash());
    assertThat(decision.stayers().keys()).containsExactly(Actors.v(4));
    assertThat(decision.governors().yes()).isEqualTo(3);
  }

  @Test
  void decidesNothingBeforeTheHeightAndOnceAtIt() {
    approve();
    observe();
    isTheDecisionAtH(approved().decision());
    assertThat(decisions()).hasSize(1).first().isInstanceOf(RatifierEvent.ProposalApproved.class);
  }

  @Test
  void oneDecisionOverRepeatedObservationsAndRestartsAndItIsSaidAgain() {
    approve();
    observe();
    Ratifier.Approved first = approved();
    observe();
    assertThat(approved()).isEqualTo(first);
    for (int i = 0; i < 3; i++) {
      restart();
      chains.alphaBlock();
      observe();
      observe();
      assertThat(List.of(approved(), approved())).containsOnly(first);
    }
    assertThat(decisions()).containsExactly(first.decision());
  }

  @Test
  void aNodeThatSyncsPastTheHeightDecidesTheSameAsOneThatWasThere() {
    approve();
    chains.alphaTo(H + 25);
    observe();
    isTheDecisionAtH(approved().decision());
    restart();
    observe();
    isTheDecisionAtH(approved().decision());
    assertThat(decisions()).hasSize(1);
  }

  @Test
  void aProposalThatFailedIsClosedOnceAndNeverSaidToBeApproved() {
    Hash proposal = propose();
    vote(proposal, 1, 2);
    chains.alphaTo(H + 1);
    observe();
    observe();
    restart();
    observe();
    node.awaitAssert(Life.PATIENCE, () -> assertThat(decisions()).hasSize(1));
    assembler.expectNoMessage(Life.SILENCE);
    RatifierEvent.ProposalClosed closed = (RatifierEvent.ProposalClosed) decisions().get(0);
    assertThat(closed.status()).isEqualTo(ProposalStatus.REJECTED);
    assertThat(closed.height()).isEqualTo(H);
  }
}
