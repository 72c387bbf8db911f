package org.alphadelta.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alphadelta.consensus.CommitCertificate;

/**
 * Runs one seed: storms and calms alternate until every honest node has all heights. After each
 * storm it checks that honest nodes decide within 2f + 2 rounds; the observer checks the invariants
 * after every event.
 */
final class Simulation implements Listener {
  /** A run that takes longer than this without deciding is undecided. Virtual milliseconds. */
  private static final long PATIENCE_MILLIS = 20 * 60 * 1_000;

  private static final int FAULTS_MILLIS = 400;
  private static final int CALM_AFTER_RESTORE = 10;

  /** A power loss of all nodes is this many times rarer than that of one. */
  private static final int BLACKOUT_RARER = 4;

  /**
   * Ten times what a rough height takes; more means that nodes exchange messages without progress.
   */
  private static final long EVENTS_PER_HEIGHT = 20_000;

  /**
   * Result of one seed; {@code splits} is 1 when an upgrade was approved, {@code restored} when a
   * node got an old disk, {@code stopped} when that ended it.
   */
  record Outcome(
      long seed,
      List<String> violations,
      List<String> undecided,
      int doubleSignatures,
      long heights,
      long events,
      int refused,
      int splits,
      int restored,
      int stopped,
      String traceHash) {
    Outcome violating(String what) {
      List<String> more = new ArrayList<>(violations);
      more.add(what);
      return new Outcome(
          seed,
          List.copyOf(more),
          undecided,
          doubleSignatures,
          heights,
          events,
          refused,
          splits,
          restored,
          stopped,
          traceHash);
    }

    /** Writes the last lines of the event log. */
    void end(EventLog log, long millis) {
      violations.forEach(v -> log.add(millis, () -> "violation: " + v));
      undecided.forEach(u -> log.add(millis, () -> "undecided: " + u));
      log.add(millis, () -> "ends after " + events + " events with " + heights + " heights");
    }

    boolean good() {
      return violations.isEmpty() && undecided.isEmpty();
    }
  }

  private final World world;
  private final List<HonestNode> honest = new ArrayList<>();
  private final List<String> undecided = new ArrayList<>();
  private long recoveryHeight;
  private int recoveryRound;
  private long calmUntilHeight;
  private long deadline;
  private boolean recovering;
  private boolean restored;
  private int refused;

  private Simulation(
      SimulationPlan plan, VerificationCache cache, Engines engines, EventLog events) {
    SimulatedGenesis genesis = SimulatedGenesis.quiet(World.committee(plan.validators()), 0);
    world =
        new World(plan, genesis, head -> head.height() >= plan.heights(), cache, engines, events);
    world.network.watch(
        i -> honest.stream().anyMatch(n -> n.index() == i && n.height() > lowest()));
    for (int i = 0; i < plan.validators(); i++) {
      if (world.byzantine(i)) {
        int order = i - (plan.validators() - plan.byzantine().size());
        world.peers.add(new ByzantineNode(world, i, plan.byzantine().get(order), Optional.empty()));
      } else {
        honest.add(new HonestNode(world, this, i));
      }
    }
  }

  static Outcome run(SimulationPlan plan, boolean remembering, Engines engines) {
    return run(plan, remembering, engines, EventLog.NONE);
  }

  /** Runs one seed, and writes its events. */
  static Outcome run(SimulationPlan plan, boolean remembering, Engines engines, EventLog events) {
    events.add(0, () -> "seed " + plan.seed() + ": " + plan.describe());
    Simulation simulation =
        new Simulation(plan, new VerificationCache(remembering), engines, events);
    Outcome outcome = simulation.run();
    outcome.end(events, simulation.world.time.now());
    return outcome;
  }

