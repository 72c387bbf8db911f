package org.alphadelta.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Member;
import org.alphadelta.core.Role;
import org.alphadelta.crypto.Ed25519;

/**
 * Kills random validators of a running network under load, one or two at a time, and restarts each
 * at once; then checks the recorder and the disks. Often the next are killed while the last are
 * still starting, so that a quorum is missing again and again; from time to time all must return
 * and both chains advance at each of them. Only kills of validators that had answered since their
 * start are counted.
 */
final class KillRun {
  private static final Duration PATIENCE = Duration.ofSeconds(180);
  private static final long BLOCKS_AFTERWARDS = 5;
  private static final int MOST_BLOCKS_BETWEEN = 3;
  private static final long TRANSFER_PAUSE_MILLIS = 100;

  /** One in this many strikes kills two validators at once. */
  private static final int PAIR_IN = 4;

  /** One in this many strikes also kills a validator that is still starting. */
  private static final int EARLY_IN = 6;

  /** After this many kills all validators must be up and both chains advance. */
  private static final int PROOF_EVERY = 25;

  private final KillPlan plan;
  private final Consumer<String> talk;
  private final Random random;
  private final ReportedBlocks reported = new ReportedBlocks();
  private final List<String> problems = new ArrayList<>();
  private final Set<LiveMember> answering = new HashSet<>();
  private int kills;
  private int earlyKills;
  private int resumptions;

  KillRun(KillPlan plan, Consumer<String> talk) {
    this.plan = plan;
    this.talk = talk;
    this.random = new Random(plan.seed());
  }

  KillVerdict run() throws IOException {
    long begin = System.nanoTime();
    try (LiveNetwork network =
        LiveNetwork.found(plan.directory(), plan.validators(), plan.blockIntervalMillis())) {
      Thread last = new Thread(network::close, "stop-nodes");
      Runtime.getRuntime().addShutdownHook(last);
      KillVerdict verdict = run(network, begin);
      Runtime.getRuntime().removeShutdownHook(last);
      return verdict;
    }
  }

  private KillVerdict run(LiveNetwork network, long begin) {
    SignatureRegistry signatures =
        new SignatureRegistry(network.pair(), committee(network), Ed25519.verifier());
    boolean resumed = false;
    long transfers;
    try (Recorder recorder = new Recorder(network.pair(), signatures, reported);
        TransferLoad load = new TransferLoad(network.members(), TRANSFER_PAUSE_MILLIS)) {
      begin(network, recorder);
      load.start();
      storm(network, recorder);
      resumed = problems.isEmpty() && resumes(network, recorder);
      transfers = load.accepted();
    }
    network.stop(network.members());
    talk.accept("stopped; reading the homes");
    HomeAudit audit =
        new HomeAudit(network.pair(), network.directory().resolve("audit"), Ed25519.verifier());
    audit.run(network.members(), reported, signatures);
    problems.addAll(audit.damaged());
    problems.addAll(audit.lost());
    SignatureRegistry.Count count = signatures.count();
    problems.addAll(count.doubles());
    Map<ChainKind, Long> heights = new EnumMap<>(ChainKind.class);
    for (ChainKind kind : ChainKind.values()) {
      heights.put(kind, audit.height(kind));
    }
    return new KillVerdict(
        plan,
        kills,
        earlyKills,
        resumptions,
        heights,
        count,
        audit.lost().size(),
        reported.size(),
        audit.certificates(),
        audit.signStates(),
        transfers,
        resumed,
        (System.nanoTime() - begin) / 1e9,
        problems);
  }

  static Committee committee(LiveNetwork network) {
    return Committee.of(
        network.members().stream().map(m -> new Member(m.key(), Role.GOVERNOR)).toList());
  }

  private void begin(LiveNetwork network, Recorder recorder) {
    LiveMember first = network.members().get(0);
    network.startAsArchivist(first);
    awaitTrue("an answer of " + first.name(), () -> first.status().isPresent());
    network.stop(List.of(first));
    network.members().forEach(network::start);
    recorder.listenTo(network.members());
    awaitTrue(
        "two blocks on both chains at all validators",
        () -> network.members().stream().allMatch(m -> look(m, 2)));
    talk.accept(network.members().size() + " validators agree; killing " + plan.kills());
  }

  private void storm(LiveNetwork network, Recorder recorder) {
    answering.addAll(network.members());
    int proven = 0;
    while (kills < plan.kills() && problems.isEmpty()) {
      strike(network);
      noticeEnds(network);
      if (kills - proven >= PROOF_EVERY && kills < plan.kills() && problems.isEmpty()) {
        resumes(network, recorder);
        proven = kills;
        talk.accept(
            kills
                + " kills, alpha "
                + reported.highest(ChainKind.ALPHA)
                + ", delta "
                + reported.highest(ChainKind.DELTA));
      }
    }
  }

