package org.alphadelta.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.alphadelta.core.ChainKind;
import org.alphadelta.testnet.Memory;

/**
 * Four validators; the last gives its place to a {@link Flooder} with its keys, which is mute for a
 * while and then floods for as long. Compares the honest three with themselves.
 */
final class FloodRun {
  private static final int VALIDATORS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(180);

  private final FloodPlan plan;
  private final Consumer<String> talk;
  private final List<String> problems = new ArrayList<>();

  FloodRun(FloodPlan plan, Consumer<String> talk) {
    this.plan = plan;
    this.talk = talk;
  }

  FloodVerdict run() throws IOException {
    try (LiveNetwork network =
        LiveNetwork.found(plan.directory(), VALIDATORS, plan.blockIntervalMillis())) {
      Thread last = new Thread(network::close, "stop-nodes");
      Runtime.getRuntime().addShutdownHook(last);
      FloodVerdict verdict = run(network);
      Runtime.getRuntime().removeShutdownHook(last);
      return verdict;
    }
  }

  private FloodVerdict run(LiveNetwork network) throws IOException {
    long begin = System.nanoTime();
    List<LiveMember> honest = network.members().subList(0, VALIDATORS - 1);
    LiveMember villain = network.members().get(VALIDATORS - 1);
    honest.forEach(network::start);
    try (Flooder flooder =
        new Flooder(network.pair(), villain.nodeKeys(), villain.validatorKeys(), plan.seed())) {
      awaitHeights(honest, 0);
      flooder.connectTo(honest);
      awaitHeights(honest, 2);
      talk.accept("three honest validators and a mute one, " + plan.seconds() + " s");
      double mute = rate(honest);
      Map<String, Long> before = resident(network, honest);
      talk.accept("the mute one floods: " + plan.kind() + ", " + plan.seconds() + " s");
      flooder.flood(plan.kind());
      double flooded = rate(honest);
      Map<String, Long> after = resident(network, honest);
      flooder.hush();
      long height = heights(honest) / ChainKind.values().length;
      awaitHeights(honest, height + 2);
      Map<String, Long> evidence = new TreeMap<>();
      for (LiveMember member : honest) {
        evidence.put(
            member.name(), member.status().map(s -> s.path("evidence").asLong(-1)).orElse(-1L));
      }
      return new FloodVerdict(
          plan,
          mute,
          flooded,
          before,
          after,
          evidence,
          flooder.messages(),
          flooder.bytes(),
          flooder.connections(),
          (System.nanoTime() - begin) / 1e9,
          problems);
    }
  }

  /** Blocks per second that the honest made on both chains together during the plan's time. */
  private double rate(List<LiveMember> honest) {
    long from = heights(honest);
    long begin = System.nanoTime();
    long end = begin + Duration.ofSeconds(plan.seconds()).toNanos();
    Waiting.until(PATIENCE.plusSeconds(plan.seconds()), () -> System.nanoTime() - end > 0);
    long to = heights(honest);
    return (to - from) / ((System.nanoTime() - begin) / 1e9);
  }

  /** The heights of both chains together at whoever is furthest. */
  private static long heights(List<LiveMember> honest) {
    long sum = 0;
    for (ChainKind kind : ChainKind.values()) {
      sum += honest.stream().mapToLong(m -> m.height(kind)).max().orElse(0);
    }
    return sum;
  }

  private static Map<String, Long> resident(LiveNetwork network, List<LiveMember> honest)
      throws IOException {
    Map<String, Long> resident = new TreeMap<>();
    for (LiveMember member : honest) {
      resident.put(member.name(), Memory.of(network.pid(member)).mostMib());
    }
    return resident;
  }

  private void awaitHeights(List<LiveMember> honest, long height) {
    boolean reached =
        Waiting.until(
            PATIENCE,
            () ->
                honest.stream()
                    .allMatch(
                        m ->
                            m.height(ChainKind.ALPHA) >= height
                                && m.height(ChainKind.DELTA) >= height));
    if (!reached) {
      problems.add(
          "found no block "
              + height
              + " on both chains at the honest in "
              + PATIENCE.toSeconds()
              + " s");
    }
  }
}
