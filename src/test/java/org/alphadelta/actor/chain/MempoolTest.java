package org.alphadelta.actor.chain;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.alphadelta.actor.Caller;
import org.alphadelta.actor.CommandResult;
import org.alphadelta.actor.Life;
import org.alphadelta.actor.Pairs;
import org.alphadelta.consensus.Timeouts;
import org.alphadelta.core.Hash;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.governance.Actors;
import org.alphadelta.governance.Ballot;
import org.alphadelta.ledger.Payload;
import org.alphadelta.ledger.SignedTransaction;
import org.alphadelta.ledger.TestChains;
import org.alphadelta.wire.PeerMessage.TransactionGossip;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alpha's mempool of validator 1, on a real chain that the test moves; its clock stands. */
class MempoolTest {
  private static final GenesisPair SOURCE = Pairs.testnet(Actors.committee(4, 0), 1000);
  private static final Duration INTERVAL = Duration.ofMillis(400);
  private static final int MOST = 5;

  @TempDir private Path home;
  private final TestChains chains = Pairs.chains(SOURCE);
  private Life life;
  private TestProbe<CommandResult> sender;
  private TestProbe<Mempool.Gathered> agreement;
  private ActorRef<Mempool.Command> mempool;

  @BeforeEach
  void live() {
    life = new Life(home);
    sender = life.probe();
    agreement = life.probe();
    mempool =
        life.kit.spawn(
            Mempool.create(
                new ChainEnvironment(
                    Pairs.machine(home, Pairs.pins(SOURCE), Optional.of(Actors.pair(1))),
                    new ChainSettings(
                        Timeouts.STANDARD,
                        MOST,
                        Actors.v(1),
                        InstantSource.fixed(Instant.ofEpochMilli(1_000)))),
                INTERVAL));
    advance();
  }

  @AfterEach
  void end() {
    life.close();
  }

  private void advance() {
    mempool.tell(new Mempool.Advanced(chains.alpha.state(), chains.alpha.next(Optional.empty())));
  }

  private Caller peer(String name) {
    return new Caller(life, name, event -> mempool.tell(new Mempool.Event(event))).connects();
  }

  private SignedTransaction pay(int from, long sequence) {
    return TestChains.sign(
        chains.alpha.chain(), Actors.pair(from), sequence, TestChains.pay(Actors.v(4), 1));
  }

  private SignedTransaction yes(int voter, long sequence, Hash proposal) {
    return TestChains.sign(
        chains.alpha.chain(),
        Actors.pair(voter),
        sequence,
        new Payload.CastVote(proposal, Ballot.YES));
  }

  private String add(SignedTransaction transaction) {
    mempool.tell(new Mempool.Add(transaction, sender.getRef()));
    return switch (sender.receiveMessage(Life.PATIENCE)) {
      case CommandResult.Accepted accepted -> "accepted";
      case CommandResult.Refused refused -> refused.code();
    };
  }

  private List<SignedTransaction> gathered(int round) {
    mempool.tell(new Mempool.Gather(chains.alpha.nextHeight(), round, agreement.getRef()));
    return agreement.receiveMessage(Life.PATIENCE).candidates();
  }

  private Hash propose() {
    GenesisPair target =
        Pairs.pair(1, Actors.committee(3, 0), 1000, Optional.of(SOURCE.alpha().hash()));
    chains.alphaBlock(
        TestChains.sign(
            chains.alpha,
            Actors.pair(1),
            new Payload.SubmitProposal(Pairs.terms(SOURCE, target, 40))));
    advance();
    return chains.alpha.state().governance().proposals().firstKey();
  }

  @Test
  void aSendersTransactionsWaitInTheOrderOfTheirSequence() {
    assertThat(add(pay(2, 1))).as("a gap").isEqualTo("wrong-sequence");
    assertThat(add(pay(2, 0))).isEqualTo("accepted");
    assertThat(add(pay(2, 1))).isEqualTo("accepted");
    assertThat(add(pay(3, 0))).isEqualTo("accepted");
    assertThat(add(pay(2, 0))).as("the same again").isEqualTo("accepted");
    assertThat(gathered(0).stream().filter(t -> t.transaction().sender().equals(Actors.v(2))))
        .containsExactly(pay(2, 0), pay(2, 1));
    assertThat(gathered(0)).hasSize(3);
  }

