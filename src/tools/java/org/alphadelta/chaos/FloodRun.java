package org.alphadelta.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.alphadelta.core.ChainKind;
import org.alphadelta.testnet.Memory;

/**
 * Runs four validators, one of which a {@link Flooder} with its keys replaces. Each kind of flood
 * gets a network of its own, because evidence left by one would make the next cheaper. Short bursts
 * alternate with equally long silences, so that other load on this machine affects both alike. The
 * honest three are compared with themselves.
 */
final class FloodRun {
  private static final int VALIDATORS = 4;

  /** Bursts per kind. */
  private static final int BURSTS = 3;

  private static final Duration PATIENCE = Duration.ofSeconds(180);

  private final FloodPlan plan;
  private final Consumer<String> talk;
  private final List<String> problems = new ArrayList<>();

  FloodRun(FloodPlan plan, Consumer<String> talk) {
    this.plan = plan;
    this.talk = talk;
  }

  /** Blocks and the time they took. */
  private record Pace(long blocks, double seconds) {
    static final Pace NONE = new Pace(0, 0);

    Pace and(Pace other) {
      return new Pace(blocks + other.blocks, seconds + other.seconds);
    }

    double rate() {
      return seconds == 0 ? 0 : blocks / seconds;
    }
  }

  /** A verdict on each kind, as far as the run came. */
  List<FloodVerdict> run() throws IOException {
    List<FloodVerdict> verdicts = new ArrayList<>();
    for (FloodKind kind : plan.kinds()) {
      if (problems.isEmpty()) {
        verdicts.add(run(kind));
      }
    }
    return verdicts;
  }

  private FloodVerdict run(FloodKind kind) throws IOException {
    Path homes = plan.directory().resolve(kind.toString());
    try (LiveNetwork network = LiveNetwork.found(homes, VALIDATORS, plan.blockIntervalMillis())) {
      Thread last = new Thread(network::close, "stop-nodes");
      Runtime.getRuntime().addShutdownHook(last);
      FloodVerdict verdict = run(network, kind);
      Runtime.getRuntime().removeShutdownHook(last);
      return verdict;
    }
  }

  private FloodVerdict run(LiveNetwork network, FloodKind kind) throws IOException {
    List<LiveMember> honest = network.members().subList(0, VALIDATORS - 1);
    LiveMember villain = network.members().get(VALIDATORS - 1);
    honest.forEach(network::start);
    try (Flooder flooder =
        new Flooder(network.pair(), villain.nodeKeys(), villain.validatorKeys(), plan.seed())) {
      awaitHeights(honest, 0);
      flooder.connectTo(honest);
      awaitHeights(honest, 2);
      return measure(network, honest, flooder, kind);
    }
  }

  private FloodVerdict measure(
      LiveNetwork network, List<LiveMember> honest, Flooder flooder, FloodKind kind)
      throws IOException {
    long begin = System.nanoTime();
    Map<String, Long> before = resident(network, honest);
    Map<String, Long> evidenceBefore = evidence(honest);
    Pace mute = Pace.NONE;
    Pace flooded = Pace.NONE;
    talk.accept(kind + ": " + BURSTS + " bursts in " + 2 * plan.seconds() + " s");
    for (int burst = 0; burst < BURSTS; burst++) {
      mute = mute.and(pace(honest));
      flooder.flood(kind);
      flooded = flooded.and(pace(honest));
      flooder.silence();
    }
    awaitHeights(honest, heights(honest) / ChainKind.values().length + 2);
    return new FloodVerdict(
        kind,
        plan.seed(),
        mute.rate(),
        flooded.rate(),
        before,
        resident(network, honest),
        evidenceBefore,
        evidence(honest),
        flooder.messages(),
        flooder.bytes(),
        flooder.connections(),
        (System.nanoTime() - begin) / 1e9,
        problems);
  }

  /** Blocks that the honest validators make on both chains during one burst. */
  private Pace pace(List<LiveMember> honest) {
    long from = heights(honest);
    long begin = System.nanoTime();
    long end = begin + Duration.ofSeconds(plan.seconds()).toNanos() / BURSTS;
    Waiting.until(PATIENCE.plusSeconds(plan.seconds()), () -> System.nanoTime() - end > 0);
    long to = heights(honest);
    return new Pace(to - from, (System.nanoTime() - begin) / 1e9);
  }

  /** Height of both chains together at the most advanced validator. */
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

  private static Map<String, Long> evidence(List<LiveMember> honest) {
    Map<String, Long> evidence = new TreeMap<>();
    for (LiveMember member : honest) {
      evidence.put(
          member.name(), member.status().map(s -> s.path("evidence").asLong(-1)).orElse(-1L));
    }
    return evidence;
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
