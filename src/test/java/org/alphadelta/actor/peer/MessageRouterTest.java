package org.alphadelta.actor.peer;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestInbox;
import java.util.List;
import java.util.Optional;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.NetworkId;
import org.alphadelta.governance.Actors;
import org.alphadelta.wire.Destination;
import org.alphadelta.wire.GenesisMessage;
import org.alphadelta.wire.PeerMessage;
import org.alphadelta.wire.Scope;
import org.alphadelta.wire.Wanted;
import org.junit.jupiter.api.Test;

class MessageRouterTest {
  private static final PeerMessage ALPHA = new PeerMessage.BlocksRequest(ChainKind.ALPHA, 1, 1);
  private static final PeerMessage DELTA = new PeerMessage.BlocksRequest(ChainKind.DELTA, 1, 1);

  private final PeerConnection connection =
      new PeerConnection(
          TestInbox.<Peer.Command>create().getRef(),
          Actors.v(1),
          Optional.empty(),
          new Wanted.Unknown(NetworkId.TESTNET, 0),
          Scope.BOOTSTRAP,
          true,
          "peer:1");
  private final TestInbox<PeerConnection.Event> alpha = TestInbox.create("alpha");
  private final TestInbox<PeerConnection.Event> delta = TestInbox.create("delta");
  private final TestInbox<PeerConnection.Event> mempool = TestInbox.create("mempool");
  private final TestInbox<PeerConnection.Event> search = TestInbox.create("search");
  private final TestInbox<PeerConnection.Event> store = TestInbox.create("genesis-store");
  private final MessageRouter router = new MessageRouter();

  private static Recipient<?> recipient(
      Destination destination, TestInbox<PeerConnection.Event> inbox) {
    return Recipient.of(destination, inbox.getRef(), event -> event);
  }

  private void open() {
    router.open(
        List.of(
            Recipient.of(Destination.LEDGER, ChainKind.ALPHA, alpha.getRef(), event -> event),
            Recipient.of(Destination.LEDGER, ChainKind.DELTA, delta.getRef(), event -> event),
            Recipient.of(Destination.MEMPOOL, ChainKind.ALPHA, mempool.getRef(), event -> event),
            recipient(Destination.GENESIS_SEARCH, search),
            recipient(Destination.GENESIS_STORE, store)));
  }

  private PeerConnection.Received said(PeerMessage message) {
    assertThat(router.route(connection, message)).isTrue();
    return new PeerConnection.Received(connection, message);
  }

  @Test
  void whatComesBeforeTheRecipientsAreKnownWaitsUpToALimit() {
    for (int i = 0; i < MessageRouter.MAX_WAITING; i++) {
      assertThat(router.route(connection, ALPHA)).isTrue();
    }
    assertThat(router.route(connection, ALPHA)).isFalse();
    assertThat(router.open(List.of(recipient(Destination.LEDGER, alpha))))
        .hasSize(MessageRouter.MAX_WAITING)
        .containsOnly(ALPHA);
    assertThat(alpha.hasMessages()).isFalse();
    alpha.expectMessage(said(ALPHA));
  }

  @Test
  void whatIsAboutAChainGoesToThatChainAlone() {
    open();
    delta.expectMessage(said(DELTA));
    assertThat(alpha.hasMessages()).isFalse();
  }

  @Test
  void transactionsNameNoChainAndGoToEveryMempool() {
    open();
    mempool.expectMessage(said(new PeerMessage.TransactionGossip(List.of())));
    assertThat(alpha.hasMessages() || delta.hasMessages() || store.hasMessages()).isFalse();
  }

  @Test
  void attestationsGoToTheStoreAndToWhoeverSearches() {
    open();
    PeerConnection.Received attestations = said(new GenesisMessage.Attestations(List.of()));
    store.expectMessage(attestations);
    search.expectMessage(attestations);
  }

  @Test
  void whatNobodyHereTakesIsDropped() {
    router.open(List.of(recipient(Destination.GENESIS_STORE, store)));
    said(ALPHA);
    assertThat(store.hasMessages()).isFalse();
  }
}
