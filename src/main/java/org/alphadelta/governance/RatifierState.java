package org.alphadelta.governance;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;

/**
 * State of the stream {@code ratifier}: one decision per proposal, ever. The chain decided in the
 * block that closed the proposal; the event carries that block's height, however late it is read.
 */
public final class RatifierState {
  public static final RatifierState EMPTY = new RatifierState(new TreeMap<>());

  private final SortedMap<Hash, RatifierEvent> decisions;

  private RatifierState(SortedMap<Hash, RatifierEvent> decisions) {
    this.decisions = decisions;
  }

  public SortedMap<Hash, RatifierEvent> decisions() {
    return Collections.unmodifiableSortedMap(decisions);
  }

  public Optional<RatifierEvent> decision(Hash proposal) {
    return Optional.ofNullable(decisions.get(proposal));
  }

  /** The approved upgrade of a chain, by Alpha's genesis hash. */
  public Optional<RatifierEvent.ProposalApproved> approved(Hash chain) {
    return decisions.values().stream()
        .filter(d -> d.chain().equals(chain))
        .filter(RatifierEvent.ProposalApproved.class::isInstance)
        .map(RatifierEvent.ProposalApproved.class::cast)
        .findFirst();
  }

  /**
   * The decisions in a chain's state that are not journaled yet, by height.
   *
   * @param chain Alpha's genesis hash
   * @param committee C, the committee before the split
   * @param blockAt hash of the executed block at a height; called only for heights at or below the
   *     state's
   */
  public List<RatifierEvent> decide(
      Hash chain, GovernanceState state, Committee committee, LongFunction<Hash> blockAt) {
    return state.closures().entrySet().stream()
        .filter(e -> !decisions.containsKey(e.getKey()))
        .sorted(
            Comparator.comparingLong((Map.Entry<Hash, Closure> e) -> e.getValue().height())
                .thenComparing(Map.Entry::getKey))
        .map(e -> decision(chain, state, committee, blockAt, e.getKey(), e.getValue().height()))
        .toList();
  }

  public RatifierState after(RatifierEvent event) {
    SortedMap<Hash, RatifierEvent> next = new TreeMap<>(decisions);
    next.putIfAbsent(event.proposal(), event);
    return new RatifierState(next);
  }

  private static RatifierEvent decision(
      Hash chain,
      GovernanceState state,
      Committee committee,
      LongFunction<Hash> blockAt,
      Hash id,
      long height) {
    Proposal proposal =
        state
            .proposal(id)
            .orElseThrow(() -> new IllegalStateException("a closure without its proposal: " + id));
    Hash block = blockAt.apply(height);
    return switch (proposal.status()) {
      case APPROVED ->
          new RatifierEvent.ProposalApproved(
              chain,
              id,
              height,
              block,
              proposal.governors(),
              proposal.publics(),
              Split.stayers(committee, state.yesVoters(id)));
      case WITHDRAWN, REJECTED, LAPSED ->
          new RatifierEvent.ProposalClosed(
              chain,
              id,
              height,
              block,
              proposal.governors(),
              proposal.publics(),
              proposal.status());
      case OPEN -> throw new IllegalStateException("a closed proposal that is open: " + id);
    };
  }
}
