package org.alphadelta.chaos;

import java.util.ArrayList;
import java.util.List;
import org.alphadelta.consensus.CommitCertificate;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Committee;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.Sha256;

/**
 * Alpha and Delta together through an approved activation height: leavers stop at H and at the
 * closing block, stayers go on, Byzantine leavers never leave and choose the oldest anchors. Storms
 * blow for a while, then everybody has to arrive.
 */
final class SplitSimulation implements Listener {
  private static final long STORM_MILLIS = 20_000;
  private static final long PATIENCE_MILLIS = 10 * 60 * 1_000;
  private static final int WEATHER_MILLIS = 400;
  private static final long MAX_EVENTS = 1_000_000;

  private final SplitPlan plan;
  private final World alpha;
  private final World delta;
  private final List<HonestNode> alphaNodes = new ArrayList<>();
  private final List<HonestNode> deltaNodes = new ArrayList<>();
  private final List<ByzantineNode> liars = new ArrayList<>();
  private int refused;
  private long stormEnd;

  private SplitSimulation(SplitPlan plan, Memo memo, Engines engines) {
    this.plan = plan;
    World shared = new World(plan.faults(), memo, engines);
    Committee all = World.committee(plan.faults().validators());
    ChainId alphaChain =
        new ChainId(NetworkId.DEVNET, 0, ChainKind.ALPHA, Sha256.tagged("split/alpha"));
    ChainId deltaChain =
        new ChainId(NetworkId.DEVNET, 0, ChainKind.DELTA, Sha256.tagged("split/delta"));
    alpha = new World(shared, new SplitLives.Alpha(alphaChain, plan, all, plan.staying()));
    delta =
        new World(
            shared, new SplitLives.Delta(deltaChain, plan, all, plan.staying(), this::alphaHeight));
    populate(alpha, alphaNodes);
    populate(delta, deltaNodes);
  }

  static Simulation.Outcome run(SplitPlan plan, boolean remembering, Engines engines) {
    return new SplitSimulation(plan, new Memo(remembering), engines).run();
  }

  private void populate(World world, List<HonestNode> honest) {
    int validators = plan.faults().validators();
    for (int i = 0; i < validators; i++) {
      if (world.byzantine(i)) {
        int order = i - (validators - plan.faults().byzantine().size());
        ByzantineNode liar = new ByzantineNode(world, i, plan.faults().byzantine().get(order));
        liars.add(liar);
        world.peers.add(liar);
      } else {
        HonestNode node = new HonestNode(world, this, i);
        honest.add(node);
        world.peers.add(node);
      }
    }
  }

  private long alphaHeight(int node) {
    return node < alphaNodes.size() ? alphaNodes.get(node).height() : 0;
  }

  private Simulation.Outcome run() {
    alphaNodes.forEach(n -> alpha.time.after(alpha.random.nextInt(50), n::boot));
    deltaNodes.forEach(n -> alpha.time.after(alpha.random.nextInt(50), n::boot));
    liars.forEach(n -> alpha.time.after(alpha.random.nextInt(50), n::boot));
    stormEnd = alpha.random.nextInt((int) STORM_MILLIS);
    alpha.time.after(alpha.random.nextInt(1_000), alpha.network::storm);
    alpha.time.after(WEATHER_MILLIS, this::weather);
    List<String> undecided = new ArrayList<>();
    long events = 0;
    while (!done() && undecided.isEmpty() && violations().isEmpty() && alpha.time.step()) {
      events++;
      if (alpha.time.now() > PATIENCE_MILLIS || events > MAX_EVENTS) {
        undecided.add(
            "after "
                + alpha.time.now()
                + " ms and "
                + events
                + " events: activation "
                + plan.activation()
                + ", stayers "
                + plan.stayers()
                + ", alpha "
                + heights(alphaNodes)
                + ", delta "
                + heights(deltaNodes));
      }
    }
    return new Simulation.Outcome(
        plan.faults().seed(),
        violations(),
        List.copyOf(undecided),
        alpha.observer.doubleSignatures() + delta.observer.doubleSignatures(),
        alphaNodes.stream().mapToLong(HonestNode::height).max().orElse(0)
            + deltaNodes.stream().mapToLong(HonestNode::height).max().orElse(0),
        events,
        refused,
        alpha.trace.hex());
  }

  private List<String> violations() {
    List<String> all = new ArrayList<>();
    alpha.observer.violations().forEach(v -> all.add("alpha: " + v));
    delta.observer.violations().forEach(v -> all.add("delta: " + v));
    return all;
  }

  private static List<Long> heights(List<HonestNode> nodes) {
    return nodes.stream().map(HonestNode::height).toList();
  }

  /** Every honest node has nothing left to start on either chain. */
  private boolean done() {
    return alphaNodes.stream().noneMatch(n -> alpha.life.starts(n.index(), n.last()))
        && deltaNodes.stream().noneMatch(n -> delta.life.starts(n.index(), n.last()));
  }

  private void weather() {
    boolean over = alpha.time.now() > stormEnd;
    if (alpha.network.storming() && over) {
      alpha.network.heal();
      alphaNodes.forEach(HonestNode::calm);
      deltaNodes.forEach(HonestNode::calm);
    } else if (alpha.network.storming()) {
      if (alpha.random.nextInt(3) == 0) {
        alpha.network.repartition();
      }
      strike(alphaNodes);
      strike(deltaNodes);
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
  public void decided(HonestNode node, CommitCertificate certificate) {}

  @Override
  public void refused() {
    refused++;
  }
}
