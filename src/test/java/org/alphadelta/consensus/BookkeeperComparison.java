package org.alphadelta.consensus;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares the specification's bookkeeper with our vote keeper, vote by vote: rounds, counts,
 * voters, every vote received and who contradicted itself. What ours does not keep, it keeps here:
 * conflicting votes, and the thresholds that the trace says were emitted.
 */
final class BookkeeperComparison {
  private final TraceTally tally;
  private final JsonNode validators;
  private final SortedMap<String, Integer> weights;
  private final SortedSet<String> offenders = new TreeSet<>();
  private final SortedSet<String> conflicting = new TreeSet<>();
  private final SortedSet<String> emitted = new TreeSet<>();

  BookkeeperComparison(TraceTally tally, JsonNode validators) {
    this.tally = tally;
    this.validators = validators;
    this.weights = weighed(validators);
  }

  void compare(
      String where, JsonNode book, JsonNode lastEmitted, VoteKeeper.Added added, Vote vote) {
    added.evidence().ifPresent(e -> offenders.add(e.offender().hex()));
    added.evidence().ifPresent(e -> conflicting.add(e.second().vote().toString()));
    emitted.add(KeeperTraces.threshold(lastEmitted));
    tally.compare(where + " validators", validators, book.path("validatorSet"));
    tally.compare(where + " height", Itf.number(book.path("height")) + 1L, vote.height());
    List<Integer> rounds = new ArrayList<>();
    SortedSet<String> thresholds = new TreeSet<>(List.of("none"));
    for (JsonNode pair : Itf.map(book.path("rounds"))) {
      int round = Itf.number(pair.path(0));
      rounds.add(round);
      Itf.set(pair.path(1).path("emittedOutputs"))
          .forEach(o -> thresholds.add(KeeperTraces.threshold(o)));
      round(where + " round " + round, pair.path(1), added.keeper(), round, vote.height());
    }
    tally.compare(where + " rounds", rounds.stream().sorted().toList(), added.keeper().rounds());
    emitted.add("none");
    tally.compare(where + " thresholds", thresholds, emitted);
    SortedSet<String> expected = new TreeSet<>();
    for (JsonNode votes : Itf.set(book.path("evidence"))) {
      Itf.set(votes).forEach(v -> expected.add(KeeperTraces.vote(v).vote().validator().hex()));
    }
    tally.compare(where + " evidence", expected, offenders);
  }

  private void round(String where, JsonNode round, VoteKeeper ours, int number, long height) {
    tally.compare(where + " number", Itf.number(round.path("round")), number);
    tally.compare(where + " height", Itf.number(round.path("height")) + 1L, height);
    SortedMap<String, Integer> voters = new TreeMap<>(weights);
    voters.keySet().removeIf(a -> silent(ours, number, a));
    tally.compare(where + " voters", weighed(round.path("votesAddressesWeights")), voters);
    for (VoteType type : VoteType.values()) {
      JsonNode theirs = round.path(type == VoteType.PREVOTE ? "prevotes" : "precommits");
      VoteCount count = ours.count(type, number);
      tally.compare(where + " " + type, count(theirs), count(count));
      tally.compare(where + " received " + type, received(theirs), received(count, type, number));
    }
  }

  private static boolean silent(VoteKeeper ours, int round, String address) {
    return ours.vote(VoteType.PREVOTE, round, KeeperTraces.key(address)).isEmpty()
        && ours.vote(VoteType.PRECOMMIT, round, KeeperTraces.key(address)).isEmpty();
  }

  private static SortedSet<String> received(JsonNode count) {
    SortedSet<String> votes = new TreeSet<>();
    Itf.set(count.path("receivedVotes"))
        .forEach(v -> votes.add(KeeperTraces.vote(v).vote().toString()));
    return votes;
  }

  private SortedSet<String> received(VoteCount count, VoteType type, int round) {
    SortedSet<String> votes = new TreeSet<>(conflicting);
    votes.removeIf(v -> !v.contains("type=" + type + ",") || !v.contains("round=" + round + ","));
    count.votes().values().forEach(v -> votes.add(v.vote().toString()));
    return votes;
  }

  private String count(JsonNode count) {
    SortedMap<String, Long> values = new TreeMap<>();
    for (JsonNode pair : Itf.map(count.path("valuesWeights"))) {
      values.put(Itf.optionalId(pair.path(0)).toString(), (long) Itf.number(pair.path(1)));
    }
    SortedSet<String> voters = new TreeSet<>();
    Itf.set(count.path("votesAddresses"))
        .forEach(a -> voters.add(KeeperTraces.key(a.asText()).hex()));
    return words(values, voters, Itf.number(count.path("totalWeight")));
  }

  private String count(VoteCount count) {
    SortedMap<String, Long> values = new TreeMap<>();
    count.values().forEach((v, w) -> values.put(Optional.of(v).toString(), w));
    if (count.nil() > 0) {
      values.put(Optional.empty().toString(), count.nil());
    }
    SortedSet<String> voters = new TreeSet<>();
    count.votes().keySet().forEach(k -> voters.add(k.hex()));
    return words(values, voters, weights.values().stream().mapToInt(w -> w).sum());
  }

  private static String words(
      SortedMap<String, Long> values, Collection<String> voters, int total) {
    return values + " " + voters + " of " + total;
  }

  private static SortedMap<String, Integer> weighed(JsonNode map) {
    SortedMap<String, Integer> weights = new TreeMap<>();
    Itf.map(map).forEach(p -> weights.put(p.path(0).asText(), Itf.number(p.path(1))));
    return weights;
  }
}