  private Outcome run() {
    honest.forEach(n -> world.time.after(world.random.nextInt(50), n::boot));
    world.peers.stream()
        .filter(p -> p instanceof ByzantineNode)
        .forEach(p -> world.time.after(world.random.nextInt(50), ((ByzantineNode) p)::boot));
    calmUntilHeight = world.random.nextInt(3);
    deadline = PATIENCE_MILLIS;
    world.time.after(FAULTS_MILLIS, this::changeFaults);
    long events = 0;
    while (!done() && world.observer.clean() && world.time.step()) {
      events++;
      if (events > EVENTS_PER_HEIGHT * world.plan.heights()) {
        undecided.add("more than " + events + " events, heights " + heights());
      } else if (world.time.now() > deadline) {
        undecided.add("no progress until " + world.time.now() + " ms, heights " + heights());
      }
    }
    return new Outcome(
        world.plan.seed(),
        world.observer.violations(),
        List.copyOf(undecided),
        world.observer.doubleSignatures(),
        lowest(),
        events,
        refused,
        0,
        (int) honest.stream().filter(HonestNode::wasRestored).count(),
        (int) honest.stream().filter(HonestNode::gone).count(),
        world.trace.hex());
  }

  private boolean done() {
    return lowest() >= world.plan.heights() || !undecided.isEmpty();
  }

  private long lowest() {
    return honest.stream().filter(n -> !n.gone()).mapToLong(HonestNode::height).min().orElse(0);
  }

  private long highest() {
    return honest.stream().mapToLong(HonestNode::height).max().orElse(0);
  }

  private List<Long> heights() {
    return honest.stream().map(HonestNode::height).toList();
  }

  /** Periodic: changes the faults. */
  private void changeFaults() {
    if (world.network.storming()) {
      storming();
    } else if (!recovering && world.plan.restores() && !restored && world.random.nextBoolean()) {
      restore();
    } else if (!recovering && lowest() >= calmUntilHeight && highest() < world.plan.heights()) {
      world.network.storm();
    }
    world.time.after(FAULTS_MILLIS, this::changeFaults);
  }

  /**
   * Copies one node's disk, and restores the copy a moment later. Only in a calm, because no peer
   * could tell the node of its messages that were lost.
   */
  private void restore() {
    HonestNode node = honest.get(world.random.nextInt(honest.size()));
    if (!node.runs()) {
      return;
    }
    node.home().backUp();
    restored = true;
    calmUntilHeight = highest() + CALM_AFTER_RESTORE;
    world.time.after(1 + world.random.nextInt(FAULTS_MILLIS), node::restore);
  }

  private void storming() {
    if (world.random.nextInt(12) == 0 || highest() >= world.plan.heights()) {
      heal();
      return;
    }
    if (world.random.nextInt(3) == 0) {
      world.network.repartition();
    }
    boolean blackout = world.random.nextInt(100) < world.plan.crashPercent() / BLACKOUT_RARER;
    for (HonestNode node : honest) {
      if (blackout && node.runs() && !node.wasRestored()) {
        node.die(true);
      } else if (world.random.nextInt(100) < world.plan.crashPercent()) {
        node.strikeSoon();
      }
    }
  }

  private void heal() {
    world.network.heal();
    world.relink();
    honest.forEach(n -> n.home().calm());
    recoveryHeight = Math.min(world.plan.heights(), highest() + 1);
    recoveryRound = honest.stream().mapToInt(n -> n.round(recoveryHeight)).max().orElse(0);
    recovering = true;
    calmUntilHeight = recoveryHeight + 2 + world.random.nextInt(6);
    deadline = world.time.now() + PATIENCE_MILLIS;
  }

  @Override
  public void decided(HonestNode node, World in, CommitCertificate certificate) {
    deadline = world.time.now() + PATIENCE_MILLIS;
    if (world.network.storming()) {
      return;
    }
    boolean first = recovering && certificate.height() == recoveryHeight;
    boolean later = certificate.height() > recoveryHeight;
    if (first || later) {
      int from = first ? recoveryRound : 0;
      Recovery.late(node, certificate, from, world.plan.validators()).ifPresent(undecided::add);
    }
    if (lowest() >= recoveryHeight) {
      recovering = false;
    }
  }

  @Override
  public void refused() {
    refused++;
  }
}
