package org.alphadelta.actor;

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
record Places(PublicKey self, int limit) {
  /**
   * Machines of one validator that find a place even when all are taken. A key signs for any number
   * of nodes; without this one member could keep all the others out.
   */
  static final int RESERVED_PER_VALIDATOR = 3;

  /** A session that must go, and why. */
  record Farewell(Session session, GoodbyeReason reason, String text) {}

  /** Whether the newcomer stays, and who goes, in order; the newcomer too if it does not stay. */
  record Placement(boolean stays, List<Farewell> farewells) {
    Placement {
      farewells = List.copyOf(farewells);
    }
  }

  Placement place(Session newcomer, Collection<Session> present, Predicate<Session> reserved) {
    List<Farewell> farewells = new ArrayList<>();
    Optional<Session> twin = present.stream().filter(s -> isTwin(s, newcomer)).findFirst();
    if (twin.isPresent()) {
      Session loser = isPreferred(newcomer) ? twin.get() : newcomer;
      farewells.add(new Farewell(loser, GoodbyeReason.DUPLICATE, "another connection is kept"));
      if (loser.equals(newcomer)) {
        return new Placement(false, farewells);
      }
    }
    List<Session> others = present.stream().filter(s -> !twin.equals(Optional.of(s))).toList();
    if (others.size() < limit) {
      return new Placement(true, farewells);
    }
    boolean entitled =
        reserved.test(newcomer) && ofItsValidator(newcomer, others) < RESERVED_PER_VALIDATOR;
    Optional<Session> giving =
        entitled
            ? others.stream()
                .filter(
                    s -> !reserved.test(s) || ofItsValidator(s, others) > RESERVED_PER_VALIDATOR)
                .findFirst()
            : Optional.empty();
    farewells.add(
        giving
            .map(s -> new Farewell(s, GoodbyeReason.PLACE_NEEDED, "for a committee member"))
            .orElseGet(
                () -> new Farewell(newcomer, GoodbyeReason.PLACE_NEEDED, "all places are taken")));
    return new Placement(giving.isPresent(), farewells);
  }

  private static long ofItsValidator(Session session, List<Session> among) {
    return session.validator().isEmpty()
        ? 0
        : among.stream().filter(s -> s.validator().equals(session.validator())).count();
  }

  private static boolean isTwin(Session one, Session other) {
    return one.nodeKey().equals(other.nodeKey()) && one.wanted().equals(other.wanted());
  }

  /**
   * Of two connections between the same nodes both sides keep the one that the smaller key dialed.
   */
  private boolean isPreferred(Session session) {
    boolean smaller = self.compareTo(session.nodeKey()) < 0;
    return smaller != session.inbound();
  }
}
