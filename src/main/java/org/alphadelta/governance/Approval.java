package org.alphadelta.governance;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Quorum;
import org.alphadelta.core.Role;

/**
 * Whether a proposal is approved, rule by rule ({@code docs/governance.md}), from the chain's state
 * alone. The electorates are those of C, the committee before the activation height; N is the new
 * committee.
 */
public record Approval(List<Rule> rules, SortedSet<PublicKey> yes, SortedSet<PublicKey> committed) {
  public Approval {
    rules = List.copyOf(rules);
    yes = Collections.unmodifiableSortedSet(new TreeSet<>(yes));
    committed = Collections.unmodifiableSortedSet(new TreeSet<>(committed));
  }

  /** One condition: the number needed and the number counted. */
  public record Rule(String name, long need, long have) {
    public boolean ok() {
      return have >= need;
    }
  }

  public boolean approved() {
    return rules.stream().allMatch(Rule::ok);
  }

  /** Evaluates the present state. */
  public static Approval evaluate(Proposal proposal, GovernanceState state, Committee committee) {
    SortedSet<PublicKey> yes = state.yesVoters(proposal.id());
    yes.retainAll(committee.keys());
    return of(proposal.terms(), committee, yes, committed(proposal, state, yes));
  }

  /** Evaluates the best case: every member of C votes Yes and is ready. */
  static Approval best(ProposalTerms terms, Committee committee) {
    SortedSet<PublicKey> all = new TreeSet<>(committee.keys());
    SortedSet<PublicKey> joining = new TreeSet<>(all);
    joining.retainAll(terms.successor().keys());
    return of(terms, committee, all, joining);
  }

  /** Evaluates these Yes voters and committed members. */
  public static Approval of(
      ProposalTerms terms,
      Committee committee,
      SortedSet<PublicKey> yes,
      SortedSet<PublicKey> committed) {
    Committee successor = terms.successor();
    long governors = committee.keys(Role.GOVERNOR).size();
    long successorGovernors = successor.keys(Role.GOVERNOR).size();
    return new Approval(
        List.of(
            new Rule("governors_yes", needed(governors), count(committee, Role.GOVERNOR, yes)),
            new Rule(
                "committed_governors",
                Math.max(1, terms.minGovernorValidators()),
                count(committee, Role.GOVERNOR, committed)),
            new Rule(
                "committed_public",
                terms.minPublicValidators(),
                count(committee, Role.PUBLIC, committed)),
            new Rule(
                "committed_of_new_committee",
                Quorum.agreementNeeded(successor.size()),
                committed.size()),
            new Rule(
                "committed_governors_of_new_committee",
                needed(successorGovernors),
                count(successor, Role.GOVERNOR, committed))),
        yes,
        committed);
  }

  /**
   * Yes voters that are members of N and, if the proposal requires it, attested the expected
   * hashes.
   */
  private static SortedSet<PublicKey> committed(
      Proposal proposal, GovernanceState state, SortedSet<PublicKey> yes) {
    SortedSet<PublicKey> committed = new TreeSet<>(yes);
    committed.retainAll(proposal.terms().successor().keys());
    if (proposal.terms().readinessRequired()) {
      committed.removeIf(key -> !ready(proposal, state, key));
    }
    return committed;
  }

  static boolean ready(Proposal proposal, GovernanceState state, PublicKey key) {
    return state
        .readiness(proposal.id(), key)
        .filter(r -> matches(proposal.terms(), r))
        .isPresent();
  }

  static boolean matches(ProposalTerms terms, Readiness attested) {
    Hash alpha = terms.alphaExpectedHash();
    return attested.alpha().equals(alpha) && attested.delta().equals(terms.deltaExpectedHash());
  }

  /**
   * The count that the 67 % rule needs; at least one, so that an empty electorate approves nothing.
   */
  private static long needed(long total) {
    return Math.max(1, Quorum.governanceNeeded(total));
  }

  private static long count(Committee committee, Role role, SortedSet<PublicKey> keys) {
    return committee.members().stream()
        .filter(m -> m.role() == role && keys.contains(m.key()))
        .count();
  }
}
