package org.alphadelta.actor.peer;

import akka.actor.typed.ActorRef;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.alphadelta.actor.BoundedMap;
import org.alphadelta.wire.ListenAddress;
import org.alphadelta.wire.Wanted;

/**
 * Dial attempts under way, and when a failed one may be repeated: the pause doubles with every
 * failure up to a limit. Time comes in as an argument.
 */
final class Dialing {
  /** An address and the purpose of dialing it. */
  record Attempt(ListenAddress address, Wanted wanted) {}

  private record Backoff(int failures, long notBeforeMillis) {}

  static final long FIRST_BACKOFF_MILLIS = 250;
  static final long LONGEST_BACKOFF_MILLIS = 5_000;

  /** Failed attempts that are remembered; a forgotten one is repeated without its pause. */
  static final int MAX_BACKOFFS = 4_096;

  private final Map<Attempt, ActorRef<Peer.Command>> dialing = new LinkedHashMap<>();
  private final BoundedMap<Attempt, Backoff> backoffs = new BoundedMap<>(MAX_BACKOFFS);

  boolean isDue(Attempt attempt, long nowMillis) {
    return !dialing.containsKey(attempt)
        && backoffs.get(attempt).filter(b -> nowMillis < b.notBeforeMillis()).isEmpty();
  }

  void started(Attempt attempt, ActorRef<Peer.Command> peer) {
    dialing.put(attempt, peer);
  }

  /** The attempt that led to this peer, if it was dialed; resets its failures. */
  Optional<Attempt> established(ActorRef<Peer.Command> peer) {
    Optional<Attempt> attempt =
        dialing.entrySet().stream()
            .filter(e -> e.getValue().equals(peer))
            .map(Map.Entry::getKey)
            .findFirst();
    attempt.ifPresent(backoffs::remove);
    return attempt;
  }

  /** The connection of an attempt has ended. */
  void ended(Attempt attempt) {
    dialing.remove(attempt);
  }

  void failed(Attempt attempt, long nowMillis) {
    int failures = backoffs.get(attempt).map(last -> last.failures() + 1).orElse(0);
    backoffs.put(attempt, backoff(failures, nowMillis));
  }

  private static Backoff backoff(int failures, long nowMillis) {
    long pause = Math.min(LONGEST_BACKOFF_MILLIS, FIRST_BACKOFF_MILLIS << Math.min(failures, 8));
    return new Backoff(failures, nowMillis + pause);
  }
}
