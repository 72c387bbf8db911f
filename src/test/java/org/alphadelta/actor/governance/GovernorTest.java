package org.alphadelta.actor.governance;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alphadelta.actor.CommandResult;
import org.alphadelta.actor.Life;
import org.alphadelta.actor.NodeEnvironment;
import org.alphadelta.actor.Pairs;
import org.alphadelta.actor.UpgradeProtocol;
import org.alphadelta.actor.genesis.GenesisStore;
import org.alphadelta.core.Anchor;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Cid;
import org.alphadelta.core.GenesisHeader;
import org.alphadelta.core.Hash;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.governance.Actors;
import org.alphadelta.governance.Ballot;
import org.alphadelta.governance.GovernorEvent;
import org.alphadelta.governance.ProposalTerms;
import org.alphadelta.journal.Streams;
import org.alphadelta.ledger.Payload;
import org.alphadelta.ledger.TestChains;
import org.alphadelta.store.ParameterStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Validator 2's governor, with a real chain to look at, a real journal and a real parameter store.
 */
class GovernorTest {
  private static final GenesisPair SOURCE = Pairs.testnet(Actors.committee(4, 0), 1000);
  private static final GenesisPair TARGET =
      Pairs.pair(1, Actors.committee(3, 0), 1000, Optional.of(SOURCE.alpha().hash()));
  private static final int SELF = 2;

  @TempDir private Path home;
  private final TestChains chains = Pairs.chains(SOURCE);
  private NodeEnvironment environment;
  private Life life;

  /**
   * Node and operator in one, so that what was told to both comes in the order in which it was
   * told.
   */
  private TestProbe<Object> told;

  private ActorRef<Governor.Command> governor;
  private Hash proposal;

  @BeforeEach
  void begin() {
    environment = Pairs.machine(home, Pairs.pins(SOURCE), Optional.of(Actors.pair(SELF)));
    propose(1, Pairs.terms(SOURCE, TARGET, 40));
    live();
  }

  private void propose(int proposer, ProposalTerms terms) {
    chains.alphaBlock(
        TestChains.sign(chains.alpha, Actors.pair(proposer), new Payload.SubmitProposal(terms)));
    proposal = chains.alpha.state().governance().openOf(Actors.v(proposer)).orElseThrow().id();
  }

  private void live() {
    life = new Life(home);
    told = life.probe();
    governor =
        life.kit.spawn(
            Governor.create(
                environment,
                Life.JOURNALING,
                new Governor.Links(
                    told.getRef().narrow(),
                    told.getRef().narrow(),
                    Optional.of(told.getRef().narrow()))),
            "governor");
    assertThat(next()).isEqualTo(new Governor.Recovered());
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
    governor.tell(new Governor.Observe(Pairs.snapshot(SOURCE, chains)));
  }

  private Object next() {
    return told.receiveMessage(Life.PATIENCE);
  }

  private ActorRef<CommandResult> operator() {
    return told.getRef().narrow();
  }

  /** The refusal of a vote; orders before it are passed over. */
  private CommandResult.Refused refusal(Hash of, Ballot ballot) {
    governor.tell(new Governor.Cast(of, ballot, operator()));
    while (true) {
      if (next() instanceof CommandResult.Refused refused) {
        return refused;
      }
    }
  }

  private void store(GenesisPair pair) {
    for (Bytes file :
        List.of(pair.alpha().parameters().canonical(), pair.delta().parameters().canonical())) {
      Cid cid = new ParameterStore(environment.disk(), environment.home()).write(file);
      governor.tell(new Governor.ParametersStored(cid, file.length()));
    }
  }

  private Cid fetched() {
    return ((GenesisStore.Fetch) next()).cid();
  }

  /** The next order that asks for no parameters. */
  private Object order() {
    while (true) {
      Object order = next();
      if (!(order instanceof GenesisStore.Fetch)) {
        return order;
      }
    }
  }

  /** What was ordered so far: a refusal that changes nothing comes behind all of it. */
  private List<Object> orders() {
    governor.tell(new Governor.Cast(SOURCE.alpha().hash(), Ballot.NO, operator()));
    List<Object> orders = new ArrayList<>();
    while (true) {
      Object message = next();
      if (message instanceof CommandResult) {
        return orders;
      }
      orders.add(message);
    }
  }

  private static Governor.Submit vote(Hash proposal, Optional<ActorRef<CommandResult>> replyTo) {
    return new Governor.Submit(SOURCE.id(), new Payload.CastVote(proposal, Ballot.YES), replyTo);
  }

  private void prepare() {
    observe();
    store(TARGET);
  }

  private void decideYes() {
    prepare();
    governor.tell(new Governor.Cast(proposal, Ballot.YES, operator()));
    assertThat(order()).isEqualTo(vote(proposal, Optional.of(operator())));
  }

  private void includeOwnYes() {
    chains.alphaBlock(
        TestChains.sign(
            chains.alpha, Actors.pair(SELF), new Payload.CastVote(proposal, Ballot.YES)));
  }

