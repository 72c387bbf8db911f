package org.alphadelta.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.alphadelta.consensus.CommitCertificate;
import org.alphadelta.core.PublicKey;

/**
 * Runs Alpha and Delta together through an activation height, and the leavers' new pair, with
 * genesis blocks, transactions and rules of the product: a proposal is sent and voted on, leavers
 * stop at H and at the closing block, stayers go on, leavers begin the new pair, Byzantine
 * validators do both. Storms and calms alternate for a while, then every node must finish.
 */
final class SplitSimulation implements Listener {
  private static final long PATIENCE_MILLIS = 20 * 60 * 1_000;
  private static final long MAX_EVENTS = 4_000_000;

  private final SplitPlan plan;
  private final SplitWorlds worlds;
  private final SplitWatch watch;
  private final SuccessorWatch nextWatch;
  private final SplitOperators operators;
  private final List<Recovery> recoveries = new ArrayList<>();
  private final FaultSchedule faults;
  private int refused;

  private SplitSimulation(
      SplitPlan plan, VerificationCache cache, Engines engines, EventLog events) {
    this.plan = plan;
    worlds = new SplitWorlds(plan, cache, engines, events);
    watch = new SplitWatch(plan.members(), plan.activation());
    operators = new SplitOperators(plan, worlds, this);
    nextWatch =
        new SuccessorWatch(
            plan.leavers(), worlds.alpha.honest(), plan.nextMin(), operators::hasLeft);
    for (World world : worlds.all()) {
      recoveries.add(
          new Recovery(world, worlds.alphaOf(world), operators.honest(), plan::sound, watch));
    }
    faults = new FaultSchedule(plan, worlds, operators, recoveries);
    worlds.delta.tap =
        (author, message) ->
            watch.onDelta(author, isHonest(author), message, Packet.block(message, cache));
    worlds.nextAlpha.tap = nextWatch::onWire;
    worlds.nextDelta.tap = nextWatch::onWire;
  }

  static Simulation.Outcome run(SplitPlan plan, boolean remembering, Engines engines) {
    return run(plan, remembering, engines, EventLog.NONE);
  }

  /** Runs one seed, and writes its events. */
  static Simulation.Outcome run(
      SplitPlan plan, boolean remembering, Engines engines, EventLog events) {
    events.add(0, () -> "seed " + plan.faults().seed() + ": " + plan.describe());
    SplitSimulation simulation =
        new SplitSimulation(plan, new VerificationCache(remembering), engines, events);
    Simulation.Outcome outcome = simulation.run();
    outcome.end(events, simulation.worlds.alpha.time.now());
    return outcome;
  }

  private boolean isHonest(PublicKey key) {
    return !worlds.alpha.byzantine(worlds.alpha.index(key));
  }

  private Simulation.Outcome run() {
    World first = worlds.alpha;
    operators.start();
    faults.start();
    recoveries.forEach(Recovery::look);
    List<String> undecided = new ArrayList<>();
    long events = 0;
    while (!done() && undecided.isEmpty() && clean() && first.time.step()) {
      events++;
      recoveries.forEach(r -> undecided.addAll(r.late()));
      if (first.time.now() > PATIENCE_MILLIS || events > MAX_EVENTS) {
        undecided.add("after " + first.time.now() + " ms and " + events + " events: " + standing());
      }
    }
    if (undecided.isEmpty() && clean()) {
      end();
    }
    return new Simulation.Outcome(
        plan.faults().seed(),
        violations(),
        List.copyOf(undecided),
        worlds.all().stream().mapToInt(w -> w.observer.doubleSignatures()).sum(),
        worlds.all().stream().mapToLong(w -> w.oracle.head().height()).sum(),
        events,
        refused,
        watch.approved() ? 1 : 0,
        (int) operators.honest().stream().filter(HonestNode::wasRestored).count(),
        (int) operators.honest().stream().filter(HonestNode::gone).count(),
        first.trace.hex());
  }

  private void end() {
    List<Integer> arrived = operators.present().map(HonestNode::index).toList();
    watch.end(worlds.alpha, worlds.delta, arrived, plan.sound(watch.stayers()));
    if (watch.approved() && plan.sound(plan.leavers())) {
      nextWatch.end(worlds.nextAlpha, worlds.nextDelta, arrived);
    }
  }

  private String standing() {
    List<String> heights = new ArrayList<>();
    for (World world : worlds.all()) {
      heights.add(world.label() + " " + operators.chains(world).map(HonestChain::height).toList());
    }
    return plan.describe() + ", closing " + watch.closing() + ", " + String.join(", ", heights);
  }

  private boolean clean() {
    return watch.clean()
        && nextWatch.clean()
        && worlds.all().stream().allMatch(w -> w.observer.clean());
  }

  private List<String> violations() {
    List<String> all = new ArrayList<>(watch.violations());
    all.addAll(nextWatch.violations());
    for (World world : worlds.all()) {
      world.observer.violations().forEach(v -> all.add(world.label() + ": " + v));
    }
    return all;
  }

  /** Every honest node has what it needs on all its chains; without an approval, on Alpha. */
  private boolean done() {
    if (worlds.alpha.oracle.head().height() < plan.activation()) {
      return false;
    }
    Stream<World> needed =
        !watch.approved()
            ? Stream.of(worlds.alpha)
            : plan.sound(plan.leavers())
                ? worlds.all().stream()
                : Stream.of(worlds.alpha, worlds.delta);
    return needed.flatMap(operators::chains).allMatch(HonestChain::done);
  }

  @Override
  public void decided(HonestNode node, World world, CommitCertificate certificate) {
    watch.look(worlds.alpha.oracle.store(), worlds.delta.oracle.store());
    nextWatch.look(worlds.nextAlpha.oracle.store(), worlds.nextDelta.oracle.store());
    recoveries.get(worlds.all().indexOf(world)).decided(node, certificate);
    boolean last = world == worlds.alpha && certificate.height() >= plan.activation() - 1;
    if (world != worlds.alpha && certificate.height() == 1 || last) {
      faults.milestone();
    }
  }

  @Override
  public void refused() {
    refused++;
  }
}
