package org.alphadelta.consensus;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Quorum;

/**
 * Every vote of one height, by round, and the thresholds crossed. Immutable. The first vote of a
 * validator for a step counts; a conflicting one is evidence and adds no weight (rule 2).
 * Signatures are verified before.
 *
 * <p>When one vote crosses several thresholds: a precommit quorum for a value before a skip, before
 * a quorum for a value or nil, before a quorum for anything (rule 4).
 */
public final class VoteKeeper {
  /**
   * Rounds above the current one in which a validator's votes are kept; its lowest are dropped
   * first.
   */
  public static final int MAX_FUTURE_ROUNDS = 4;

  /** Result of adding a vote. {@code counted} is false when it changed no count. */
  public record Added(
      VoteKeeper keeper,
      boolean counted,
      Optional<Threshold> threshold,
      Optional<Evidence.DoubleVote> evidence) {}

  private record RoundVotes(VoteCount prevotes, VoteCount precommits, List<Threshold> fired) {
    static final RoundVotes EMPTY = new RoundVotes(VoteCount.EMPTY, VoteCount.EMPTY, List.of());

    VoteCount of(VoteType type) {
      return switch (type) {
        case PREVOTE -> prevotes;
        case PRECOMMIT -> precommits;
      };
    }

    RoundVotes with(VoteType type, VoteCount count) {
      return switch (type) {
        case PREVOTE -> new RoundVotes(count, precommits, fired);
        case PRECOMMIT -> new RoundVotes(prevotes, count, fired);
      };
    }

    RoundVotes having(Threshold threshold) {
      List<Threshold> more = new ArrayList<>(fired);
      more.add(threshold);
      return new RoundVotes(prevotes, precommits, List.copyOf(more));
    }
  }

  private final SortedMap<PublicKey, Long> weights;
  private final long total;
  private final SortedMap<Integer, RoundVotes> rounds;

  private VoteKeeper(
      SortedMap<PublicKey, Long> weights, long total, SortedMap<Integer, RoundVotes> rounds) {
    this.weights = weights;
    this.total = total;
    this.rounds = rounds;
  }

  /** Every member has weight 1. */
  public static VoteKeeper of(Committee committee) {
    SortedMap<PublicKey, Long> weights = new TreeMap<>();
    committee.keys().forEach(k -> weights.put(k, 1L));
    return weighted(weights);
  }

  static VoteKeeper weighted(SortedMap<PublicKey, Long> weights) {
    long total = weights.values().stream().mapToLong(Long::longValue).sum();
    return new VoteKeeper(weights, total, Collections.emptySortedMap());
  }

  /**
   * Counts a vote whose signature was verified; {@code currentRound} is the process's own, empty
   * before the first.
   */
  public Added add(SignedVote signed, Optional<Integer> currentRound) {
    Vote vote = signed.vote();
    Long weight = weights.get(vote.validator());
    if (weight == null) {
      return new Added(this, false, Optional.empty(), Optional.empty());
    }
    RoundVotes before = rounds.getOrDefault(vote.round(), RoundVotes.EMPTY);
    Optional<SignedVote> first = before.of(vote.type()).of(vote.validator());
    if (first.isPresent()) {
      Optional<Evidence.DoubleVote> evidence =
          sameValue(first.get(), signed)
              ? Optional.empty()
              : Optional.of(new Evidence.DoubleVote(first.get(), signed));
      return new Added(this, false, Optional.empty(), evidence);
    }
    VoteCount count = before.of(vote.type()).with(signed, weight);
    RoundVotes counted = before.with(vote.type(), count);
    Optional<Threshold> crossed =
        crossed(counted, vote, currentRound).filter(t -> !counted.fired().contains(t));
    SortedMap<Integer, RoundVotes> more = new TreeMap<>(rounds);
    more.put(vote.round(), crossed.map(counted::having).orElse(counted));
    if (isLater(vote.round(), currentRound)) {
      dropLowestFuture(more, vote.validator(), weight, currentRound);
    }
    return new Added(new VoteKeeper(weights, total, more), true, crossed, Optional.empty());
  }

  /** Whether there is a quorum of this type in this round for the value, or for nil when empty. */
  public boolean quorum(VoteType type, int round, Optional<Hash> value) {
    return agree(count(type, round).weight(value));
  }

  /** Whether a quorum of this type has voted in this round, for anything. */
  public boolean quorumAny(VoteType type, int round) {
    return agree(count(type, round).total());
  }

  /**
   * L55: the highest round above this one in which more than a third of distinct validators has
   * voted.
   */
  public Optional<Integer> skippable(Optional<Integer> currentRound) {
    Optional<Integer> highest = Optional.empty();
    for (var later : rounds.tailMap(currentRound.orElse(0)).entrySet()) {
      if (isLater(later.getKey(), currentRound) && oneHonest(later.getValue())) {
        highest = Optional.of(later.getKey());
      }
    }
    return highest;
  }

