package org.alphadelta.actor.node;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestInbox;
import akka.actor.typed.ActorRef;
import java.util.Optional;
import org.alphadelta.actor.Pairs;
import org.alphadelta.actor.chain.ChainPair;
import org.alphadelta.core.ChainKind;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.governance.Actors;
import org.junit.jupiter.api.Test;

/** Two pairs, one after the other. */
class OpenPairsTest {
  private static final GenesisPair OLD = Pairs.testnet(Actors.committee(4, 1), 1000);
  private static final GenesisPair NEW =
      Pairs.pair(1, Actors.committee(3, 0), 1000, Optional.of(OLD.alpha().hash()));

  private final ActorRef<ChainPair.Command> old =
      TestInbox.<ChainPair.Command>create("old").getRef();
  private final OpenPairs pairs = new OpenPairs();

  @Test
  void aPairIsWorkedOnUntilItIsOverAndHeldEvenThen() {
    pairs.hold(OLD.id(), old);
    assertThat(pairs.workingOn(OLD.id().chain(ChainKind.DELTA))).contains(old);
    pairs.close(OLD.id());
    assertThat(pairs.workingOn(OLD.id().chain(ChainKind.DELTA))).isEmpty();
    assertThat(pairs.of(OLD.id())).contains(old);
  }

  @Test
  void runsThePairItWasToldLast() {
    ActorRef<ChainPair.Command> next = TestInbox.<ChainPair.Command>create("next").getRef();
    pairs.hold(OLD.id(), old);
    assertThat(pairs.running()).isEmpty();
    pairs.run(OLD.id());
    assertThat(pairs.running()).contains(old);
    pairs.hold(NEW.id(), next);
    pairs.run(NEW.id());
    assertThat(pairs.current()).contains(NEW.id());
    assertThat(pairs.running()).contains(next);
  }
}