  @Test
  void fetchesTheParametersOfAProposalAndTakesAYesOnlyWhenBothGenesisBlocksAreRebuilt() {
    observe();
    assertThat(List.of(fetched(), fetched()))
        .containsExactlyInAnyOrder(
            TARGET.alpha().parameters().cid(), TARGET.delta().parameters().cid());
    assertThat(refusal(proposal, Ballot.YES).code()).isEqualTo("parameters-not-pinned");
    store(TARGET);
    governor.tell(new Governor.Cast(proposal, Ballot.YES, operator()));
    assertThat(order()).isEqualTo(vote(proposal, Optional.of(operator())));
    assertThat(life.journal(Streams.GOVERNOR))
        .hasAtLeastOneElementOfType(GovernorEvent.ProposalRecorded.class)
        .contains(
            new GovernorEvent.GenesisRebuilt(
                SOURCE.alpha().hash(),
                proposal,
                TARGET.alpha().hash(),
                TARGET.delta().hash(),
                true),
            new GovernorEvent.VoteCast(SOURCE.alpha().hash(), proposal, Ballot.YES));
  }

  @Test
  void whatTheStoreAnswersIsPinned() {
    observe();
    GenesisStore.Fetch ask = (GenesisStore.Fetch) next();
    ask.replyTo().tell(new GenesisStore.Stored(ask.cid(), 100));
    orders();
    assertThat(life.journal(Streams.GOVERNOR))
        .contains(new GovernorEvent.ParametersPinned(SOURCE.alpha().hash(), ask.cid(), 100));
  }

  @Test
  void refusesASecondYesAlsoAfterARestart() {
    decideYes();
    assertThat(refusal(proposal, Ballot.YES).code()).isEqualTo("yes-is-final");
    assertThat(refusal(proposal, Ballot.NO).code()).isEqualTo("yes-is-final");
    restart();
    observe();
    assertThat(refusal(proposal, Ballot.YES).code()).isEqualTo("yes-is-final");
  }

  @Test
  void refusesAYesOnAProposalWhoseGenesisComesOutDifferent() {
    GenesisHeader alpha = withOtherState(TARGET.alpha().header(), Optional.empty());
    GenesisHeader delta =
        withOtherState(TARGET.delta().header(), Optional.of(new Anchor(0, alpha.hash())));
    propose(3, Pairs.terms(SOURCE, TARGET, 40, alpha, delta));
    observe();
    store(TARGET);
    assertThat(refusal(proposal, Ballot.YES).code()).isEqualTo("genesis-differs");
    assertThat(life.journal(Streams.GOVERNOR)).noneMatch(GovernorEvent.VoteCast.class::isInstance);
  }

  private static GenesisHeader withOtherState(GenesisHeader header, Optional<Anchor> anchor) {
    return new GenesisHeader(
        header.network(),
        header.generation(),
        header.kind(),
        header.predecessor(),
        header.parameters(),
        header.committee(),
        header.committee(),
        header.deltaMinAlphaBlocks(),
        anchor);
  }

  @Test
  void sendsItsVoteAgainAfterARestartUntilTheChainHoldsIt() {
    decideYes();
    restart();
    observe();
    assertThat(order()).isEqualTo(vote(proposal, Optional.empty()));
    observe();
    assertThat(orders()).as("the same block again").isEmpty();
    chains.alphaTo(chains.alpha.height() + 3);
    observe();
    assertThat(orders()).as("3 blocks later").isEmpty();
    chains.alphaBlock();
    observe();
    assertThat(order()).isEqualTo(vote(proposal, Optional.empty()));
  }

  @Test
  void attestsReadinessOnceItsYesIsOnTheChainAndAsksToPrepare() {
    decideYes();
    includeOwnYes();
    observe();
    assertThat(List.of(order(), order()))
        .containsExactlyInAnyOrder(
            new Governor.Submit(
                SOURCE.id(),
                new Payload.AttestReadiness(proposal, TARGET.alpha().hash(), TARGET.delta().hash()),
                Optional.empty()),
            new UpgradeProtocol.Prepare(
                SOURCE.id(), chains.alpha.state().governance().proposal(proposal).orElseThrow()));
    chains.alphaBlock(
        TestChains.sign(
            chains.alpha,
            Actors.pair(SELF),
            new Payload.AttestReadiness(proposal, TARGET.alpha().hash(), TARGET.delta().hash())));
    restart();
    observe();
    assertThat(order()).isInstanceOf(UpgradeProtocol.Prepare.class);
    assertThat(orders()).noneMatch(Governor.Submit.class::isInstance);
    assertThat(life.journal(Streams.GOVERNOR))
        .filteredOn(GovernorEvent.ReadinessAttested.class::isInstance)
        .hasSize(1);
  }

  @Test
  void theSameChainSeenAgainIsNotJournaledAgain() {
    prepare();
    orders();
    List<Object> before = life.journal(Streams.GOVERNOR);
    observe();
    restart();
    observe();
    store(TARGET);
    orders();
    assertThat(life.journal(Streams.GOVERNOR)).isEqualTo(before);
  }

  @Test
  void asksForPinnedParametersOnceInEachLifeBecauseTheMachineMayBeAnother() {
    prepare();
    orders();
    restart();
    observe();
    assertThat(List.of(next(), next())).allMatch(GenesisStore.Fetch.class::isInstance);
    observe();
    assertThat(orders()).isEmpty();
  }

  @Test
  void aNodeWithoutAValidatorKeyRefusesToVoteAndSaysSo() {
    life.close();
    environment = Pairs.machine(home, Pairs.pins(SOURCE), Optional.empty());
    live();
    prepare();
    assertThat(refusal(proposal, Ballot.YES).found()).contains("without a validator key");
  }
}
