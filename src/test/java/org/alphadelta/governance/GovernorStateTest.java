package org.alphadelta.governance;

import static org.alphadelta.governance.Actors.committee;
import static org.alphadelta.governance.Actors.v;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GovernorStateTest {
  private static final Committee C = committee(4, 1);
  private static final Hash CHAIN = Polls.CHAIN.genesis();

  private final List<GovernorEvent> journal = new ArrayList<>();
  private GovernorState state = GovernorState.EMPTY;
  private Polls polls;
  private Hash id;
  private ProposalTerms terms;

  @BeforeEach
  void aProposalIsOpen() {
    polls = new Polls(C);
    terms = TermsBuilder.from(Polls.CHAIN, committee(List.of(1, 2, 3, 5), List.of(6))).build();
    id = polls.submit(v(1), 0, terms);
  }

  @Test
  void journalsWhatTheChainRecordsOnce() {
    assertThat(observe()).hasSize(1).first().isInstanceOf(GovernorEvent.ProposalRecorded.class);
    assertThat(observe()).isEmpty();
    polls.at(11).vote(v(2), id, Ballot.NO).vote(v(5), id, Ballot.YES);
    assertThat(observe())
        .hasSize(3)
        .last()
        .isEqualTo(
            new GovernorEvent.TallyRecorded(
                CHAIN, id, 11, new BallotCount(0, 1, 0), new BallotCount(1, 0, 0)));
    assertThat(observe()).isEmpty();
    polls.at(12).vote(v(2), id, Ballot.YES);
    assertThat(observe()).hasSize(2);
    polls.attest(v(2), id);
    assertThat(observe()).hasSize(1);
    polls.at(100).close();
    assertThat(observe())
        .containsExactly(new GovernorEvent.StatusRecorded(CHAIN, id, 100, ProposalStatus.REJECTED));
  }

  @Test
  void aNodeThatSleptJournalsTheSameEndInOneGo() {
    polls.at(11).vote(v(2), id, Ballot.NO).vote(v(5), id, Ballot.YES).attest(v(5), id);
    polls.at(100).close();
    observe();
    assertThat(state.journaled(CHAIN)).isEqualTo(polls.state);
  }

  @Test
  void aReplayOfTheJournalGivesTheSameState() {
    observe();
    prepare();
    take(decideVote(Ballot.YES));
    polls.vote(v(2), id, Ballot.YES);
    observe();
    GovernorState replayed = GovernorState.EMPTY;
    for (GovernorEvent event : journal) {
      replayed = replayed.after(event);
    }
    assertThat(replayed.journaled(CHAIN)).isEqualTo(polls.state);
    assertThat(replayed.ownVote(id)).isEqualTo(state.ownVote(id));
    assertThat(replayed.pinned()).hasSize(2);
    assertThat(replayed.decide(new GovernorCommand.Observe(CHAIN, polls.height, polls.state, C)))
        .isEqualTo(new GovernorDecision.Decided(List.of()));
  }

  @Test
  void yesNeedsBothParameterFilesAndARebuildThatMatches() {
    observe();
    assertThat(code(decideVote(Ballot.YES))).isEqualTo("parameters-not-pinned");
    take(state.decide(new GovernorCommand.PinParameters(CHAIN, terms.alphaParams(), 9)));
    assertThat(code(decideVote(Ballot.YES))).isEqualTo("parameters-not-pinned");
    take(state.decide(new GovernorCommand.PinParameters(CHAIN, terms.deltaParams(), 9)));
    assertThat(code(decideVote(Ballot.YES))).isEqualTo("genesis-not-rebuilt");
    take(state.decide(new GovernorCommand.RecordRebuild(CHAIN, id, id, id)));
    assertThat(code(decideVote(Ballot.YES))).isEqualTo("genesis-differs");
    take(
        state.decide(
            new GovernorCommand.RecordRebuild(
                CHAIN, id, terms.alphaExpectedHash(), terms.deltaExpectedHash())));
    take(decideVote(Ballot.YES));
    assertThat(state.ownVote(id).orElseThrow().ballot()).isEqualTo(Ballot.YES);
  }

  @Test
  void noAndAbstainNeedNoParameters() {
    observe();
    take(decideVote(Ballot.NO));
    assertThat(code(decideVote(Ballot.NO))).isEqualTo("already-decided");
    take(decideVote(Ballot.ABSTAIN));
  }

  @Test
  void aSecondYesIsRefusedBeforeAndAfterTheChainHasTheFirst() {
    observe();
    prepare();
    take(decideVote(Ballot.YES));
    assertThat(code(decideVote(Ballot.YES))).isEqualTo("yes-is-final");
    assertThat(code(decideVote(Ballot.NO))).isEqualTo("yes-is-final");
    polls.vote(v(2), id, Ballot.YES);
    assertThat(code(decideVote(Ballot.YES))).isEqualTo("yes-is-final");
  }

  @Test
  void aYesThatOnlyTheChainRemembersIsFinalToo() {
    observe();
    prepare();
    polls.vote(v(2), id, Ballot.YES);
    assertThat(code(decideVote(Ballot.YES))).isEqualTo("yes-is-final");
  }

  @Test
  void refusesALateVoteByTheHeightThatCouldIncludeIt() {
    observe();
    prepare();
    polls.at(36);
    assertThat(code(decideVote(Ballot.YES))).isEqualTo("voting-over");
  }

  @Test
  void aDecidedVoteIsSentUntilTheChainHoldsIt() {
    observe();
    prepare();
    take(decideVote(Ballot.YES));
    assertThat(state.votesToSend(CHAIN, polls.state, v(2), 11)).hasSize(1);
    assertThat(state.votesToSend(id, polls.state, v(2), 11)).isEmpty();
    assertThat(state.votesToSend(CHAIN, polls.state, v(2), 36)).isEmpty();
    polls.vote(v(2), id, Ballot.YES);
    assertThat(state.votesToSend(CHAIN, polls.state, v(2), 12)).isEmpty();
  }

  @Test
  void readinessFollowsTheOwnYesOnceAndIsSentUntilTheChainHoldsIt() {
    observe();
    prepare();
    assertThat(state.readinessDue(polls.state, v(2), 11, 5)).isEmpty();
    assertThat(code(decideReadiness())).isEqualTo("readiness-without-yes");
    polls.vote(v(2), id, Ballot.YES);
    assertThat(state.readinessDue(polls.state, v(2), 95, 5)).containsExactly(id);
    assertThat(state.readinessDue(polls.state, v(2), 96, 5)).isEmpty();
    take(decideReadiness());
    assertThat(code(decideReadiness())).isEqualTo("already-decided");
    assertThat(state.readinessDue(polls.state, v(2), 11, 5)).isEmpty();
    assertThat(state.readinessToSend(CHAIN, polls.state, v(2), 11, 5)).hasSize(1);
    polls.attest(v(2), id);
    assertThat(state.readinessToSend(CHAIN, polls.state, v(2), 11, 5)).isEmpty();
  }

  @Test
  void pinningAndRebuildingTwiceIsOneEvent() {
    observe();
    prepare();
    prepare();
    assertThat(journal.stream().filter(GovernorEvent.ParametersPinned.class::isInstance))
        .hasSize(2);
    assertThat(journal.stream().filter(GovernorEvent.GenesisRebuilt.class::isInstance)).hasSize(1);
  }

  private void prepare() {
    take(state.decide(new GovernorCommand.PinParameters(CHAIN, terms.alphaParams(), 9)));
    take(state.decide(new GovernorCommand.PinParameters(CHAIN, terms.deltaParams(), 9)));
    take(
        state.decide(
            new GovernorCommand.RecordRebuild(
                CHAIN, id, terms.alphaExpectedHash(), terms.deltaExpectedHash())));
  }

  private GovernorDecision decideVote(Ballot ballot) {
    return state.decide(
        new GovernorCommand.CastVote(polls.context(), polls.state, v(2), id, ballot));
  }

  private GovernorDecision decideReadiness() {
    return state.decide(
        new GovernorCommand.AttestReadiness(polls.context(), polls.state, v(2), id));
  }

  private List<GovernorEvent> observe() {
    return take(state.decide(new GovernorCommand.Observe(CHAIN, polls.height, polls.state, C)));
  }

  private List<GovernorEvent> take(GovernorDecision decision) {
    assertThat(decision).isInstanceOf(GovernorDecision.Decided.class);
    List<GovernorEvent> events = ((GovernorDecision.Decided) decision).events();
    journal.addAll(events);
    events.forEach(e -> state = state.after(e));
    return events;
  }

  private static String code(GovernorDecision decision) {
    assertThat(decision).isInstanceOf(GovernorDecision.Refused.class);
    return ((GovernorDecision.Refused) decision).rejection().code();
  }
}
