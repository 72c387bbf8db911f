package org.alphadelta.governance;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Role;

/**
 * State of a proposal for people: a pure function of the chain's state at one height. {@link
 * Approval} decides.
 *
 * @param height of the newest executed block
 * @param needed governors' Yes votes that the 67 % rule needs
 * @param missing how many of those are still missing
 * @param canStillPass whether votes and attestations that are still possible could satisfy every
 *     rule
 * @param rules each condition with the number needed and the number counted
 * @param committed Yes voters of N that are ready, if readiness is required
 * @param divergent Yes voters whose attested hashes are not the expected ones; they do not count
 * @param stayersSeen those of the stayers from whom this node has received something lately
 */
public record Tally(
    Hash proposal,
    ProposalStatus status,
    long height,
    Electorate governors,
    Electorate publics,
    long needed,
    long missing,
    boolean canStillPass,
    List<Approval.Rule> rules,
    SortedSet<PublicKey> committed,
    SortedSet<PublicKey> divergent,
    Committee stayers,
    SortedSet<PublicKey> stayersSeen,
    Tolerance newChain,
    Tolerance oldChain) {
  public Tally {
    rules = List.copyOf(rules);
    committed = frozen(committed);
    divergent = frozen(divergent);
    stayersSeen = frozen(stayersSeen);
  }

  /** One electorate: its size and its votes. */
  public record Electorate(int total, BallotCount votes) {
    public int silent() {
      return total - votes.total();
    }
  }

  /** How many Byzantine members a committee tolerates. */
  public record Tolerance(int members, int faults) {
    static Tolerance of(Committee committee) {
      return new Tolerance(committee.size(), committee.tolerates());
    }

    /** "2 of 7", "none of 3", or that the chain is concluded. */
    public String words() {
      if (members == 0) {
        return "concluded: no members";
      }
      return (faults == 0 ? "none" : Integer.toString(faults)) + " of " + members;
    }
  }

  /**
   * The tally after block {@code height}.
   *
   * @param committee C: the committee before the split, which on Alpha is the genesis committee
   * @param freeze blocks before activation after which readiness no longer counts
   */
  public static Tally of(
      Proposal proposal,
      GovernanceState state,
      Committee committee,
      long freeze,
      long height,
      SortedSet<PublicKey> seenLately) {
    Approval now = Approval.evaluate(proposal, state, committee);
    Approval.Rule first = now.rules().get(0);
    Committee stayers = Split.stayers(committee, now.yes());
    SortedSet<PublicKey> seen = new TreeSet<>(stayers.keys());
    seen.retainAll(seenLately);
    return new Tally(
        proposal.id(),
        proposal.status(),
        height,
        new Electorate(committee.keys(Role.GOVERNOR).size(), proposal.governors()),
        new Electorate(committee.keys(Role.PUBLIC).size(), proposal.publics()),
        first.need(),
        Math.max(0, first.need() - first.have()),
        canStillPass(proposal, state, committee, freeze, height, now),
        now.rules(),
        now.committed(),
        divergent(proposal, state, now.yes()),
        stayers,
        seen,
        Tolerance.of(proposal.terms().successor()),
        Tolerance.of(stayers));
  }

  /**
   * Evaluates again with every vote and attestation that may still be included above {@code
   * height}.
   */
  private static boolean canStillPass(
      Proposal proposal,
      GovernanceState state,
      Committee committee,
      long freeze,
      long height,
      Approval now) {
    if (proposal.status() != ProposalStatus.OPEN) {
      return proposal.status() == ProposalStatus.APPROVED;
    }
    ProposalTerms terms = proposal.terms();
    boolean voting = height < proposal.votingEndsHeight();
    SortedSet<PublicKey> yes = voting ? new TreeSet<>(committee.keys()) : now.yes();
    SortedSet<PublicKey> committed = new TreeSet<>(yes);
    committed.retainAll(terms.successor().keys());
    if (terms.readinessRequired()) {
      boolean attesting = height < terms.activationHeight() - freeze;
      committed.removeIf(
          key ->
              state
                  .readiness(proposal.id(), key)
                  .map(attested -> !Approval.matches(terms, attested))
                  .orElse(!attesting));
    }
    return Approval.of(terms, committee, yes, committed).approved();
  }

  private static SortedSet<PublicKey> divergent(
      Proposal proposal, GovernanceState state, SortedSet<PublicKey> yes) {
    SortedSet<PublicKey> divergent = new TreeSet<>();
    for (PublicKey key : yes) {
      state
          .readiness(proposal.id(), key)
          .filter(attested -> !Approval.matches(proposal.terms(), attested))
          .ifPresent(attested -> divergent.add(key));
    }
    return divergent;
  }

  private static SortedSet<PublicKey> frozen(SortedSet<PublicKey> keys) {
    return Collections.unmodifiableSortedSet(new TreeSet<>(keys));
  }
}
