package org.alphadelta.actor.peer;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestInbox;
import akka.actor.typed.ActorRef;
import org.alphadelta.core.NetworkId;
import org.alphadelta.wire.ListenAddress;
import org.alphadelta.wire.Wanted;
import org.junit.jupiter.api.Test;

class DialingTest {
  private static final Dialing.Attempt ATTEMPT =
      new Dialing.Attempt(new ListenAddress("peer", 1), new Wanted.Unknown(NetworkId.TESTNET, 0));

  private final ActorRef<Peer.Command> peer = TestInbox.<Peer.Command>create().getRef();
  private final Dialing dialing = new Dialing();

  private void fails(long nowMillis) {
    dialing.started(ATTEMPT, peer);
    dialing.ended(ATTEMPT);
    dialing.failed(ATTEMPT, nowMillis);
  }

  @Test
  void oneAttemptIsUnderWayAtATime() {
    assertThat(dialing.isDue(ATTEMPT, 0)).isTrue();
    dialing.started(ATTEMPT, peer);
    assertThat(dialing.isDue(ATTEMPT, 0)).isFalse();
    dialing.ended(ATTEMPT);
    assertThat(dialing.isDue(ATTEMPT, 0)).isTrue();
  }

  @Test
  void thePauseDoublesWithEveryFailureUpToTheLongest() {
    long now = 0;
    for (long pause : new long[] {250, 500, 1000, 2000, 4000, 5000, 5000}) {
      fails(now);
      assertThat(dialing.isDue(ATTEMPT, now + pause - 1)).as("%d", pause).isFalse();
      now += pause;
      assertThat(dialing.isDue(ATTEMPT, now)).as("%d", pause).isTrue();
    }
  }

  @Test
  void aHandshakeForgivesEarlierFailures() {
    fails(0);
    fails(0);
    dialing.started(ATTEMPT, peer);
    assertThat(dialing.established(peer)).contains(ATTEMPT);
    dialing.ended(ATTEMPT);
    assertThat(dialing.isDue(ATTEMPT, 0)).isTrue();
    assertThat(dialing.established(peer)).isEmpty();
  }

  /** Peers choose the addresses: what is remembered of them has a limit. */
  @Test
  void theOldestFailureIsForgottenWhenTooManyAreRemembered() {
    fails(0);
    for (int i = 1; i < Dialing.MAX_BACKOFFS; i++) {
      dialing.failed(attempt(i), 0);
    }
    assertThat(dialing.isDue(ATTEMPT, 0)).isFalse();
    dialing.failed(attempt(Dialing.MAX_BACKOFFS), 0);
    assertThat(dialing.isDue(ATTEMPT, 0)).isTrue();
    assertThat(dialing.isDue(attempt(Dialing.MAX_BACKOFFS), 0)).isFalse();
  }

  private static Dialing.Attempt attempt(int number) {
    return new Dialing.Attempt(
        new ListenAddress("host-" + number, 1), new Wanted.Unknown(NetworkId.TESTNET, 0));
  }
}
