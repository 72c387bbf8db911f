package org.alphadelta.governance;

import static org.alphadelta.governance.Actors.committee;
import static org.alphadelta.governance.Actors.v;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Sha256;
import org.junit.jupiter.api.Test;

class RatifierStateTest {
  private static final Committee C = committee(4, 1);
  private static final Hash CHAIN = Polls.CHAIN.genesis();

  private static Hash blockAt(long height) {
    return Sha256.plain(Bytes.utf8("block " + height));
  }

  /**
   * A story of an approved, a lapsed and a withdrawn proposal: the states after heights 10 to 110.
   */
  private static List<GovernanceState> story() {
    List<GovernanceState> states = new ArrayList<>();
    Polls polls = new Polls(C);
    ProposalTerms terms =
        TermsBuilder.from(Polls.CHAIN, committee(List.of(1, 2, 3, 5), List.of(6))).build();
    Hash id = polls.submit(v(1), 0, terms);
    Hash withdrawn = polls.submit(v(2), 0, terms);
    polls.submit(v(3), 0, terms);
    for (int i : List.of(1, 2, 3, 5)) {
      polls.vote(v(i), id, Ballot.YES);
    }
    for (long height = 10; height <= 110; height++) {
      polls.at(height).close();
      if (height == 20) {
        polls.state =
            ((GovernanceOutcome.Accepted)
                    Governance.withdraw(polls.context(), polls.state, v(2), withdrawn))
                .state();
      }
      states.add(polls.state);
    }
    return states;
  }

  @Test
  void oneDecisionForEachProposalWhenFollowingBlockByBlock() {
    List<RatifierEvent> journal = new ArrayList<>();
    RatifierState ratifier = RatifierState.EMPTY;
    for (GovernanceState state : story()) {
      for (RatifierEvent event : ratifier.decide(CHAIN, state, C, RatifierStateTest::blockAt)) {
        journal.add(event);
        ratifier = ratifier.after(event);
      }
    }
    assertThat(journal).hasSize(3);
    RatifierEvent.ProposalApproved approved = ratifier.approved(CHAIN).orElseThrow();
    assertThat(approved.height()).isEqualTo(100);
    assertThat(approved.block()).isEqualTo(blockAt(100));
    assertThat(approved.stayers()).isEqualTo(committee(List.of(4), List.of()));
    assertThat(approved.governors()).isEqualTo(new BallotCount(3, 0, 0));
    assertThat(ratifier.approved(blockAt(1))).isEmpty();
  }

  @Test
  void aNodeThatSyncsPastTheHeightJournalsTheSameDecisions() {
    List<GovernanceState> story = story();
    RatifierState followed = RatifierState.EMPTY;
    for (GovernanceState state : story) {
      for (RatifierEvent event : followed.decide(CHAIN, state, C, RatifierStateTest::blockAt)) {
        followed = followed.after(event);
      }
    }
    GovernanceState last = story.get(story.size() - 1);
    List<RatifierEvent> late =
        RatifierState.EMPTY.decide(CHAIN, last, C, RatifierStateTest::blockAt);
    assertThat(late).containsExactlyInAnyOrderElementsOf(followed.decisions().values());
  }

  @Test
  void anyScheduleOfCrashesLeavesOneDecisionForEachProposal() {
    List<GovernanceState> story = story();
    for (long seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      List<RatifierEvent> durable = new ArrayList<>();
      int at = 0;
      while (at < story.size()) {
        RatifierState ratifier = RatifierState.EMPTY;
        for (RatifierEvent event : durable) {
          ratifier = ratifier.after(event);
        }
        at = Math.max(0, at - random.nextInt(4));
        while (at < story.size() && random.nextInt(20) > 0) {
          for (RatifierEvent e :
              ratifier.decide(CHAIN, story.get(at), C, RatifierStateTest::blockAt)) {
            if (random.nextInt(3) > 0) {
              durable.add(e);
              ratifier = ratifier.after(e);
            }
          }
          at += 1 + random.nextInt(5);
        }
      }
      RatifierState last = RatifierState.EMPTY;
      for (RatifierEvent event : durable) {
        last = last.after(event);
      }
      durable.addAll(
          last.decide(CHAIN, story.get(story.size() - 1), C, RatifierStateTest::blockAt));
      assertThat(durable.stream().map(RatifierEvent::proposal))
          .as("seed %d", seed)
          .doesNotHaveDuplicates()
          .hasSize(3);
    }
  }
}
