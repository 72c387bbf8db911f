package org.alphadelta.actor.peer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.alphadelta.core.PublicKey;
import org.alphadelta.wire.GoodbyeReason;

/**
 * Allocates connection slots after a handshake: of two connections to one node both sides keep the
 * same one, and some slots are reserved. {@code self} is this node's key. The caller carries out
 * the result.
 */
record ConnectionSlots(PublicKey self, int limit) {
  /**
   * Machines per validator that get a slot even when all are taken. A validator key may
   * authenticate any number of nodes; without this limit one member could exclude all others.
   */
  static final int RESERVED_PER_VALIDATOR = 3;

  /** A connection to be closed, and why. */
  record Eviction(PeerConnection connection, GoodbyeReason reason, String text) {}

  /**
   * Whether the newcomer stays, and the connections to close, in order, including the newcomer's if
   * it does not stay.
   */
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
   * Of two connections between the same nodes both sides keep the one dialed by the smaller key.
   */
  private boolean isPreferred(PeerConnection connection) {
    boolean smaller = self.compareTo(connection.nodeKey()) < 0;
    return smaller != connection.inbound();
  }
}
