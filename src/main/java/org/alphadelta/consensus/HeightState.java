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

/**
 * An engine's state of the height it works on. Mutable, confined to its engine.
 *
 * <p>Phases: a height begins in REPLAYING, in which the log is read again and nothing is emitted
 * (rule 22). From there it goes to CLOSED if the log holds a decision; to EXCHANGING if this member
 * has signed nothing since its start and other members have to answer first (rule 25); to ACTING
 * otherwise. EXCHANGING goes to ACTING when members with more than a third of the weight have
 * answered. A decision or block sync ends both: ACTING goes to CLOSED, EXCHANGING to OVERTAKEN.
 * These two are final.
 */
final class HeightState {
  enum Phase {
    /** Reads the log again and emits nothing. */
    REPLAYING,
    /** Listens, asks and answers, and signs nothing. */
    EXCHANGING,
    /** Runs rounds, as a member or as an observer. */
    ACTING,
    /** Ignores messages and timers (rule 12), and still answers peers that are behind. */
    CLOSED,
    /** Closed, and still queries validators that query it. */
    OVERTAKEN
  }

  /** Validators of other committees whose answers are remembered, so that they are asked once. */
  static final int MAX_OUTSIDERS = 64;

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
  final PeerLimits limits;
  private final SortedSet<PublicKey> answered = new TreeSet<>();
  Driver driver;
  private Phase phase = Phase.REPLAYING;
  private Optional<SortedSet<String>> answering = Optional.empty();
  Optional<CommitCertificate> decision = Optional.empty();

  HeightState(long height, Committee committee, Driver driver) {
    this.number = height;
    this.committee = committee;
    this.driver = driver;
    this.limits = new PeerLimits(committee);
  }

  boolean is(Phase candidate) {
    return phase == candidate;
  }

  boolean isClosed() {
    return is(Phase.CLOSED) || is(Phase.OVERTAKEN);
  }

  /** The log is read, and other members have to answer before anything is signed. */
  void exchange() {
    leave(Phase.REPLAYING, Phase.EXCHANGING);
  }

  /** The log is read, or enough members have answered. */
  void act() {
    leave(phase == Phase.EXCHANGING ? phase : Phase.REPLAYING, Phase.ACTING);
  }

  /** The height is decided, or its block came by sync. */
  void close() {
    phase = is(Phase.EXCHANGING) || is(Phase.OVERTAKEN) ? Phase.OVERTAKEN : Phase.CLOSED;
  }

  private void leave(Phase from, Phase to) {
    if (phase != from) {
      throw new IllegalStateException("height " + number + " goes to " + to + " from " + phase);
    }
    phase = to;
  }

  /** A query of ours goes to all peers: each may answer once. */
  void ask() {
    answering = Optional.of(new TreeSet<>());
    limits.reset();
  }

  /** Whether a query is open and this peer has not answered it yet; remembers its answer. */
  boolean firstAnswer(PeerIdentity peer) {
    return answering.filter(peers -> peers.add(peer.name())).isPresent();
  }

  /** The peer's connection is closed. */
  void forget(String peer) {
    answering.ifPresent(peers -> peers.remove(peer));
    limits.forget(peer);
  }

  /** The round whose timers run; the first one before it is entered. */
  int timedRound() {
    return driver.round().round().orElse(0);
  }

  /** Whether a message about this round may have its signature verified (rule 13). */
  boolean hasRoomFor(PeerIdentity peer, PublicKey author, int of) {
    return !driver.round().isLater(of) || limits.hasRoomFor(peer, author);
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

  /** A validator has answered a query of ours. */
  void answered(PublicKey validator) {
    if (committee.contains(validator) || answered.size() < committee.size() + MAX_OUTSIDERS) {
      answered.add(validator);
    }
  }

  /** Whether this validator's answer is still missing in our exchange. */
  boolean awaitsAnswer(PublicKey validator) {
    return (is(Phase.EXCHANGING) || is(Phase.OVERTAKEN)) && !answered.contains(validator);
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
