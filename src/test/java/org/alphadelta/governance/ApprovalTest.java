package org.alphadelta.governance;

import static org.alphadelta.governance.Actors.committee;
import static org.alphadelta.governance.Actors.v;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Member;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApprovalTest {
  /** Least governors' Yes of n: ceil(0.67 n), counted by hand. */
  @ParameterizedTest
  @CsvSource({"1,1", "2,2", "3,3", "4,3", "5,4", "6,5", "7,5", "8,6", "9,7", "10,7"})
  void theRuleOf67PercentHasItsEdgeAt(int governors, int needed) {
    Committee c = committee(governors, 0);
    ProposalTerms terms = TermsBuilder.from(Polls.CHAIN, c).build();
    for (int yes = 0; yes <= governors; yes++) {
      SortedSet<PublicKey> voters = new TreeSet<>(c.keys().subList(0, yes));
      Approval approval = Approval.of(terms, c, voters, voters);
      assertThat(approval.rules().get(0).need()).isEqualTo(needed);
      assertThat(approval.rules().get(0).ok()).isEqualTo(yes >= needed);
      assertThat(approval.approved()).isEqualTo(yes >= needed);
    }
  }

  @Test
  void publicValidatorsAloneApproveNothing() {
    Committee c = committee(0, 9);
    SortedSet<PublicKey> all = new TreeSet<>(c.keys());
    Approval approval = Approval.of(TermsBuilder.from(Polls.CHAIN, c).build(), c, all, all);
    assertThat(approval.approved()).isFalse();
    assertThat(approval.rules().get(0).ok()).isFalse();
  }

  @Test
  void silenceIsNotYes() {
    Polls polls = new Polls(committee(7, 0));
    Hash id = polls.submit(v(1), 0, TermsBuilder.from(Polls.CHAIN, polls.committee).build());
    for (int i = 1; i <= 4; i++) {
      polls.vote(v(i), id, Ballot.YES);
    }
    assertThat(Approval.evaluate(polls.proposal(id), polls.state, polls.committee).approved())
        .isFalse();
    polls.vote(v(5), id, Ballot.YES);
    assertThat(Approval.evaluate(polls.proposal(id), polls.state, polls.committee).approved())
        .isTrue();
  }

  @Test
  void committedIsYesAndMemberOfTheNewCommitteeAndReadyIfRequired() {
    Committee n = committee(List.of(1, 2, 3, 5), List.of(6));
    Polls polls = new Polls(committee(4, 1));
    Hash id = polls.submit(v(1), 0, TermsBuilder.from(Polls.CHAIN, n).readiness().build());
    for (int i = 1; i <= 5; i++) {
      polls.vote(v(i), id, Ballot.YES);
    }
    polls.attest(v(1), id).attest(v(4), id);
    Approval some = Approval.evaluate(polls.proposal(id), polls.state, polls.committee);
    assertThat(some.yes()).hasSize(5);
    assertThat(some.committed()).containsExactly(v(1));
    assertThat(some.approved()).isFalse();
    polls.attest(v(2), id).attest(v(3), id).attest(v(5), id);
    assertThat(Approval.evaluate(polls.proposal(id), polls.state, polls.committee).approved())
        .isTrue();
  }

  @Test
  void divergentReadinessDoesNotCommit() {
    Polls polls = new Polls(committee(3, 0));
    Hash id =
        polls.submit(v(1), 0, TermsBuilder.from(Polls.CHAIN, polls.committee).readiness().build());
    for (int i = 1; i <= 3; i++) {
      polls.vote(v(i), id, Ballot.YES);
    }
    polls.attest(v(1), id).attest(v(2), id);
    Hash expected = polls.proposal(id).terms().alphaExpectedHash();
    GovernanceOutcome outcome =
        Governance.attest(polls.context(), polls.state, v(3), id, expected, expected);
    polls.state = ((GovernanceOutcome.Accepted) outcome).state();
    Approval approval = Approval.evaluate(polls.proposal(id), polls.state, polls.committee);
    assertThat(approval.committed()).hasSize(2);
    assertThat(approval.approved()).isFalse();
  }

  /**
   * Every committee of up to four, every N of up to four out of five, every set of Yes voters, two
   * minima.
   */
  @Test
  void agreesWithTheRuleAsWrittenForEverySmallCase() {
    long cases = 0;
    long approvals = 0;
    for (Committee c : committees(4, 4)) {
      for (Committee n : committees(5, 4)) {
        for (int minimum = 1; minimum <= 2; minimum++) {
          ProposalTerms terms =
              TermsBuilder.from(Polls.CHAIN, n).minimum(minimum, minimum - 1).build();
          for (Set<PublicKey> yes : subsets(c.keys())) {
            SortedSet<PublicKey> voters = new TreeSet<>(yes);
            SortedSet<PublicKey> committed = new TreeSet<>(yes);
            committed.removeIf(k -> !n.contains(k));
            boolean approved = Approval.of(terms, c, voters, committed).approved();
            assertThat(approved).isEqualTo(asWritten(terms, c, n, yes));
            cases++;
            approvals += approved ? 1 : 0;
          }
        }
      }
    }
    assertThat(cases).isGreaterThan(100_000);
    assertThat(approvals).isBetween(100L, cases / 2);
  }

  /** Rule 7 once more, in fractions. */
  private static boolean asWritten(
      ProposalTerms terms, Committee c, Committee n, Set<PublicKey> yes) {
    double governors = count(c, Role.GOVERNOR, c.keys());
    double yesGovernors = count(c, Role.GOVERNOR, yes);
    List<PublicKey> committed = yes.stream().filter(n::contains).toList();
    double newGovernors = count(n, Role.GOVERNOR, n.keys());
    return governors > 0
        && yesGovernors / governors >= 0.67
        && count(c, Role.GOVERNOR, committed) >= terms.minGovernorValidators()
        && count(c, Role.PUBLIC, committed) >= terms.minPublicValidators()
        && committed.size() / (double) n.size() > 2 / 3.0
        && newGovernors > 0
        && count(n, Role.GOVERNOR, committed) / newGovernors >= 0.67;
  }

  private static long count(Committee of, Role role, Iterable<PublicKey> keys) {
    long count = 0;
    for (PublicKey key : keys) {
      count += of.role(key).filter(r -> r == role).isPresent() ? 1 : 0;
    }
    return count;
  }

  /**
   * Every committee of at most {@code most} out of the first {@code of} validators, in every role.
   */
  private static List<Committee> committees(int of, int most) {
    List<Committee> all = new ArrayList<>();
    int combinations = (int) Math.pow(3, of);
    for (int code = 0; code < combinations; code++) {
      List<Member> members = new ArrayList<>();
      int rest = code;
      for (int i = 1; i <= of; i++, rest /= 3) {
        if (rest % 3 > 0) {
          members.add(new Member(v(i), rest % 3 == 1 ? Role.GOVERNOR : Role.PUBLIC));
        }
      }
      if (!members.isEmpty() && members.size() <= most) {
        all.add(Committee.of(members));
      }
    }
    return all;
  }

  static List<Set<PublicKey>> subsets(List<PublicKey> keys) {
    List<Set<PublicKey>> all = new ArrayList<>();
    for (int mask = 0; mask < 1 << keys.size(); mask++) {
      Set<PublicKey> subset = new TreeSet<>();
      for (int i = 0; i < keys.size(); i++) {
        if ((mask >> i & 1) == 1) {
          subset.add(keys.get(i));
        }
      }
      all.add(subset);
    }
    return all;
  }
}
