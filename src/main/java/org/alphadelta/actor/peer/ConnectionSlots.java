package org.alphadelta.actor.peer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.alphadelta.core.PublicKey;
import org.alphadelta.wire.GoodbyeReason;

/**
 * Who keeps a place when a node has shaken hands: of two connections to one node the same on both
 * sides, and of many nodes those that places are reserved for. {@code self} is this node's key. It
 * tells nobody.
 */
record ConnectionSlots(PublicKey self, int limit) {
  /**
   * Machines of one validator that find a place even when all are taken. A key signs for any number
   * of nodes; without this one member could keep all the others out.
   */
  static final int RESERVED_PER_VALIDATOR = 3;

  /** A session that must go, and why. */
  record Eviction(PeerConnection connection, GoodbyeReason reason, String text) {}

  /** Whether the newcomer stays, and who goes, in order; the newcomer too if it does not stay. */
  record Allocation(boolean stays, List<Eviction> evictions) {
    Allocation {
      evictions = List.copyOf(evictions);
    }
  }

  Allocation allocate(
      PeerConnection newcomer,
      Collection<PeerConnection> present,
      Predicate<PeerConnection> reserved) {
    List<Eviction> evictions = new ArrayList<>();
    Optional<PeerConnection> twin = present.stream().filter(s -> isTwin(s, newcomer)).findFirst();
    if (twin.isPresent()) {
      PeerConnection loser = isPreferred(newcomer) ? twin.get() : newcomer;
      evictions.add(new Eviction(loser, GoodbyeReason.DUPLICATE, "another connection is kept"));
      if (loser.equals(newcomer)) {
        return new Allocation(false, evictions);
      }
    }
    List<PeerConnection> others =
        present.stream().filter(s -> !twin.equals(Optional.of(s))).toList();
    if (others.size() < limit) {
      return new Allocation(true, evictions);
    }
    boolean entitled =
        reserved.test(newcomer) && ofItsValidator(newcomer, others) < RESERVED_PER_VALIDATOR;
    Optional<PeerConnection> giving =
        entitled
            ? others.stream()
                .filter(
                    s -> !reserved.test(s) || ofItsValidator(s, others) > RESERVED_PER_VALIDATOR)
                .findFirst()
            : Optional.empty();
    evictions.add(
        giving
            .map(s -> new Eviction(s, GoodbyeReason.PLACE_NEEDED, "for a committee member"))
            .orElseGet(
                () -> new Eviction(newcomer, GoodbyeReason.PLACE_NEEDED, "all places are taken")));
    return new Allocation(giving.isPresent(), evictions);
  }

  private static long ofItsValidator(PeerConnection connection, List<PeerConnection> among) {
    return connection.validator().isEmpty()
        ? 0
        : among.stream().filter(s -> s.validator().equals(connection.validator())).count();
  }

  private static boolean isTwin(PeerConnection one, PeerConnection other) {
    return one.nodeKey().equals(other.nodeKey()) && one.wanted().equals(other.wanted());
  }

  /**
   * Of two connections between the same nodes both sides keep the one that the smaller key dialed.
   */
  private boolean isPreferred(PeerConnection connection) {
    boolean smaller = self.compareTo(connection.nodeKey()) < 0;
    return smaller != connection.inbound();
  }
}
