package org.alphadelta.actor.peer;

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
class ConnectionSlotsTest {
  private static final List<PublicKey> KEYS =
      IntStream.rangeClosed(1, 5).mapToObj(Actors::v).sorted(Comparator.naturalOrder()).toList();
  private static final PublicKey SMALLER = KEYS.get(0);
  private static final PublicKey GREATER = KEYS.get(4);
  private static final PublicKey OTHER = KEYS.get(3);
  private static final ConnectionSlots SLOTS = new ConnectionSlots(KEYS.get(2), 2);

  private static PeerConnection session(PublicKey node, boolean inbound) {
    return session(node, Optional.empty(), inbound);
  }

  private static PeerConnection session(
      PublicKey node, Optional<PublicKey> validator, boolean inbound) {
    return new PeerConnection(
        TestInbox.<Peer.Command>create().getRef(),
        node,
        validator,
        new Wanted.Unknown(NetworkId.TESTNET, 0),
        Scope.BOOTSTRAP,
        inbound,
        "peer:1");
  }

  private static ConnectionSlots.Allocation place(
      PeerConnection newcomer, PeerConnection... present) {
    return SLOTS.allocate(newcomer, List.of(present), s -> s.nodeKey().equals(OTHER));
  }

  private static ConnectionSlots.Allocation refused(PeerConnection newcomer) {
    return new ConnectionSlots.Allocation(
        false,
        List.of(
            new ConnectionSlots.Eviction(
                newcomer, GoodbyeReason.PLACE_NEEDED, "all places are taken")));
  }

  @Test
  void whoFindsAFreePlaceStaysAndNobodyGoes() {
    PeerConnection newcomer = session(GREATER, true);
    assertThat(place(newcomer, session(SMALLER, true)))
        .isEqualTo(new ConnectionSlots.Allocation(true, List.of()));
  }

  @Test
  void ofTwoConnectionsToOneNodeTheOneThatTheSmallerKeyDialedIsKept() {
    PeerConnection dialed = session(GREATER, false);
    PeerConnection accepted = session(GREATER, true);
    assertThat(place(dialed, accepted)).isEqualTo(duplicate(true, accepted));
    assertThat(place(accepted, dialed)).isEqualTo(duplicate(false, accepted));
    PeerConnection toSmaller = session(SMALLER, false);
    PeerConnection fromSmaller = session(SMALLER, true);
    assertThat(place(toSmaller, fromSmaller)).isEqualTo(duplicate(false, toSmaller));
    assertThat(place(fromSmaller, toSmaller)).isEqualTo(duplicate(true, toSmaller));
  }

  private static ConnectionSlots.Allocation duplicate(boolean stays, PeerConnection loser) {
    return new ConnectionSlots.Allocation(
        stays,
        List.of(
            new ConnectionSlots.Eviction(
                loser, GoodbyeReason.DUPLICATE, "another connection is kept")));
  }

  @Test
  void aStrangerFindsNoPlaceWhenAllAreTaken() {
    PeerConnection newcomer = session(GREATER, true);
    assertThat(place(newcomer, session(SMALLER, true), session(KEYS.get(1), true)))
        .isEqualTo(refused(newcomer));
  }

  @Test
  void aStrangerGivesWayToWhomAPlaceIsReservedFor() {
    PeerConnection newcomer = session(OTHER, true);
    PeerConnection first = session(SMALLER, true);
    PeerConnection second = session(GREATER, true);
    assertThat(place(newcomer, first, second))
        .isEqualTo(
            new ConnectionSlots.Allocation(
                true,
                List.of(
                    new ConnectionSlots.Eviction(
                        first, GoodbyeReason.PLACE_NEEDED, "for a committee member"))));
  }

  @Test
  void nobodyGivesWayWhoHasAReservedPlaceHimself() {
    PeerConnection newcomer = session(SMALLER, true);
    assertThat(
            new ConnectionSlots(KEYS.get(2), 1)
                .allocate(newcomer, List.of(session(GREATER, true)), any -> true))
        .isEqualTo(refused(newcomer));
  }

  @Test
  void oneMemberWithManyNodesKeepsNoOtherMemberOut() {
    PublicKey greedy = Actors.v(6);
    List<PeerConnection> many =
        IntStream.range(10, 14)
            .mapToObj(i -> session(Actors.v(i), Optional.of(greedy), true))
            .toList();
    ConnectionSlots slots = new ConnectionSlots(KEYS.get(2), many.size());
    PeerConnection honest = session(OTHER, Optional.of(Actors.v(7)), true);
    PeerConnection oneMore = session(GREATER, Optional.of(greedy), true);

    assertThat(slots.allocate(honest, many, any -> true).stays()).isTrue();
    assertThat(slots.allocate(honest, many, any -> true).evictions())
        .extracting(ConnectionSlots.Eviction::connection)
        .containsExactly(many.get(0));
    assertThat(slots.allocate(oneMore, many, any -> true)).isEqualTo(refused(oneMore));
  }

  @Test
  void theMachinesOfOneValidatorKeepTheirReservedPlaces() {
    List<PeerConnection> machines =
        IntStream.range(10, 10 + ConnectionSlots.RESERVED_PER_VALIDATOR)
            .mapToObj(i -> session(Actors.v(i), Optional.of(Actors.v(6)), true))
            .toList();
    PeerConnection newcomer = session(OTHER, Optional.of(Actors.v(7)), true);

    assertThat(
            new ConnectionSlots(KEYS.get(2), machines.size())
                .allocate(newcomer, machines, any -> true))
        .isEqualTo(refused(newcomer));
  }
}
