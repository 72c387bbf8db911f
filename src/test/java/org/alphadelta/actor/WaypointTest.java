package org.alphadelta.actor;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestInbox;
import java.util.Optional;
import org.alphadelta.core.NetworkId;
import org.alphadelta.governance.Actors;
import org.alphadelta.wire.PeerMessage;
import org.alphadelta.wire.Scope;
import org.alphadelta.wire.Wanted;
import org.junit.jupiter.api.Test;

class WaypointTest {
  private static final PeerMessage MESSAGE = new PeerMessage.Ping(7);

  private final Session session =
      new Session(
          TestInbox.<Peer.Command>create().getRef(),
          Actors.v(1),
          Optional.empty(),
          new Wanted.Unknown(NetworkId.TESTNET, 0),
          Scope.BOOTSTRAP,
          true,
          "peer:1");
  private final Session.Said said = new Session.Said(session, MESSAGE);
  private final TestInbox<Session.Event> chain = TestInbox.create("chain");
  private final TestInbox<Session.Event> library = TestInbox.create("library");
  private final Waypoint waypoint = new Waypoint();

  @Test
  void whatComesForTheChainBeforeItsPlaceIsKnownWaitsUpToALimit() {
    for (int i = 0; i < Waypoint.MAX_WAITING; i++) {
      assertThat(waypoint.toChain(session, MESSAGE)).isTrue();
    }
    assertThat(waypoint.toBoth(session, MESSAGE)).isFalse();
    waypoint.toLibrary(session, MESSAGE);
    assertThat(waypoint.open(new Peer.Route(chain.getRef(), library.getRef())))
        .hasSize(Waypoint.MAX_WAITING)
        .containsOnly(MESSAGE);
    assertThat(library.hasMessages()).isFalse();
    assertThat(waypoint.toChain(session, MESSAGE)).isTrue();
    chain.expectMessage(said);
  }

  @Test
  void whatIsForBothGoesOnceWhereTheLibraryTakesTheChainsPlace() {
    waypoint.open(new Peer.Route(chain.getRef(), library.getRef()));
    assertThat(waypoint.toBoth(session, MESSAGE)).isTrue();
    chain.expectMessage(said);
    library.expectMessage(said);

    waypoint.open(new Peer.Route(library.getRef(), library.getRef()));
    assertThat(waypoint.toBoth(session, MESSAGE)).isTrue();
    library.expectMessage(said);
    assertThat(library.hasMessages()).isFalse();
  }
}
