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
    List<JsonNode> states = Itf.states(trace, "weightedVote", "bookkeeper", "lastEmitted");
    JsonNode validators = states.getFirst().path("bookkeeper").path("validatorSet");
    SortedMap<PublicKey, Long> weights = new TreeMap<>();
    for (JsonNode pair : Itf.map(validators)) {
      weights.put(key(pair.path(0).asText()), (long) Itf.number(pair.path(1)));
    }
    tally.compare(
        name + " step 0 output", "none", threshold(states.getFirst().path("lastEmitted")));
    VoteKeeper ours = VoteKeeper.weighted(weights);
    int height = Itf.number(states.getFirst().path("bookkeeper").path("height"));
    BookkeeperComparison books = new BookkeeperComparison(tally, validators);
    Differences known = new Differences();
    for (int i = 1; i < states.size(); i++) {
      tally.step = i;
      JsonNode here = states.get(i);
      JsonNode weighed = Itf.value(here.path("weightedVote"));
      if (here.equals(states.get(i - 1))
          || Itf.tag(here.path("weightedVote")).equals("NoWeightedVote")) {
        continue;
      }
      tally.steps++;
      SignedVote vote = vote(Itf.part(weighed, 0));
      VoteKeeper.Added added = ours.add(vote, Itf.round(Itf.part(weighed, 2)));
      ours = added.keeper();
      String where = name + " step " + i;
      String expected = threshold(here.path("lastEmitted"));
      String actual = added.threshold().map(KeeperTraces::word).orElse("none");
      if (known.excuse(expected, actual, vote.vote(), added)) {
        tally.excused++;
      } else {
        tally.compare(where + " output", expected, actual);
      }
      tally.compare(where + " height of the vote", height + 1L, vote.vote().height());
      tally.compare(
          where + " weight",
          weights.getOrDefault(vote.vote().validator(), 0L),
          (long) Itf.number(Itf.part(weighed, 1)));
      books.compare(where, here.path("bookkeeper"), here.path("lastEmitted"), added, vote.vote());
    }
  }

  /**
   * Where theirs is known to differ. It says a skip again, and before a precommit quorum; ours once
   * and after it (rule 4). It names a threshold that stands when a vote comes that does not count;
   * ours says nothing (rule 2). What one of both has said then, it does not say later.
   */
  private static final class Differences {
    private final SortedSet<String> ours = new TreeSet<>();
    private final SortedSet<String> onlyOurs = new TreeSet<>();
    private final SortedSet<String> onlyTheirs = new TreeSet<>();

    boolean excuse(String expected, String actual, Vote vote, VoteKeeper.Added added) {
      boolean excused = !expected.equals(actual) && differs(expected, actual, vote, added);
      if (excused) {
        onlyOurs.add(actual);
        onlyTheirs.add(expected);
      }
      ours.add(actual);
      return excused;
    }

    private boolean differs(String expected, String actual, Vote vote, VoteKeeper.Added added) {
      return expected.startsWith("skip") && skip(expected, actual)
          || actual.equals("none") && !added.counted() && stands(expected, vote, added.keeper())
          || actual.equals("none") && onlyOurs.remove(expected)
          || expected.equals("none") && onlyTheirs.remove(actual);
    }

    private boolean skip(String expected, String actual) {
      return actual.equals("none") && ours.contains(expected) || actual.startsWith("precommit");
    }

    private static boolean stands(String expected, Vote vote, VoteKeeper keeper) {
      boolean value = keeper.quorum(vote.type(), vote.round(), vote.value());
      boolean any = keeper.quorumAny(vote.type(), vote.round());
      return switch (vote.type()) {
        case PREVOTE ->
            value && vote.value().isPresent()
                ? expected.equals("polka " + vote.round() + " " + vote.value().get())
                : value && expected.equals("polka nil " + vote.round())
                    || any && !value && expected.equals("polka any " + vote.round());
        case PRECOMMIT ->
            value && vote.value().isPresent()
                ? expected.equals("precommit " + vote.round() + " " + vote.value().get())
                : any && expected.equals("precommit any " + vote.round());
      };
    }
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

  static String threshold(JsonNode union) {
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
