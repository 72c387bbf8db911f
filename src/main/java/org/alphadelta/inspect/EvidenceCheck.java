package org.alphadelta.inspect;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.alphadelta.consensus.BlockProposal;
import org.alphadelta.consensus.Evidence;
import org.alphadelta.consensus.Vote;
import org.alphadelta.core.Canonical;
import org.alphadelta.journal.JournalRecord;

/**
 * Checks the evidence streams: each entry holds two different messages of one key for one step, or
 * a vote above the height at which its key left; each offence once. Signatures are not verified
 * again: the event does not name the chain that two messages were signed for, and they were
 * verified when the offence was found.
 */
final class EvidenceCheck implements MeaningCheck {
  private final Set<String> seen = new TreeSet<>();

  @Override
  public void see(JournalRecord record, Canonical event, Consumer<String> wrong) {
    if (event instanceof Evidence evidence) {
      switch (evidence) {
        case Evidence.DoubleVote e ->
            contradict(conflict(e.first().vote(), e.second().vote()), wrong);
        case Evidence.DoubleProposal e ->
            contradict(conflict(e.first().proposal(), e.second().proposal()), wrong);
        case Evidence.DepartedSignature e -> {
          if (e.height() <= e.lastHeight()) {
            wrong.accept(
                "evidence of a vote at height " + e.height() + ", which its key might sign");
          }
        }
      }
      if (!seen.add(record.stream() + " " + evidence.essence().hex())) {
        wrong.accept("the same evidence a second time");
      }
    }
  }

  private static void contradict(boolean conflicts, Consumer<String> wrong) {
    if (!conflicts) {
      wrong.accept("evidence of two messages that do not contradict each other");
    }
  }

  private static boolean conflict(Vote first, Vote second) {
    return first.type() == second.type()
        && first.height() == second.height()
        && first.round() == second.round()
        && first.validator().equals(second.validator())
        && !first.value().equals(second.value());
  }

  private static boolean conflict(BlockProposal first, BlockProposal second) {
    return first.height() == second.height()
        && first.round() == second.round()
        && first.proposer().equals(second.proposer())
        && !first.equals(second);
  }
}
