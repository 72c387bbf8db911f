package org.alphadelta.consensus;

import java.util.Comparator;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;

/**
 * Counts what each peer asks, shows and tells in one height, and sets the limits (rule 13). Counts
 * under a peer's name last as long as its connection, so that names cannot pile up. Mutable,
 * confined to its engine.
 */
final class PeerLimits {
  /** Answers of one kind to one peer in one round. */
  static final int MAX_ANSWERS = 4;

  /** Certificates of one peer that are verified in one height. */
  static final int MAX_SHOWN = 64;

  /**
   * Messages about later rounds accepted from one member per author while one round lasts. {@link
   * VoteKeeper} keeps fewer.
   */
  static final int MAX_FUTURE_MESSAGES = 16;

  /** An answer to a peer: the body of a value, or a height answer when there is no value. */
  record Served(String peer, Optional<Hash> value) implements Comparable<Served> {
    private static final Comparator<Served> ORDER =
        Comparator.comparing(Served::peer)
            .thenComparing(s -> s.value().map(Hash::bytes).orElse(Bytes.EMPTY));

    @Override
    public int compareTo(Served other) {
      return ORDER.compare(this, other);
    }
  }

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

  /** The member that brings a message, and its author. */
  record Told(PublicKey teller, PublicKey author) implements Comparable<Told> {
    private static final Comparator<Told> ORDER =
        Comparator.comparing(Told::teller).thenComparing(Told::author);

    @Override
    public int compareTo(Told other) {
      return ORDER.compare(this, other);
    }
  }

  private final Committee committee;
  final SortedMap<Served, Integer> served = new TreeMap<>();
  final SortedSet<Shown> shown = new TreeSet<>();
  final SortedMap<Told, Integer> later = new TreeMap<>();

  PeerLimits(Committee committee) {
    this.committee = committee;
  }

  /** Whether the peer may have this value's body again in this round; counts it. */
  boolean servesValue(PeerIdentity peer, Hash value) {
    return serves(new Served(peer.name(), Optional.of(value)));
  }

  /** Whether the peer may have another height answer in this round; counts it. */
  boolean servesHeight(PeerIdentity peer) {
    return serves(new Served(peer.name(), Optional.empty()));
  }

  private boolean serves(Served answer) {
    return served.merge(answer, 1, Integer::sum) <= MAX_ANSWERS;
  }

  /**
   * Whether this is the peer's first certificate of that round and value, and within the limit;
   * remembers it.
   */
  boolean firstShown(PeerIdentity peer, int round, Hash value) {
    long kept = shown.stream().filter(s -> s.peer().equals(peer.name())).count();
    return kept < MAX_SHOWN && shown.add(new Shown(peer.name(), round, value));
  }

  /**
   * Whether the signature of a message about a later round may be verified; counts it. The count is
   * per bringing member and author, so no peer can use up another's share; a non-member has none. A
   * validator that is far behind receives the later round from each member, so it still skips.
   */
  boolean hasRoomFor(PeerIdentity peer, PublicKey author) {
    return peer.validator()
        .filter(committee::contains)
        .map(teller -> later.merge(new Told(teller, author), 1, Integer::sum))
        .filter(count -> count <= MAX_FUTURE_MESSAGES)
        .isPresent();
  }

  /** A new round, or a new query of ours to all peers. */
  void reset() {
    served.clear();
    later.clear();
  }

  /** The peer's connection is closed. */
  void forget(String peer) {
    served.keySet().removeIf(s -> s.peer().equals(peer));
    shown.removeIf(s -> s.peer().equals(peer));
  }
}
