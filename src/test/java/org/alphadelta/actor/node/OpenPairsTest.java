package org.alphadelta.actor.node;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestInbox;
import akka.actor.typed.ActorRef;
import java.util.Optional;
import org.alphadelta.actor.Pairs;
import org.alphadelta.actor.chain.ChainPair;
import org.alphadelta.actor.peer.PeerConnection;
import org.alphadelta.actor.peer.Peers;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Committee;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.governance.Actors;
import org.alphadelta.wire.Scope;
import org.junit.jupiter.api.Test;

/** Two pairs, one after the other. */
class OpenPairsTest {
  private static final GenesisPair OLD = Pairs.testnet(Actors.committee(4, 1), 1000);
  private static final GenesisPair NEW =
      Pairs.pair(1, Actors.committee(3, 0), 1000, Optional.of(OLD.alpha().hash()));

  private final ActorRef<ChainPair.Command> old =
      TestInbox.<ChainPair.Command>create("old").getRef();
  private final ActorRef<PeerConnection.Event> connections =
      TestInbox.<PeerConnection.Event>create().getRef();
  private final OpenPairs pairs = new OpenPairs();

  @Test
  void aPairIsServedInFullAndDialedForUntilItIsOver() {
    assertThat(pairs.serving(OLD.id())).isEmpty();
    pairs.hold(OLD, old, connections);
    assertThat(pairs.serving(OLD.id()))
        .contains(new Peers.Serve(OLD.id(), Scope.FULL, true, OLD.committee(), connections));
    assertThat(pairs.workingOn(OLD.id().chain(ChainKind.DELTA))).contains(old);
    Committee stayers = Actors.committee(1, 0);
    pairs.members(OLD.id(), stayers);
    pairs.close(OLD.id());
    assertThat(pairs.serving(OLD.id()))
        .contains(new Peers.Serve(OLD.id(), Scope.READ_ONLY, false, stayers, connections));
    assertThat(pairs.workingOn(OLD.id().chain(ChainKind.DELTA))).isEmpty();
    assertThat(pairs.of(OLD.id())).contains(old);
  }

  @Test
  void runsThePairItWasToldLast() {
    ActorRef<ChainPair.Command> next = TestInbox.<ChainPair.Command>create("next").getRef();
    pairs.hold(OLD, old, connections);
    assertThat(pairs.running()).isEmpty();
    pairs.run(OLD.id());
    assertThat(pairs.running()).contains(old);
    pairs.hold(NEW, next, connections);
    pairs.run(NEW.id());
    assertThat(pairs.current()).contains(NEW.id());
    assertThat(pairs.running()).contains(next);
  }
}
