package org.alphadelta.actor.peer;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestInbox;
import java.util.Optional;
import org.alphadelta.core.NetworkId;
import org.alphadelta.governance.Actors;
import org.alphadelta.wire.PeerMessage;
import org.alphadelta.wire.Scope;
import org.alphadelta.wire.Wanted;
import org.junit.jupiter.api.Test;

class MessageRouterTest {
  private static final PeerMessage MESSAGE = new PeerMessage.Ping(7);

  private final PeerConnection connection =
      new PeerConnection(
          TestInbox.<Peer.Command>create().getRef(),
          Actors.v(1),
          Optional.empty(),
          new Wanted.Unknown(NetworkId.TESTNET, 0),
          Scope.BOOTSTRAP,
          true,
          "peer:1");
  private final PeerConnection.Said said = new PeerConnection.Said(connection, MESSAGE);
  private final TestInbox<PeerConnection.Event> chain = TestInbox.create("chain");
  private final TestInbox<PeerConnection.Event> genesisStore = TestInbox.create("genesis-store");
  private final MessageRouter router = new MessageRouter();

  @Test
  void whatComesForTheChainBeforeItsPlaceIsKnownWaitsUpToALimit() {
    for (int i = 0; i < MessageRouter.MAX_WAITING; i++) {
      assertThat(router.toChain(connection, MESSAGE)).isTrue();
    }
    assertThat(router.toBoth(connection, MESSAGE)).isFalse();
    router.toGenesisStore(connection, MESSAGE);
    assertThat(router.open(new Peer.Route(chain.getRef(), genesisStore.getRef())))
        .hasSize(MessageRouter.MAX_WAITING)
        .containsOnly(MESSAGE);
    assertThat(genesisStore.hasMessages()).isFalse();
    assertThat(router.toChain(connection, MESSAGE)).isTrue();
    chain.expectMessage(said);
  }

  @Test
  void whatIsForBothGoesOnceWhereTheLibraryTakesTheChainsPlace() {
    router.open(new Peer.Route(chain.getRef(), genesisStore.getRef()));
    assertThat(router.toBoth(connection, MESSAGE)).isTrue();
    chain.expectMessage(said);
    genesisStore.expectMessage(said);

    router.open(new Peer.Route(genesisStore.getRef(), genesisStore.getRef()));
    assertThat(router.toBoth(connection, MESSAGE)).isTrue();
    genesisStore.expectMessage(said);
    assertThat(genesisStore.hasMessages()).isFalse();
  }
}
