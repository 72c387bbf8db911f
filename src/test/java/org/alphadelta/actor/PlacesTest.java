package org.alphadelta.actor;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestInbox;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.governance.Actors;
import org.alphadelta.wire.GoodbyeReason;
import org.alphadelta.wire.Scope;
import org.alphadelta.wire.Wanted;
import org.junit.jupiter.api.Test;

/** A node with two places, whose key is between those of the nodes that it meets. */
class PlacesTest {
  private static final List<PublicKey> KEYS =
      IntStream.rangeClosed(1, 5).mapToObj(Actors::v).sorted(Comparator.naturalOrder()).toList();
  private static final PublicKey SMALLER = KEYS.get(0);
  private static final PublicKey GREATER = KEYS.get(4);
  private static final PublicKey OTHER = KEYS.get(3);
  private static final Places PLACES = new Places(KEYS.get(2), 2);

  private static Session session(PublicKey node, boolean inbound) {
    return session(node, Optional.empty(), inbound);
  }

  private static Session session(PublicKey node, Optional<PublicKey> validator, boolean inbound) {
    return new Session(
        TestInbox.<Peer.Command>create().getRef(),
        node,
        validator,
        new Wanted.Unknown(NetworkId.TESTNET, 0),
        Scope.BOOTSTRAP,
        inbound,
        "peer:1");
  }

  private static Places.Placement place(Session newcomer, Session... present) {
    return PLACES.place(newcomer, List.of(present), s -> s.nodeKey().equals(OTHER));
  }

  private static Places.Placement refused(Session newcomer) {
    return new Places.Placement(
        false,
        List.of(new Places.Farewell(newcomer, GoodbyeReason.PLACE_NEEDED, "all places are taken")));
  }

  @Test
  void whoFindsAFreePlaceStaysAndNobodyGoes() {
    Session newcomer = session(GREATER, true);
    assertThat(place(newcomer, session(SMALLER, true)))
        .isEqualTo(new Places.Placement(true, List.of()));
  }

  @Test
  void ofTwoConnectionsToOneNodeTheOneThatTheSmallerKeyDialedIsKept() {
    Session dialed = session(GREATER, false);
    Session accepted = session(GREATER, true);
    assertThat(place(dialed, accepted)).isEqualTo(duplicate(true, accepted));
    assertThat(place(accepted, dialed)).isEqualTo(duplicate(false, accepted));
    Session toSmaller = session(SMALLER, false);
    Session fromSmaller = session(SMALLER, true);
    assertThat(place(toSmaller, fromSmaller)).isEqualTo(duplicate(false, toSmaller));
    assertThat(place(fromSmaller, toSmaller)).isEqualTo(duplicate(true, toSmaller));
  }

  private static Places.Placement duplicate(boolean stays, Session loser) {
    return new Places.Placement(
        stays,
        List.of(new Places.Farewell(loser, GoodbyeReason.DUPLICATE, "another connection is kept")));
  }

  @Test
  void aStrangerFindsNoPlaceWhenAllAreTaken() {
    Session newcomer = session(GREATER, true);
    assertThat(place(newcomer, session(SMALLER, true), session(KEYS.get(1), true)))
        .isEqualTo(refused(newcomer));
  }

  @Test
  void aStrangerGivesWayToWhomAPlaceIsReservedFor() {
    Session newcomer = session(OTHER, true);
    Session first = session(SMALLER, true);
    Session second = session(GREATER, true);
    assertThat(place(newcomer, first, second))
        .isEqualTo(
            new Places.Placement(
                true,
                List.of(
                    new Places.Farewell(
                        first, GoodbyeReason.PLACE_NEEDED, "for a committee member"))));
  }

  @Test
  void nobodyGivesWayWhoHasAReservedPlaceHimself() {
    Session newcomer = session(SMALLER, true);
    assertThat(
            new Places(KEYS.get(2), 1)
                .place(newcomer, List.of(session(GREATER, true)), any -> true))
        .isEqualTo(refused(newcomer));
  }

  @Test
  void oneMemberWithManyNodesKeepsNoOtherMemberOut() {
    PublicKey greedy = Actors.v(6);
    List<Session> many =
        IntStream.range(10, 14)
            .mapToObj(i -> session(Actors.v(i), Optional.of(greedy), true))
            .toList();
    Places places = new Places(KEYS.get(2), many.size());
    Session honest = session(OTHER, Optional.of(Actors.v(7)), true);
    Session oneMore = session(GREATER, Optional.of(greedy), true);

    assertThat(places.place(honest, many, any -> true).stays()).isTrue();
    assertThat(places.place(honest, many, any -> true).farewells())
        .extracting(Places.Farewell::session)
        .containsExactly(many.get(0));
    assertThat(places.place(oneMore, many, any -> true)).isEqualTo(refused(oneMore));
  }

  @Test
  void theMachinesOfOneValidatorKeepTheirReservedPlaces() {
    List<Session> machines =
        IntStream.range(10, 10 + Places.RESERVED_PER_VALIDATOR)
            .mapToObj(i -> session(Actors.v(i), Optional.of(Actors.v(6)), true))
            .toList();
    Session newcomer = session(OTHER, Optional.of(Actors.v(7)), true);

    assertThat(new Places(KEYS.get(2), machines.size()).place(newcomer, machines, any -> true))
        .isEqualTo(refused(newcomer));
  }
}
