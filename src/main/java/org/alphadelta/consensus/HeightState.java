package org.alphadelta.consensus;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Quorum;

/** An engine's state of the height it works on. Mutable, confined to its engine. */
final class HeightState {
  /** Answers of one kind to one peer in one round. */
  static final int MAX_ANSWERS = 4;

  /** Certificates of one peer that are verified in one height. */
  static final int MAX_SHOWN = 64;

  record Shown(String peer, int round, Hash value) implements Comparable<Shown> {
    private static final Comparator<Shown> ORDER =
        Comparator.comparing(Shown::peer)
            .thenComparingInt(Shown::round)
            .thenComparing(Shown::value);

    @Override
    public int compareTo(Shown other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * Messages about later rounds accepted from one member per author while one round lasts. {@link
   * VoteKeeper} keeps fewer.
   */
  static final int MAX_FUTURE_MESSAGES = 16;

  /** The member that brings a message, and its author. */
  record Told(PublicKey teller, PublicKey author) implements Comparable<Told> {
    private static final Comparator<Told> ORDER =
        Comparator.comparing(Told::teller).thenComparing(Told::author);

    @Override
    public int compareTo(Told other) {
      return ORDER.compare(this, other);
    }
  }

  /** Double votes of one validator kept as evidence in one height. */
  static final int MAX_ACCUSATIONS = 8;

  record Accusation(PublicKey offender, int round, VoteType type)
      implements Comparable<Accusation> {
    private static final Comparator<Accusation> ORDER =
        Comparator.comparing(Accusation::offender)
            .thenComparingInt(Accusation::round)
            .thenComparing(Accusation::type);

    @Override
    public int compareTo(Accusation other) {
      return ORDER.compare(this, other);
    }
  }

  final long number;
  final Committee committee;
  final SortedMap<Hash, Bytes> bodies = new TreeMap<>();
  final Deque<DriverOutput> outputs = new ArrayDeque<>();
  final List<DriverOutput> unsigned = new ArrayList<>();
  final List<OwnMessage> own = new ArrayList<>();
  final SortedMap<Hash, List<PublicKey>> missing = new TreeMap<>();
  final SortedSet<Accusation> accused = new TreeSet<>();
  final SortedSet<Shown> shown = new TreeSet<>();
  final SortedMap<String, Integer> served = new TreeMap<>();
  final SortedSet<String> queried = new TreeSet<>();
  final SortedMap<Told, Integer> future = new TreeMap<>();
  final SortedSet<PublicKey> answered = new TreeSet<>();
  Driver driver;
  boolean exchanging;
  boolean replaying;
  boolean closed;
  boolean querying;
  Optional<CommitCertificate> decision = Optional.empty();

  HeightState(long height, Committee committee, Driver driver) {
    this.number = height;
    this.committee = committee;
    this.driver = driver;
  }

  /** The round whose timers run; the first one before it is entered. */
  int timedRound() {
    return driver.round().round().orElse(0);
  }

  /** Whether the peer may have another answer of this kind in this round; counts it. */
  boolean serves(String peer, String what) {
    return served.merge(peer + " " + what, 1, Integer::sum) <= MAX_ANSWERS;
  }

  /**
   * Whether this is the peer's first certificate of that round and value, and within the limit;
   * remembers it.
   */
  boolean firstShown(String peer, int round, Hash value) {
    Shown here = new Shown(peer, round, value);
    long kept = shown.stream().filter(s -> s.peer().equals(peer)).count();
    return kept < MAX_SHOWN && shown.add(here);
  }

  /**
   * Whether a message about this round may have its signature verified (rule 13); counts it. The
   * count is per bringing member and author, so no peer can use up another's share; a non-member
   * has none for later rounds. A validator that is far behind receives the later round from each
   * member, so it still skips.
   */
  boolean hasRoomFor(PeerIdentity peer, PublicKey author, int of) {
    return !driver.round().isLater(of)
        || peer.validator()
            .filter(committee::contains)
            .map(teller -> future.merge(new Told(teller, author), 1, Integer::sum))
            .filter(count -> count <= MAX_FUTURE_MESSAGES)
            .isPresent();
  }

  /** On a new round, or a new query to all peers: resets the counts. */
  void forgetCounts() {
    served.clear();
    future.clear();
  }

  /**
   * Whether this vote contradicts a counted one and is already known or above the limit (rule 27).
   */
  boolean alreadyAccused(Vote vote) {
    if (driver.votes.vote(vote.type(), vote.round(), vote.validator()).isEmpty()) {
      return false;
    }
    Accusation here = new Accusation(vote.validator(), vote.round(), vote.type());
    return accused.contains(here)
        || accused.stream().filter(a -> a.offender().equals(vote.validator())).count()
            >= MAX_ACCUSATIONS;
  }

  /** Records a vote that contradicts a counted one. */
  void accuse(Vote vote) {
    if (driver.votes.vote(vote.type(), vote.round(), vote.validator()).isPresent()) {
      accused.add(new Accusation(vote.validator(), vote.round(), vote.type()));
    }
  }

  /**
   * Rule 25: other members with more than a third of the total weight have answered, or there are
   * none to ask.
   */
  boolean exchanged(PublicKey self) {
    long others = answered.stream().filter(k -> !k.equals(self) && committee.contains(k)).count();
    return committee.size() == 1 || Quorum.oneHonest(others, committee.size());
  }
}
