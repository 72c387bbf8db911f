package org.alphadelta.actor.peer;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alphadelta.actor.Life;
import org.alphadelta.actor.Pairs;
import org.alphadelta.core.Committee;
import org.alphadelta.crypto.KeyPair;
import org.alphadelta.crypto.NodeTls;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.governance.Actors;
import org.alphadelta.wire.Destination;
import org.alphadelta.wire.ListenAddress;
import org.alphadelta.wire.Scope;
import org.alphadelta.wire.Wanted;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a chain hears of its sessions, and in which order. One probe is connection and chain. */
class PeersTest {
  private static final Committee MEMBERS = Actors.committee(4, 0);
  private static final GenesisPair PAIR = Pairs.testnet(MEMBERS, 1000);

  @TempDir private Path home;
  private Life life;
  private TestProbe<Object> all;
  private ActorRef<Peers.Command> peers;

  @BeforeEach
  void live() {
    life = new Life(home);
    all = life.probe();
    KeyPair nodeKey = KeyPair.generate(new SecureRandom());
    PeerSettings settings =
        new PeerSettings(
            nodeKey,
            NodeTls.of(nodeKey),
            new ListenAddress("127.0.0.1", 1),
            Optional.empty(),
            Map.of(),
            10,
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            "test",
            InstantSource.system());
    peers =
        life.kit.spawn(
            Peers.create(settings, Pairs.machine(home, Pairs.pins(PAIR), Optional.empty())));
    peers.tell(
        new Peers.ServeGenesis(
            Recipient.of(
                Destination.GENESIS_STORE,
                life.<PeerConnection.Event>probe().getRef(),
                event -> event),
            certificates -> {}));
  }

  @AfterEach
  void end() {
    life.close();
  }

  private void serve() {
    peers.tell(
        new Peers.Serve(
            PAIR.id(),
            Scope.FULL,
            true,
            MEMBERS,
            List.of(Recipient.of(Destination.LEDGER, all.getRef(), event -> event))));
  }

  private PeerConnection session() {
    return new PeerConnection(
        all.getRef().narrow(),
        KeyPair.generate(new SecureRandom()).publicKey(),
        Optional.of(MEMBERS.keys().getFirst()),
        new Wanted.Pair(PAIR.id()),
        Scope.FULL,
        true,
        "127.0.0.1:2");
  }

  @Test
  void aChainHearsOfASessionBeforeWhatTheSessionSays() {
    serve();
    PeerConnection connection = session();
    peers.tell(new Peers.Established(connection));
    assertThat(all.receiveMessage(Life.PATIENCE)).isEqualTo(new PeerConnection.Opened(connection));
    assertThat(all.receiveMessage(Life.PATIENCE)).isInstanceOf(Peer.Route.class);
  }

  @Test
  void aChainThatIsServedAgainHearsOfASessionOnce() {
    serve();
    PeerConnection connection = session();
    peers.tell(new Peers.Established(connection));
    serve();
    serve();
    TestProbe<List<PeerConnection>> answer = life.probe();
    peers.tell(new Peers.Connected(answer.getRef()));
    assertThat(answer.receiveMessage(Life.PATIENCE)).containsExactly(connection);
    assertThat(all.receiveMessage(Life.PATIENCE)).isEqualTo(new PeerConnection.Opened(connection));
    assertThat(all.receiveMessage(Life.PATIENCE)).isInstanceOf(Peer.Route.class);
    all.expectNoMessage(Life.SILENCE);
  }

  @Test
  void aChainThatIsServedLaterHearsOfTheSessionsThatAreThere() {
    PeerConnection connection = session();
    peers.tell(new Peers.Established(connection));
    assertThat(all.receiveMessage(Life.PATIENCE)).isInstanceOf(Peer.Route.class);
    serve();
    assertThat(all.receiveMessage(Life.PATIENCE)).isEqualTo(new PeerConnection.Opened(connection));
    assertThat(all.receiveMessage(Life.PATIENCE)).isInstanceOf(Peer.Route.class);
  }

  @Test
  void whoIsServedLaterOfAPairHearsOfTheSessionsAndTheOthersDoNotHearAgain() {
    serve();
    PeerConnection connection = session();
    peers.tell(new Peers.Established(connection));
    assertThat(all.receiveMessage(Life.PATIENCE)).isEqualTo(new PeerConnection.Opened(connection));
    assertThat(all.receiveMessage(Life.PATIENCE)).isInstanceOf(Peer.Route.class);
    TestProbe<PeerConnection.Event> delta = life.probe();
    peers.tell(
        new Peers.Serve(
            PAIR.id(),
            Scope.FULL,
            true,
            MEMBERS,
            List.of(
                Recipient.of(Destination.LEDGER, all.getRef(), event -> event),
                Recipient.of(Destination.LEDGER, delta.getRef(), event -> event))));
    assertThat(delta.receiveMessage(Life.PATIENCE))
        .isEqualTo(new PeerConnection.Opened(connection));
    assertThat(all.receiveMessage(Life.PATIENCE))
        .isInstanceOfSatisfying(
            Peer.Route.class, route -> assertThat(route.recipients()).hasSize(3));
  }
}