  @Test
  void anotherTransactionForATakenSequenceIsRefused() {
    add(pay(2, 0));
    SignedTransaction other =
        TestChains.sign(chains.alpha.chain(), Actors.pair(2), 0, TestChains.pay(Actors.v(3), 2));
    assertThat(add(other)).isEqualTo("sequence-taken");
  }

  @Test
  void aSecondYesIsRefusedWhileTheFirstStillWaits() {
    Hash proposal = propose();
    assertThat(add(yes(2, 0, proposal))).isEqualTo("accepted");
    assertThat(add(yes(2, 1, proposal))).isEqualTo("yes-is-final");
    chains.alphaBlock(yes(2, 0, proposal));
    advance();
    assertThat(add(yes(2, 1, proposal))).isEqualTo("yes-is-final");
    assertThat(gathered(1)).isEmpty();
  }

  @Test
  void aVoteThatCameTooLateLeavesTheMempoolByItself() {
    Hash proposal = propose();
    add(yes(2, 0, proposal));
    chains.alphaTo(
        chains.alpha.state().governance().proposal(proposal).orElseThrow().votingEndsHeight());
    advance();
    assertThat(gathered(1)).isEmpty();
  }

  @Test
  void aTransactionForAnotherChainOrWithAnotherSignatureIsRefused() {
    SignedTransaction foreign =
        TestChains.sign(chains.delta.chain(), Actors.pair(2), 0, TestChains.pay(Actors.v(3), 1));
    assertThat(add(foreign)).isEqualTo("wrong-chain");
    SignedTransaction forged =
        new SignedTransaction(pay(2, 0).transaction(), pay(3, 0).signature());
    assertThat(add(forged)).isEqualTo("bad-signature");
  }

  @Test
  void whatIsNewGoesToEverybodyButWhoBroughtItAndWhatIsRefusedToNobody() {
    Caller from = peer("from");
    Caller other = peer("other");
    from.says(new TransactionGossip(List.of(pay(2, 0), pay(2, 5))));
    assertThat(other.hears(TransactionGossip.class).transactions()).containsExactly(pay(2, 0));
    other.says(new TransactionGossip(List.of(pay(2, 0))));
    assertThat(gathered(0)).hasSize(1);
    from.hearsNothing();
    other.hearsNothing();
    assertThat(peer("newcomer").hears(TransactionGossip.class).transactions())
        .containsExactly(pay(2, 0));
  }

  @Test
  void holdsNoMoreThanItsLimitAndTakesAgainWhenABlockMadeRoom() {
    for (int i = 0; i < MOST; i++) {
      assertThat(add(pay(2, i))).isEqualTo("accepted");
    }
    assertThat(add(pay(2, MOST))).isEqualTo("mempool-full");
    assertThat(add(pay(3, 0))).isEqualTo("mempool-full");
    chains.alphaBlock(pay(2, 0), pay(2, 1));
    advance();
    assertThat(add(pay(3, 0))).isEqualTo("accepted");
    assertThat(gathered(0)).containsExactlyInAnyOrder(pay(2, 2), pay(2, 3), pay(2, 4), pay(3, 0));
  }

  @Test
  void theValidatorsOwnWishesTakeItsNextSequenceNumbers() {
    mempool.tell(new Mempool.Submit(TestChains.pay(Actors.v(4), 1), Optional.of(sender.getRef())));
    mempool.tell(new Mempool.Submit(TestChains.pay(Actors.v(4), 1), Optional.of(sender.getRef())));
    assertThat(sender.receiveMessage(Life.PATIENCE))
        .isEqualTo(new CommandResult.Accepted(pay(1, 0).id()));
    assertThat(sender.receiveMessage(Life.PATIENCE))
        .isEqualTo(new CommandResult.Accepted(pay(1, 1).id()));
  }

  @Test
  void aProposerWithNothingWaitingWaitsForTheIntervalOrTheFirstTransaction() {
    mempool.tell(new Mempool.Gather(chains.alpha.nextHeight(), 0, agreement.getRef()));
    agreement.expectNoMessage(Life.SILENCE);
    life.time.timePasses(INTERVAL);
    assertThat(agreement.receiveMessage(Life.PATIENCE).candidates()).isEmpty();
    mempool.tell(new Mempool.Gather(chains.alpha.nextHeight(), 0, agreement.getRef()));
    add(pay(2, 0));
    assertThat(agreement.receiveMessage(Life.PATIENCE).candidates()).containsExactly(pay(2, 0));
  }
}
