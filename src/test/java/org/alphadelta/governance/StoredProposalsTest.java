package org.alphadelta.governance;

import static org.alphadelta.governance.Actors.committee;
import static org.alphadelta.governance.Actors.v;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Sha256;
import org.junit.jupiter.api.Test;

/**
 * Rule 29 of agreement, over seeded proposals and histories: what a chain takes can come to pass,
 * and everything it took ends.
 */
class StoredProposalsTest {
  private static final Committee C = committee(4, 1);
  private static final int SEEDS = 400;
  private static final long LAST_HEIGHT = 140;

  @Test
  void rule29_whatIsTakenCanBeApprovedAtItsHeight() {
    int taken = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      Polls polls = new Polls(C);
      ProposalTerms terms = terms(random);
      if (Governance.submit(polls.context(), polls.state, v(1), 0, terms)
          instanceof GovernanceOutcome.Accepted accepted) {
        taken++;
        polls.state = accepted.state();
        Hash id = terms.id(Polls.CHAIN, v(1), 0);
        C.keys().forEach(key -> polls.vote(key, id, Ballot.YES).attest(key, id));
        Governance.Closed closed = polls.at(terms.activationHeight()).close();
        assertThat(closed.approved()).as("seed %d", seed).contains(id);
      }
    }
    assertThat(taken).isBetween(SEEDS / 10, SEEDS * 9 / 10);
  }

  @Test
  void rule29_whatIsTakenHasAnOutcomeFromItsHeightOn() {
    Set<ProposalStatus> seen = EnumSet.noneOf(ProposalStatus.class);
    int stored = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Polls polls = history(new Random(seed), seed);
      for (Proposal proposal : polls.state.proposals().values()) {
        seen.add(proposal.status());
        stored++;
      }
    }
    assertThat(seen)
        .containsExactlyInAnyOrder(
            ProposalStatus.APPROVED,
            ProposalStatus.REJECTED,
            ProposalStatus.LAPSED,
            ProposalStatus.WITHDRAWN);
    assertThat(stored).isGreaterThan(SEEDS);
  }

  /** Members say whatever they like at every height until nothing can be open any more. */
  private static Polls history(Random random, int seed) {
    Polls polls = new Polls(C);
    long sequence = 0;
    for (long height = 10; height <= LAST_HEIGHT; height++) {
      polls.at(height).close();
      GovernanceState begun = polls.state;
      for (Proposal proposal : begun.proposals().values()) {
        boolean open = proposal.status() == ProposalStatus.OPEN;
        assertThat(open && proposal.terms().activationHeight() <= height)
            .as("seed %d height %d: %s", seed, height, proposal)
            .isFalse();
        assertThat(open && begun.approved().isPresent()).as("seed %d", seed).isFalse();
        assertThat(begun.closure(proposal.id()).isEmpty()).as("seed %d", seed).isEqualTo(open);
      }
      if (height < LAST_HEIGHT - 70 && random.nextInt(4) == 0) {
        take(
            polls,
            Governance.submit(
                polls.context(), polls.state, anyone(random), sequence++, terms(random)));
      }
      for (Hash id : new ArrayList<>(polls.state.proposals().keySet())) {
        take(polls, anything(polls, random, id));
      }
      assertFinalStaysFinal(begun, polls.state, seed);
    }
    assertThat(polls.state.proposals().values())
        .as("seed %d", seed)
        .noneMatch(p -> p.status() == ProposalStatus.OPEN);
    return polls;
  }

  private static GovernanceOutcome anything(Polls polls, Random random, Hash id) {
    GovernanceContext context = polls.context();
    ProposalTerms terms = polls.proposal(id).terms();
    PublicKey sender = anyone(random);
    return switch (random.nextInt(20)) {
      case 0 -> Governance.withdraw(context, polls.state, sender, id);
      case 1 ->
          Governance.attest(
              context,
              polls.state,
              sender,
              id,
              terms.alphaExpectedHash(),
              terms.deltaExpectedHash());
      case 2 ->
          Governance.attest(
              context,
              polls.state,
              sender,
              id,
              terms.deltaExpectedHash(),
              terms.alphaExpectedHash());
      case 3, 4 -> Governance.vote(context, polls.state, sender, id, Ballot.NO, Polls.TRANSACTION);
      default -> Governance.vote(context, polls.state, sender, id, Ballot.YES, Polls.TRANSACTION);
    };
  }

  private static void assertFinalStaysFinal(
      GovernanceState before, GovernanceState after, int seed) {
    before.proposals().values().stream()
        .filter(p -> p.status() != ProposalStatus.OPEN)
        .forEach(
            p -> assertThat(after.proposal(p.id())).as("seed %d", seed).isEqualTo(Optional.of(p)));
  }

  private static void take(Polls polls, GovernanceOutcome outcome) {
    switch (outcome) {
      case GovernanceOutcome.Accepted accepted -> polls.state = accepted.state();
      case GovernanceOutcome.Refused refused -> {}
    }
  }

  private static PublicKey anyone(Random random) {
    return v(1 + random.nextInt(6));
  }

  /** Some that a chain takes, some that could never pass, fire or start. */
  private static ProposalTerms terms(Random random) {
    List<Integer> governors = new ArrayList<>();
    List<Integer> publics = new ArrayList<>();
    for (int i = 1; i <= 7; i++) {
      if (random.nextInt(3) > 0) {
        (random.nextInt(4) > 0 == i <= 4 ? governors : publics).add(i);
      }
    }
    TermsBuilder terms =
        TermsBuilder.from(Polls.CHAIN, committee(governors, publics))
            .activation(random.nextInt(4) == 0 ? random.nextInt(60) : 51 + random.nextInt(80))
            .minimum(random.nextInt(3), random.nextInt(2));
    if (random.nextInt(3) == 0) {
      terms.readiness();
    }
    return terms
        .with(
            t -> {
              if (random.nextInt(20) == 0) {
                t.alphaExpected = Optional.of(Sha256.plain(Bytes.utf8("other")));
              }
            })
        .build();
  }
}
