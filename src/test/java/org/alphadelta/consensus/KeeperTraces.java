package org.alphadelta.consensus;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Sha256;
import org.alphadelta.core.Signature;

/** Replays traces of the specification's vote keeper. */
final class KeeperTraces {
  static final Signature UNSIGNED = Signature.of(new byte[Signature.LENGTH]);

  private final TraceTally tally;

  KeeperTraces(TraceTally tally) {
    this.tally = tally;
  }

  void replay(String name, JsonNode trace) {
    tally.traces++;
    JsonNode states = trace.path("states");
    SortedMap<PublicKey, Long> weights = new TreeMap<>();
    for (JsonNode pair : Itf.map(states.path(0).path("bookkeeper").path("validatorSet"))) {
      weights.put(key(pair.path(0).asText()), (long) Itf.number(pair.path(1)));
    }
    VoteKeeper ours = VoteKeeper.weighted(weights, Rules.CORRECT);
    SortedSet<String> evidence = new TreeSet<>();
    SortedSet<String> skipped = new TreeSet<>();
    for (int i = 1; i < states.size(); i++) {
      JsonNode here = states.path(i);
      JsonNode weighed = Itf.value(here.path("weightedVote"));
      if (same(here, states.path(i - 1))
          || Itf.tag(here.path("weightedVote")).equals("NoWeightedVote")) {
        continue;
      }
      tally.steps++;
      SignedVote vote = vote(Itf.part(weighed, 0));
      VoteKeeper.Added added = ours.add(vote, Itf.number(Itf.part(weighed, 2)));
      ours = added.keeper();
      added.evidence().ifPresent(e -> evidence.add(e.offender().hex()));
      String where = name + " step " + i;
      String expected = threshold(here.path("lastEmitted"));
      String actual = added.threshold().map(KeeperTraces::word).orElse("none");
      if (excused(expected, actual, skipped)) {
        tally.excused++;
      } else {
        tally.compare(where + " output", expected, actual);
      }
      skipped.add(actual);
      compareBooks(where, here.path("bookkeeper"), ours, evidence);
    }
  }

  /**
   * Theirs repeats a skip and puts it before a precommit quorum; ours fires it once, and after
   * (rule 4).
   */
  private static boolean excused(String expected, String actual, SortedSet<String> fired) {
    return expected.startsWith("skip")
        && (actual.equals("none") && fired.contains(expected) || actual.startsWith("precommit"));
  }

  private void compareBooks(
      String where, JsonNode book, VoteKeeper ours, SortedSet<String> evidence) {
    for (JsonNode pair : Itf.map(book.path("rounds"))) {
      int round = Itf.number(pair.path(0));
      tally.compare(
          where + " prevotes of " + round,
          count(pair.path(1).path("prevotes")),
          count(ours, VoteType.PREVOTE, round));
      tally.compare(
          where + " precommits of " + round,
          count(pair.path(1).path("precommits")),
          count(ours, VoteType.PRECOMMIT, round));
    }
    SortedSet<String> expected = new TreeSet<>();
    for (JsonNode votes : Itf.set(book.path("evidence"))) {
      expected.add(key(Itf.set(votes).getFirst().path("srcAddress").asText()).hex());
    }
    tally.compare(where + " evidence", expected, evidence);
  }

  private static String count(JsonNode count) {
    SortedMap<String, Long> weights = new TreeMap<>();
    for (JsonNode pair : Itf.map(count.path("valuesWeights"))) {
      weights.put(Itf.optionalId(pair.path(0)).toString(), (long) Itf.number(pair.path(1)));
    }
    SortedSet<String> voters = new TreeSet<>();
    Itf.set(count.path("votesAddresses")).forEach(a -> voters.add(key(a.asText()).hex()));
    return weights + " " + voters;
  }

  private static String count(VoteKeeper keeper, VoteType type, int round) {
    VoteCount count = keeper.count(type, round);
    SortedMap<String, Long> weights = new TreeMap<>();
    count.values().forEach((v, w) -> weights.put(java.util.Optional.of(v).toString(), w));
    if (count.nil() > 0) {
      weights.put(java.util.Optional.empty().toString(), count.nil());
    }
    SortedSet<String> voters = new TreeSet<>();
    count.votes().keySet().forEach(k -> voters.add(k.hex()));
    return weights + " " + voters;
  }

  private static boolean same(JsonNode one, JsonNode other) {
    return List.of("weightedVote", "bookkeeper", "lastEmitted").stream()
        .allMatch(f -> one.path(f).equals(other.path(f)));
  }

  static PublicKey key(String address) {
    return new PublicKey(Sha256.plain(Bytes.utf8(address)).bytes());
  }

  static SignedVote vote(JsonNode v) {
    VoteType type =
        Itf.tag(v.path("voteType")).equals("Prevote") ? VoteType.PREVOTE : VoteType.PRECOMMIT;
    return new SignedVote(
        new Vote(
            type,
            Itf.number(v.path("height")) + 1L,
            Itf.number(v.path("round")),
            Itf.optionalId(v.path("valueId")),
            key(v.path("srcAddress").asText())),
        UNSIGNED);
  }

  private static String threshold(JsonNode union) {
    JsonNode v = Itf.value(union);
    return switch (Itf.tag(union)) {
      case "NoVKOutput" -> "none";
      case "PolkaValueVKOutput" ->
          "polka " + Itf.number(Itf.part(v, 0)) + " " + Itf.id(Itf.part(v, 1).asText());
      case "PolkaNilVKOutput" -> "polka nil " + Itf.number(v);
      case "PolkaAnyVKOutput" -> "polka any " + Itf.number(v);
      case "PrecommitValueVKOutput" ->
          "precommit " + Itf.number(Itf.part(v, 0)) + " " + Itf.id(Itf.part(v, 1).asText());
      case "PrecommitAnyVKOutput" -> "precommit any " + Itf.number(v);
      case "SkipVKOutput" -> "skip " + Itf.number(v);
      default -> throw new IllegalArgumentException("unknown threshold " + union);
    };
  }

  static String word(Threshold threshold) {
    return switch (threshold) {
      case Threshold.PolkaValue t -> "polka " + t.round() + " " + t.value();
      case Threshold.PolkaNil t -> "polka nil " + t.round();
      case Threshold.PolkaAny t -> "polka any " + t.round();
      case Threshold.PrecommitValue t -> "precommit " + t.round() + " " + t.value();
      case Threshold.PrecommitAny t -> "precommit any " + t.round();
      case Threshold.Skip t -> "skip " + t.round();
    };
  }
}