  /** The values with a quorum of this type, by round. */
  public List<RoundValue> quorums(VoteType type) {
    List<RoundValue> found = new ArrayList<>();
    for (var entry : rounds.entrySet()) {
      for (var weighed : entry.getValue().of(type).values().entrySet()) {
        if (agree(weighed.getValue())) {
          found.add(new RoundValue(entry.getKey(), weighed.getKey()));
        }
      }
    }
    return found;
  }

  public Optional<SignedVote> vote(VoteType type, int round, PublicKey validator) {
    return count(type, round).of(validator);
  }

  /** The counted votes of one type and round for one value, by key. */
  public List<SignedVote> votesFor(VoteType type, int round, Hash value) {
    return count(type, round).forValue(value);
  }

  /** Every counted vote, latest rounds first, at most {@code limit}. */
  public List<SignedVote> latest(int limit) {
    List<SignedVote> all = new ArrayList<>();
    new TreeMap<>(rounds)
        .descendingMap()
        .values()
        .forEach(
            r -> {
              all.addAll(r.precommits().votes().values());
              all.addAll(r.prevotes().votes().values());
            });
    return List.copyOf(all.subList(0, Math.min(limit, all.size())));
  }

  /** The rounds that have votes. */
  public List<Integer> rounds() {
    return List.copyOf(rounds.keySet());
  }

  VoteCount count(VoteType type, int round) {
    return rounds.getOrDefault(round, RoundVotes.EMPTY).of(type);
  }

  private Optional<Threshold> crossed(RoundVotes votes, Vote vote, Optional<Integer> currentRound) {
    VoteCount count = votes.of(vote.type());
    boolean forThis = agree(count.weight(vote.value()));
    if (vote.type() == VoteType.PRECOMMIT && vote.value().isPresent() && forThis) {
      return Optional.of(new Threshold.PrecommitValue(vote.round(), vote.value().get()));
    }
    if (isLater(vote.round(), currentRound) && oneHonest(votes)) {
      return Optional.of(new Threshold.Skip(vote.round()));
    }
    if (vote.type() == VoteType.PREVOTE && forThis) {
      return Optional.of(
          vote.value()
              .<Threshold>map(v -> new Threshold.PolkaValue(vote.round(), v))
              .orElseGet(() -> new Threshold.PolkaNil(vote.round())));
    }
    if (!agree(count.total())) {
      return Optional.empty();
    }
    return Optional.of(
        switch (vote.type()) {
          case PREVOTE -> new Threshold.PolkaAny(vote.round());
          case PRECOMMIT -> new Threshold.PrecommitAny(vote.round());
        });
  }

  /** Rule 1: more than two thirds. */
  private boolean agree(long weight) {
    return Quorum.agreement(weight, total);
  }

  /** Rules 1 and 3: more than a third has voted in this round. */
  private boolean oneHonest(RoundVotes votes) {
    return Quorum.oneHonest(present(votes), total);
  }

  /**
   * The weight of the distinct validators that voted in a round, prevotes and precommits pooled
   * (rule 3).
   */
  private long present(RoundVotes votes) {
    long weight = votes.prevotes().total();
    for (PublicKey validator : votes.precommits().votes().keySet()) {
      if (!votes.prevotes().votes().containsKey(validator)) {
        weight += weights.getOrDefault(validator, 0L);
      }
    }
    return weight;
  }

  /**
   * Limits a validator's votes in future rounds: drops those in the lowest of too many rounds (rule
   * 13).
   */
  private static void dropLowestFuture(
      SortedMap<Integer, RoundVotes> rounds,
      PublicKey validator,
      long weight,
      Optional<Integer> currentRound) {
    List<Integer> future = new ArrayList<>();
    rounds
        .tailMap(currentRound.map(r -> r + 1).orElse(0))
        .forEach(
            (round, votes) -> {
              if (votes.prevotes().votes().containsKey(validator)
                  || votes.precommits().votes().containsKey(validator)) {
                future.add(round);
              }
            });
    if (future.size() <= MAX_FUTURE_ROUNDS) {
      return;
    }
    int lowest = future.getFirst();
    RoundVotes votes = rounds.getOrDefault(lowest, RoundVotes.EMPTY);
    RoundVotes fewer =
        new RoundVotes(
            votes.prevotes().without(validator, weight),
            votes.precommits().without(validator, weight),
            votes.fired());
    if (fewer.prevotes().votes().isEmpty() && fewer.precommits().votes().isEmpty()) {
      rounds.remove(lowest);
    } else {
      rounds.put(lowest, fewer);
    }
  }

  private static boolean isLater(int round, Optional<Integer> currentRound) {
    return currentRound.filter(r -> round <= r).isEmpty();
  }

  private static boolean sameValue(SignedVote one, SignedVote other) {
    return one.vote().value().equals(other.vote().value());
  }
}