  private void strike(LiveNetwork network) {
    awaitTrue("a validator that answers", () -> look(network) || anyOver(network));
    List<LiveMember> running = shuffled(network.members().stream().filter(answering::contains));
    List<LiveMember> starting =
        shuffled(network.members().stream().filter(m -> !answering.contains(m)));
    int most = random.nextInt(PAIR_IN) == 0 ? 2 : 1;
    List<LiveMember> victims = new ArrayList<>(running.subList(0, Math.min(most, running.size())));
    kills += victims.size();
    if (random.nextInt(EARLY_IN) == 0 && !starting.isEmpty()) {
      victims.add(starting.getFirst());
      earlyKills++;
    }
    victims.forEach(network::kill);
    victims.forEach(answering::remove);
    victims.stream().filter(v -> problems.isEmpty()).forEach(network::start);
    goOn(network, victims);
  }

  private List<LiveMember> shuffled(Stream<LiveMember> some) {
    List<LiveMember> shuffled = new ArrayList<>(some.toList());
    Collections.shuffle(shuffled, random);
    return shuffled;
  }

  /** Records which validators are up again; whether any is. */
  private boolean look(LiveNetwork network) {
    network.members().stream()
        .filter(m -> !answering.contains(m))
        .filter(m -> look(m, 0))
        .forEach(answering::add);
    return !answering.isEmpty();
  }

  /**
   * Waits until the killed validators are up, or until some blocks passed while they may still be
   * starting.
   */
  private void goOn(LiveNetwork network, List<LiveMember> victims) {
    ChainKind kind = random.nextBoolean() ? ChainKind.ALPHA : ChainKind.DELTA;
    long wanted = reported.highest(kind) + 1 + random.nextInt(MOST_BLOCKS_BETWEEN);
    if (random.nextInt(3) == 0) {
      awaitTrue(
          "an answer of the killed",
          () -> look(network) && answering.containsAll(victims) || anyOver(network));
    } else {
      awaitTrue(
          kind + " block " + wanted, () -> reported.highest(kind) >= wanted || anyOver(network));
    }
  }

  /** Reports a node that ended although this run did not end it. */
  private void noticeEnds(LiveNetwork network) {
    for (LiveMember member : network.members()) {
      network
          .exitCode(member)
          .ifPresent(
              code ->
                  problems.add(
                      member.name()
                          + " ended by itself with exit code "
                          + code
                          + ", see "
                          + network.log(member)));
    }
  }

  private static boolean anyOver(LiveNetwork network) {
    return network.members().stream().anyMatch(m -> network.exitCode(m).isPresent());
  }

  private boolean resumes(LiveNetwork network, Recorder recorder) {
    awaitTrue(
        "an answer of all validators",
        () -> network.members().stream().allMatch(m -> look(m, 1)) || anyOver(network));
    long alpha = reported.highest(ChainKind.ALPHA) + BLOCKS_AFTERWARDS;
    long delta = reported.highest(ChainKind.DELTA) + BLOCKS_AFTERWARDS;
    awaitTrue(
        "alpha block " + alpha + " and delta block " + delta + " at all validators",
        () ->
            network.members().stream()
                    .allMatch(
                        m ->
                            look(m, 1)
                                && m.height(ChainKind.ALPHA) >= alpha
                                && m.height(ChainKind.DELTA) >= delta)
                || anyOver(network));
    awaitTrue(
        "the recorder at all validators", () -> recorder.connected() == network.members().size());
    noticeEnds(network);
    if (problems.isEmpty()) {
      resumptions++;
      answering.addAll(network.members());
    }
    return problems.isEmpty();
  }

  /**
   * Queries a node, records the heads it reports, and returns whether both chains have reached the
   * height.
   */
  private boolean look(LiveMember member, long height) {
    return member
        .status()
        .filter(
            status -> {
              boolean reached = true;
              for (ChainKind kind : ChainKind.values()) {
                long at =
                    LiveMember.chain(status, kind).map(c -> head(member, kind, c)).orElse(-1L);
                reached &= at >= height;
              }
              return reached;
            })
        .isPresent();
  }

  private long head(LiveMember member, ChainKind kind, JsonNode chain) {
    long height = chain.path("height").asLong(-1);
    if (height >= 1) {
      reported.report(kind, height, Hash.ofHex(chain.path("head_hash").asText()), member.name());
    }
    return height;
  }

  private void awaitTrue(String what, java.util.function.BooleanSupplier condition) {
    if (!Waiting.until(PATIENCE, condition)) {
      problems.add(
          "found no " + what + " in " + PATIENCE.toSeconds() + " s after " + kills + " kills");
    }
  }
}
