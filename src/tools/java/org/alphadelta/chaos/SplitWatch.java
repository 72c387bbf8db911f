package org.alphadelta.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import org.alphadelta.consensus.ConsensusMessage;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.governance.Ballot;
import org.alphadelta.ledger.Block;
import org.alphadelta.ledger.CertifiedBlock;
import org.alphadelta.ledger.Payload;

/**
 * Checks two chains around an activation from final blocks alone, without the product's rules: Yes
 * voters are gone after H and after D, nobody else is; anchors never fall; none passes H before one
 * is exactly at H; and that happens once.
 */
final class SplitWatch {
  private final Committee founders;
  private final long activation;
  private final SortedSet<PublicKey> yes = new TreeSet<>();
  private final List<String> violations = new ArrayList<>();
  private boolean approved;
  private long alphaSeen;
  private long deltaSeen;
  private long anchored;
  private final SortedSet<Hash> passing = new TreeSet<>();
  private OptionalLong closing = OptionalLong.empty();

  SplitWatch(Committee founders, long activation) {
    this.founders = founders;
    this.activation = activation;
  }

  List<String> violations() {
    return List.copyOf(violations);
  }

  boolean clean() {
    return violations.isEmpty();
  }

  boolean approved() {
    return approved;
  }

  /** D, once it exists. */
  OptionalLong closing() {
    return closing;
  }

  Committee stayers() {
    return founders.without(yes);
  }

  /** An Alpha height, capped at what Delta may be anchored at. */
  long capped(HonestChain alpha) {
    return approved && closing.isEmpty() ? Math.min(alpha.height(), activation) : alpha.height();
  }

  /**
   * A message of Delta leaves the node of {@code author}: before D no honest node proposes a block
   * that passes H, or votes for one.
   *
   * @param body the block in a proposal, if it is one
   */
  void onDelta(PublicKey author, boolean honest, ConsensusMessage message, Optional<Block> body) {
    if (message instanceof ConsensusMessage.ProposalMessage && body.isPresent()) {
      Block block = body.get();
      boolean open = closing.isEmpty() || block.height() <= closing.getAsLong();
      if (open && block.header().anchor().filter(a -> a.height() > activation).isPresent()) {
        passing.add(block.hash());
        accuse(author, honest && approved, "proposes");
      }
    } else if (message instanceof ConsensusMessage.VoteMessage m
        && m.vote().vote().value().filter(passing::contains).isPresent()) {
      accuse(author, honest && approved, "votes for");
    }
  }

  private void accuse(PublicKey author, boolean wrong, String does) {
    if (wrong) {
      violations.add(
          author.brief() + " " + does + " a delta block that passes " + activation + " before D");
    }
  }

  /** Checks the new blocks. */
  void look(SimStore alpha, SimStore delta) {
    while (alphaSeen < alpha.height()) {
      alphaSeen++;
      onAlpha(alpha.block(alphaSeen).orElseThrow());
    }
    while (deltaSeen < delta.height()) {
      deltaSeen++;
      onDelta(delta.block(deltaSeen).orElseThrow());
    }
  }

  private void onAlpha(CertifiedBlock block) {
    checkSigners("alpha", block, approved);
    block.block().transactions().stream()
        .map(t -> t.transaction())
        .filter(t -> t.payload() instanceof Payload.CastVote v && v.ballot() == Ballot.YES)
        .forEach(t -> yes.add(t.sender()));
    boolean names = block.block().header().upgrade().isPresent();
    if (names && (approved || alphaSeen != activation)) {
      violations.add("alpha names an upgrade at " + alphaSeen + ", expected only " + activation);
    }
    approved = approved || names;
    Committee next = approved ? stayers() : founders;
    if (!block.block().header().nextCommittee().equals(next.hash())) {
      violations.add("alpha " + alphaSeen + " is not followed by the committee of " + next.size());
    }
  }

  private void onDelta(CertifiedBlock block) {
    checkSigners("delta", block, closing.isPresent());
    long anchor = block.block().header().anchor().orElseThrow().height();
    if (anchor < anchored) {
      violations.add("delta " + deltaSeen + " is anchored at " + anchor + " after " + anchored);
    }
    if (approved && anchored < activation && anchor > activation) {
      violations.add("delta " + deltaSeen + " passes " + activation + " with " + anchor);
    }
    if (approved && anchored < activation && anchor == activation) {
      if (closing.isPresent()) {
        violations.add("delta " + deltaSeen + " closes after " + closing.getAsLong());
      }
      closing = OptionalLong.of(deltaSeen);
    }
    anchored = anchor;
  }

  private void checkSigners(String chain, CertifiedBlock block, boolean split) {
    Committee committee = split ? stayers() : founders;
    long strangers =
        block.certificate().signatures().stream()
            .filter(s -> !committee.contains(s.validator()))
            .count();
    if (strangers > 0) {
      violations.add(
          chain + " " + block.block().height() + " is signed by " + strangers + " who had left");
    }
  }

  /**
   * Checks the end: leavers are at H and D, stayers went on, and without stayers nothing follows.
   *
   * @param arrived the honest nodes that did not stop on an old disk
   * @param goesOn whether the stayers can be trusted to go on
   */
  void end(World alpha, World delta, List<Integer> arrived, boolean goesOn) {
    if (!approved) {
      if (closing.isPresent()) {
        violations.add("delta closed without an approved upgrade");
      }
      return;
    }
    if (closing.isEmpty()) {
      violations.add("no closing block on delta");
      return;
    }
    long last = closing.getAsLong();
    for (int node : arrived) {
      boolean stays = stayers().contains(alpha.key(node));
      long more = stays && goesOn ? SplitPlan.HEIGHTS_AFTER : 0;
      boolean exact = !stays;
      check("alpha", node, alpha.observer.height(node), activation + more, exact);
      check("delta", node, delta.observer.height(node), last + more, exact);
    }
    if (stayers().isEmpty() && (alphaSeen != activation || deltaSeen != last)) {
      violations.add("nobody stayed, and blocks follow: " + alphaSeen + ", " + deltaSeen);
    }
  }

  private void check(String chain, int node, long height, long expected, boolean exact) {
    if (height < expected || exact && height > expected) {
      violations.add(
          "node " + node + " ended at " + chain + " " + height + ", expected " + expected);
    }
  }
}
