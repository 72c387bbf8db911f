package org.alphadelta.inspect;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Quorum;
import org.alphadelta.governance.BallotCount;
import org.alphadelta.governance.GovernorEvent.StatusRecorded;
import org.alphadelta.governance.GovernorEvent.TallyRecorded;
import org.alphadelta.governance.ProposalStatus;
import org.alphadelta.governance.RatifierEvent;
import org.alphadelta.governance.RatifierEvent.ProposalApproved;
import org.alphadelta.governance.RatifierEvent.ProposalClosed;
import org.alphadelta.journal.JournalRecord;

/**
 * Checks stream {@code ratifier}: one decision per proposal, one approval per chain, each agreeing
 * with the last tally and status in stream {@code governor} (which precedes it by name), where that
 * recorded them.
 */
final class RatifierCheck implements MeaningCheck {
  private final Map<Hash, TallyRecorded> tallies = new TreeMap<>();
  private final Map<Hash, StatusRecorded> statuses = new TreeMap<>();
  private final Set<Hash> decided = new TreeSet<>();
  private final Set<Hash> upgraded = new TreeSet<>();

  @Override
  public void see(JournalRecord record, Canonical event, Consumer<String> wrong) {
    if (event instanceof TallyRecorded e) {
      tallies.put(e.proposal(), e);
    } else if (event instanceof StatusRecorded e) {
      statuses.put(e.proposal(), e);
    } else if (event instanceof RatifierEvent ratifier) {
      if (!decided.add(ratifier.proposal())) {
        wrong.accept("a second decision on proposal " + ratifier.proposal());
      }
      switch (ratifier) {
        case ProposalApproved e -> approved(e, wrong);
        case ProposalClosed e -> {
          if (e.status() == ProposalStatus.OPEN || e.status() == ProposalStatus.APPROVED) {
            wrong.accept("a proposal closed as " + e.status());
          }
          agree(e.proposal(), e.height(), e.governors(), e.publics(), e.status(), wrong);
        }
      }
    }
  }

  private void approved(ProposalApproved e, Consumer<String> wrong) {
    if (!upgraded.add(e.chain())) {
      wrong.accept("a second approved upgrade of chain " + e.chain());
    }
    long cast = (long) e.governors().yes() + e.governors().no() + e.governors().abstain();
    if (!Quorum.governance(e.governors().yes(), Math.max(1, cast))) {
      wrong.accept(
          "an approval with " + e.governors().yes() + " yes of " + cast + " governors who voted");
    }
    agree(e.proposal(), e.height(), e.governors(), e.publics(), ProposalStatus.APPROVED, wrong);
  }

  private void agree(
      Hash proposal,
      long height,
      BallotCount governors,
      BallotCount publics,
      ProposalStatus status,
      Consumer<String> wrong) {
    StatusRecorded recorded = statuses.get(proposal);
    if (recorded == null) {
      return;
    }
    if (recorded.status() != status || recorded.height() != height) {
      wrong.accept(
          "a decision "
              + status
              + " at height "
              + height
              + ", but the governor recorded "
              + recorded.status()
              + " at "
              + recorded.height());
    }
    TallyRecorded tally = tallies.get(proposal);
    BallotCount expectedGovernors = tally == null ? BallotCount.NONE : tally.governors();
    BallotCount expectedPublics = tally == null ? BallotCount.NONE : tally.publics();
    if (!governors.equals(expectedGovernors) || !publics.equals(expectedPublics)) {
      wrong.accept(
          "a decision on "
              + governors
              + " and "
              + publics
              + ", but the governor's last tally is "
              + expectedGovernors
              + " and "
              + expectedPublics);
    }
  }
}
