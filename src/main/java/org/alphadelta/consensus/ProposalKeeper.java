package org.alphadelta.consensus;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;

/**
 * The proposals of one height by round, in order of arrival. Bounded: two per round, more only with
 * a quorum behind them; per proposer the highest few future rounds. Bodies are kept elsewhere:
 * having the proposal and having the value are different facts (rule 15).
 */
record ProposalKeeper(SortedMap<Integer, List<SignedProposal>> rounds) {
  static final int MAX_PER_ROUND = 2;
  static final ProposalKeeper EMPTY = new ProposalKeeper(Collections.emptySortedMap());

  List<SignedProposal> of(int round) {
    return rounds.getOrDefault(round, List.of());
  }

  boolean names(int round, Hash value) {
    return of(round).stream().anyMatch(p -> p.proposal().value().equals(value));
  }

  boolean holds(BlockProposal proposal) {
    return of(proposal.round()).stream().anyMatch(p -> p.proposal().equals(proposal));
  }

  /** Whether {@link #with} would keep it. */
  boolean keeps(BlockProposal proposal, boolean quorumBehind) {
    return !names(proposal.round(), proposal.value())
        && (of(proposal.round()).size() < MAX_PER_ROUND || quorumBehind);
  }

  ProposalKeeper with(SignedProposal proposal, Optional<Integer> currentRound) {
    SortedMap<Integer, List<SignedProposal>> more = new TreeMap<>(rounds);
    int round = proposal.proposal().round();
    List<SignedProposal> here = new ArrayList<>(of(round));
    here.add(proposal);
    more.put(round, List.copyOf(here));
    if (currentRound.filter(r -> round <= r).isEmpty()) {
      dropLowestFuture(more, proposal.proposal().proposer(), currentRound);
    }
    return new ProposalKeeper(more);
  }

  /** The double proposal, if this is the second proposal of its round. */
  Optional<Evidence.DoubleProposal> evidence(SignedProposal proposal) {
    List<SignedProposal> here = of(proposal.proposal().round());
    return here.size() == 1
            && !here.getFirst().proposal().value().equals(proposal.proposal().value())
        ? Optional.of(new Evidence.DoubleProposal(here.getFirst(), proposal))
        : Optional.empty();
  }

  private static void dropLowestFuture(
      SortedMap<Integer, List<SignedProposal>> rounds,
      PublicKey proposer,
      Optional<Integer> currentRound) {
    List<Integer> future = new ArrayList<>();
    rounds
        .tailMap(currentRound.map(r -> r + 1).orElse(0))
        .forEach(
            (round, here) -> {
              if (here.getFirst().proposal().proposer().equals(proposer)) {
                future.add(round);
              }
            });
    if (future.size() > VoteKeeper.MAX_FUTURE_ROUNDS) {
      rounds.remove(future.getFirst());
    }
  }
}
