package org.alphadelta.inspect;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.alphadelta.consensus.Evidence;
import org.alphadelta.consensus.Proposal;
import org.alphadelta.consensus.Vote;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.journal.JournalRecord;

/**
 * The evidence streams: each entry holds two different messages of one key for one step, each offence once. Signatures were
 * verified when it was found; they name a chain that the event does not.
 */
final class EvidenceRule implements MeaningRule {
  private final Set<String> seen = new TreeSet<>();

  @Override
  public void see(JournalRecord record, Canonical event, Consumer<String> wrong) {
    if (event instanceof Evidence evidence) {
      boolean conflicts =
          switch (evidence) {
            case Evidence.DoubleVote e -> conflict(e.first().vote(), e.second().vote());
            case Evidence.DoubleProposal e -> conflict(e.first().proposal(), e.second().proposal());
          };
      if (!conflicts) {
        wrong.accept("evidence of two messages that do not contradict each other");
      }
      Bytes canonical = evidence.canonical();
      if (!seen.add(record.stream() + " " + canonical)) {
        wrong.accept("the same evidence a second time");
      }
    }
  }

  private static boolean conflict(Vote first, Vote second) {
    return first.type() == second.type()
        && first.height() == second.height()
        && first.round() == second.round()
        && first.validator().equals(second.validator())
        && !first.value().equals(second.value());
  }

  private static boolean conflict(Proposal first, Proposal second) {
    return first.height() == second.height()
        && first.round() == second.round()
        && first.proposer().equals(second.proposer())
        && !first.equals(second);
  }
}
