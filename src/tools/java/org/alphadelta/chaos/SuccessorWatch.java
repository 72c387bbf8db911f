package org.alphadelta.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.alphadelta.consensus.ConsensusMessage;
import org.alphadelta.core.Committee;
import org.alphadelta.core.PublicKey;
import org.alphadelta.ledger.CertifiedBlock;

/**
 * Checks the new pair of chains from wire and final blocks alone: no honest key signs there before
 * its part of the old ones is over, only the new committee signs, Delta begins above its gate, its
 * anchors never fall, and nobody leaves.
 */
final class SuccessorWatch {
  private final Committee members;
  private final SortedSet<PublicKey> honest;
  private final long gate;
  private final Predicate<PublicKey> mayBegin;
  private final SortedSet<PublicKey> begun = new TreeSet<>();
  private final List<String> violations = new ArrayList<>();
  private long alphaSeen;
  private long deltaSeen;
  private long anchored;

  /**
   * @param gate least first anchor of the new Delta
   * @param mayBegin whether a key's terminal marks for the old chains are on its disk
   */
  SuccessorWatch(
      Committee members, SortedSet<PublicKey> honest, long gate, Predicate<PublicKey> mayBegin) {
    this.members = members;
    this.honest = new TreeSet<>(honest);
    this.gate = gate;
    this.mayBegin = mayBegin;
  }

  List<String> violations() {
    return List.copyOf(violations);
  }

  boolean clean() {
    return violations.isEmpty();
  }

  /** A message of a new chain leaves the node of {@code author}. */
  void onWire(PublicKey author, ConsensusMessage message) {
    boolean signs =
        message instanceof ConsensusMessage.VoteMessage v
                && v.vote().vote().validator().equals(author)
            || message instanceof ConsensusMessage.ProposalMessage p
                && p.proposal().proposal().proposer().equals(author);
    if (!signs || !honest.contains(author) || begun.contains(author)) {
      return;
    }
    begun.add(author);
    if (!members.contains(author)) {
      violations.add(author.brief() + " signs on the new chains, and stayed");
    } else if (!mayBegin.test(author)) {
      violations.add(author.brief() + " signs on the new chains before it left the old ones");
    }
  }

  /** Checks the new blocks. */
  void look(SimStore alpha, SimStore delta) {
    while (alphaSeen < alpha.height()) {
      alphaSeen++;
      check("new alpha", alpha.block(alphaSeen).orElseThrow());
    }
    while (deltaSeen < delta.height()) {
      deltaSeen++;
      CertifiedBlock block = delta.block(deltaSeen).orElseThrow();
      check("new delta", block);
      onAnchor(block.block().header().anchor().orElseThrow().height());
    }
  }

  /** In the end every honest member has gone on. */
  void end(World alpha, World delta, List<Integer> arrived) {
    for (int node : arrived) {
      long least = Math.min(alpha.observer.height(node), delta.observer.height(node));
      if (members.contains(alpha.key(node)) && least < SplitPlan.HEIGHTS_AFTER) {
        violations.add("node " + node + " ended at " + least + " of a new chain");
      }
    }
  }

  private void onAnchor(long anchor) {
    if (deltaSeen == 1 && anchor < gate) {
      violations.add("new delta begins at anchor " + anchor + ", expected at least " + gate);
    }
    if (anchor < anchored) {
      violations.add("new delta " + deltaSeen + " is anchored at " + anchor + " after " + anchored);
    }
    anchored = anchor;
  }

  private void check(String chain, CertifiedBlock block) {
    long height = block.block().height();
    long strangers =
        block.certificate().signatures().stream()
            .filter(s -> !members.contains(s.validator()))
            .count();
    if (strangers > 0) {
      violations.add(chain + " " + height + " is signed by " + strangers + " who are no members");
    }
    if (!block.block().header().nextCommittee().equals(members.hash())
        || block.block().header().upgrade().isPresent()) {
      violations.add(chain + " " + height + " ends the new committee");
    }
  }
}
