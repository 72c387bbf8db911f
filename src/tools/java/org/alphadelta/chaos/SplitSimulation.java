package org.alphadelta.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alphadelta.consensus.CommitCertificate;
import org.alphadelta.core.Committee;

/**
 * Alpha and Delta together through an activation height, from genesis blocks, transactions and
 * rules of the product: a proposal is sent and voted on, leavers stop at H and at the closing
 * block, stayers go on, Byzantine leavers never leave and choose the oldest anchors. Storms and
 * calms take turns for a while, then everybody has to arrive.
 */
final class SplitSimulation implements Listener {
  private static final int STORMS_MILLIS = 60_000;
  private static final long PATIENCE_MILLIS = 20 * 60 * 1_000;
  private static final int WEATHER_MILLIS = 400;
  private static final int LAG_MILLIS = 8_000;
  private static final long MAX_EVENTS = 3_000_000;

  private final SplitPlan plan;
  private final World alpha;
  private final World delta;
  private final List<HonestNode> alphaNodes = new ArrayList<>();
  private final List<HonestNode> deltaNodes = new ArrayList<>();
  private final List<ByzantineNode> liars = new ArrayList<>();
  private final SplitWatch watch;
  private int refused;
  private long stormsEnd;

  private SplitSimulation(SplitPlan plan, Memo memo, Engines engines) {
    this.plan = plan;
    Ground ground = plan.ground();
    long last = plan.activation() + SplitPlan.HEIGHTS_AFTER;
    alpha =
        new World(
            plan.faults(),
            ground,
            head -> head.height() >= last || head.split().isPresent() && !sound(head.committee()),
            memo,
            engines);
    delta =
        new World(
            alpha,
            head ->
                head.split().isPresent()
                    && (head.height() >= head.split().getAsLong() + SplitPlan.HEIGHTS_AFTER
                        || !sound(head.committee())));
    watch = new SplitWatch(plan.members(), plan.activation());
    populate();
  }

  static Simulation.Outcome run(SplitPlan plan, boolean remembering, Engines engines) {
    return new SplitSimulation(plan, new Memo(remembering), engines).run();
  }

  /** Byzantine members are under a third. */
  private boolean sound(Committee committee) {
    long bad = committee.keys().stream().filter(k -> alpha.byzantine(alpha.index(k))).count();
    return 3 * bad < committee.size();
  }

  private void populate() {
    int validators = plan.faults().validators();
    for (int i = 0; i < validators; i++) {
      if (alpha.byzantine(i)) {
        int order = i - (validators - plan.faults().byzantine().size());
        Misdeed misdeed = plan.faults().byzantine().get(order);
        ByzantineNode onAlpha = new ByzantineNode(alpha, i, misdeed, Optional.empty());
        ByzantineNode onDelta = new ByzantineNode(delta, i, misdeed, Optional.of(onAlpha));
        liars.addAll(List.of(onAlpha, onDelta));
        alpha.peers.add(onAlpha);
        delta.peers.add(onDelta);
      } else {
        HonestNode onAlpha = new HonestNode(alpha, this, i, Optional.empty());
        HonestNode onDelta = new HonestNode(delta, this, i, Optional.of(onAlpha));
        alphaNodes.add(onAlpha);
        deltaNodes.add(onDelta);
        alpha.peers.add(onAlpha);
        delta.peers.add(onDelta);
      }
    }
  }

  private Simulation.Outcome run() {
    long lag = alpha.random.nextBoolean() ? 0 : alpha.random.nextInt(LAG_MILLIS);
    alphaNodes.forEach(n -> alpha.time.after(startMillis(0), n::boot));
    deltaNodes.forEach(n -> alpha.time.after(startMillis(lag), n::boot));
    liars.forEach(n -> alpha.time.after(alpha.random.nextInt(50), n::boot));
    stormsEnd = alpha.random.nextInt(STORMS_MILLIS);
    alpha.time.after(WEATHER_MILLIS, this::weather);
    List<String> undecided = new ArrayList<>();
    long events = 0;
    while (!done() && undecided.isEmpty() && violations().isEmpty() && alpha.time.step()) {
      events++;
      if (alpha.time.now() > PATIENCE_MILLIS || events > MAX_EVENTS) {
        undecided.add("after " + alpha.time.now() + " ms and " + events + " events: " + standing());
      }
    }
    if (undecided.isEmpty() && violations().isEmpty()) {
      watch.end(alpha, delta, alphaNodes.size(), sound(watch.stayers()));
    }
    return new Simulation.Outcome(
        plan.faults().seed(),
        violations(),
        List.copyOf(undecided),
        alpha.observer.doubleSignatures() + delta.observer.doubleSignatures(),
        alpha.witness.head().height() + delta.witness.head().height(),
        events,
        refused,
        watch.approved() ? 1 : 0,
        0,
        0,
        alpha.trace.hex());
  }

  /** Most start together; Delta may as a whole begin long after Alpha, and anybody may be late. */
  private long startMillis(long lag) {
    boolean late = alpha.random.nextInt(8) == 0;
    return lag + alpha.random.nextInt(late ? LAG_MILLIS : 50);
  }

  private String standing() {
    return "activation "
        + plan.activation()
        + ", stayers "
        + plan.stayers()
        + ", alpha "
        + alphaNodes.stream().map(HonestNode::height).toList()
        + ", delta "
        + deltaNodes.stream().map(HonestNode::height).toList();
  }

  private List<String> violations() {
    if (alpha.observer.clean() && delta.observer.clean() && watch.violations().isEmpty()) {
      return List.of();
    }
    List<String> all = new ArrayList<>(watch.violations());
    alpha.observer.violations().forEach(v -> all.add("alpha: " + v));
    delta.observer.violations().forEach(v -> all.add("delta: " + v));
    return all;
  }

  /** Every honest node has what it needs on both chains; without an approval, on Alpha. */
  private boolean done() {
    boolean passed = alpha.witness.head().height() >= plan.activation();
    return passed
        && alphaNodes.stream().allMatch(HonestNode::done)
        && (!watch.approved() || deltaNodes.stream().allMatch(HonestNode::done));
  }

  private void weather() {
    boolean over = alpha.time.now() > stormsEnd;
    if (alpha.network.storming() && (over || alpha.random.nextInt(12) == 0)) {
      alpha.network.heal();
      alpha.relink();
      delta.relink();
      alphaNodes.forEach(n -> n.home().calm());
      deltaNodes.forEach(n -> n.home().calm());
    } else if (alpha.network.storming()) {
      if (alpha.random.nextInt(3) == 0) {
        alpha.network.repartition();
      }
      strike(alphaNodes);
      strike(deltaNodes);
    } else if (!over && alpha.random.nextInt(4) == 0) {
      alpha.network.storm();
    }
    alpha.time.after(WEATHER_MILLIS, this::weather);
  }

  private void strike(List<HonestNode> nodes) {
    for (HonestNode node : nodes) {
      if (alpha.random.nextInt(100) < plan.faults().crashPercent()) {
        node.strikeSoon();
      }
    }
  }

  @Override
  public void decided(HonestNode node, CommitCertificate certificate) {
    watch.look(alpha.witness.store(), delta.witness.store());
    if (alphaNodes.contains(node) && node.index() < deltaNodes.size()) {
      deltaNodes.get(node.index()).alphaAdvanced();
    }
  }

  @Override
  public void refused() {
    refused++;
  }
}
