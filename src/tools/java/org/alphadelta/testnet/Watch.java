package org.alphadelta.testnet;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Waits for a condition that can be observed from outside. Patience is counted in blocks: a wait
 * fails when some chain has grown by {@link #PATIENCE_BLOCKS} meanwhile, when nothing at all moves
 * for {@link #STANDSTILL}, or when a node ends.
 */
final class Watch {
  static final long PATIENCE_BLOCKS = 500;
  static final Duration STANDSTILL = Duration.ofMinutes(3);
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final List<Participant> participants;
  private final Processes processes;
  private final LongSupplier nanos;

  Watch(Collection<Participant> participants, Processes processes, LongSupplier nanos) {
    this.participants = List.copyOf(participants);
    this.processes = processes;
    this.nanos = nanos;
  }

  /**
   * The first non-empty answer to a question about all nodes' statuses.
   *
   * @param what completes "waiting for ..."
   * @throws MissionFailed when patience ends
   */
  <T> T until(String step, String what, Function<Round, Optional<T>> question) {
    Patience patience = new Patience(nanos.getAsLong());
    while (true) {
      Round round = Round.ask(participants);
      Optional<T> answer = question.apply(round);
      if (answer.isPresent()) {
        return answer.get();
      }
      Optional<String> end = processes.lost().or(() -> patience.end(round, nanos.getAsLong()));
      if (end.isPresent()) {
        throw new MissionFailed(step, "waiting for " + what + ": " + end.get());
      }
      pause(step);
    }
  }

  /** Like {@link #until}, for a plain condition. */
  void untilTrue(String step, String what, Function<Round, Boolean> condition) {
    until(step, what, round -> condition.apply(round) ? Optional.of(round) : Optional.empty());
  }

  Round now() {
    return Round.ask(participants);
  }

  private static void pause(String step) {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MissionFailed(step, "interrupted");
    }
  }

  /** The progress seen during one wait. */
  static final class Patience {
    private final Map<String, Long> first = new TreeMap<>();
    private Map<String, Long> last = Map.of();
    private long movedAt;

    Patience(long nanos) {
      this.movedAt = nanos;
    }

    /** Why patience ends, if it does. */
    Optional<String> end(Round round, long nanos) {
      Map<String, Long> heights = round.heights();
      heights.forEach(first::putIfAbsent);
      if (!heights.equals(last)) {
        last = heights;
        movedAt = nanos;
      }
      Optional<String> grown =
          heights.entrySet().stream()
              .filter(e -> e.getValue() - first.getOrDefault(e.getKey(), 0L) > PATIENCE_BLOCKS)
              .map(
                  e ->
                      e.getKey()
                          + " grew from "
                          + first.get(e.getKey())
                          + " to "
                          + e.getValue()
                          + " meanwhile")
              .findFirst();
      boolean still = nanos - movedAt > STANDSTILL.toNanos();
      return grown.or(
          () ->
              still
                  ? Optional.of(
                      "nothing moved for " + STANDSTILL.toSeconds() + " s at " + shown(round))
                  : Optional.empty());
    }

    private static String shown(Round round) {
      Map<String, Long> heights = round.heights();
      if (!heights.isEmpty()) {
        return heights.toString();
      }
      List<String> phases =
          round.statuses().entrySet().stream()
              .map(e -> e.getKey() + " " + phase(e.getValue()))
              .toList();
      return phases.isEmpty() ? "no node that answers" : phases.toString();
    }

    private static String phase(JsonNode status) {
      return status.path("phase").asText("?");
    }
  }
}
