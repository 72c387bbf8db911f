package org.alphadelta.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.alphadelta.core.PublicKey;

/** The operators of an upgrade, honest and Byzantine, and which of the four chains they run. */
final class SplitOperators {
  private static final int LATE_MILLIS = 8_000;
  private static final int SOON_MILLIS = 50;

  /** Within this time Alpha is often past H; in some seeds Delta begins later still. */
  private static final int LAG_MILLIS = 12_000;

  private final SplitPlan plan;
  private final SplitWorlds worlds;
  private final List<HonestNode> honest = new ArrayList<>();
  private final List<ByzantineNode> liars = new ArrayList<>();
  private final List<ByzantineNode> nextLiars = new ArrayList<>();

  SplitOperators(SplitPlan plan, SplitWorlds worlds, Listener listener) {
    this.plan = plan;
    this.worlds = worlds;
    for (int i = 0; i < plan.faults().validators(); i++) {
      if (worlds.alpha.byzantine(i)) {
        addLiar(i);
      } else {
        addHonest(i, listener);
      }
    }
  }

  private void addHonest(int i, Listener listener) {
    HonestNode node = new HonestNode(worlds.alpha, listener, i);
    node.add(worlds.delta, node.chain(worlds.alpha), n -> true);
    honest.add(node);
    if (plan.stays(i)) {
      sitsOut();
    } else {
      HonestChain next = node.add(worlds.nextAlpha, Optional.empty(), this::mayBegin);
      node.add(worlds.nextDelta, Optional.of(next), this::mayBeginDelta);
    }
  }

  /** Stayers are bystanders on the new chains. */
  private void sitsOut() {
    worlds.nextAlpha.peers.add(new Bystander());
    worlds.nextDelta.peers.add(new Bystander());
  }

  private void addLiar(int i) {
    int order = i - (plan.faults().validators() - plan.faults().byzantine().size());
    Misdeed misdeed = plan.faults().byzantine().get(order);
    addLiar(i, misdeed, worlds.alpha, worlds.delta, liars);
    if (plan.stays(i)) {
      sitsOut();
    } else {
      addLiar(i, misdeed, worlds.nextAlpha, worlds.nextDelta, nextLiars);
    }
  }

  private void addLiar(
      int i, Misdeed misdeed, World alpha, World delta, List<ByzantineNode> among) {
    ByzantineNode onAlpha = new ByzantineNode(alpha, i, misdeed, Optional.empty());
    ByzantineNode onDelta = new ByzantineNode(delta, i, misdeed, Optional.of(onAlpha));
    among.addAll(List.of(onAlpha, onDelta));
    alpha.peers.add(replayer(alpha, i, onAlpha));
    delta.peers.add(replayer(delta, i, onDelta));
  }

  private SimPeer replayer(World world, int i, ByzantineNode liar) {
    List<World> others = worlds.all().stream().filter(w -> w != world).toList();
    return plan.replays() ? new Replayer(world, i, liar, others) : liar;
  }

  List<HonestNode> honest() {
    return List.copyOf(honest);
  }

  /** The honest nodes that have not stopped on an old disk. */
  Stream<HonestNode> present() {
    return honest.stream().filter(n -> !n.gone());
  }

  /** The honest nodes' chains of this world. */
  Stream<HonestChain> chains(World world) {
    return present().flatMap(n -> n.chain(world).stream());
  }

  private boolean left(HonestNode node, World world) {
    return node.chain(world).filter(HonestChain::left).isPresent();
  }

  /** Beside old Delta, or, when another build runs the new pair, after it. */
  private boolean mayBegin(HonestNode node) {
    return left(node, worlds.alpha) && (!plan.handover() || left(node, worlds.delta));
  }

  private boolean mayBeginDelta(HonestNode node) {
    return node.chain(worlds.nextAlpha)
        .filter(c -> c.runs() && c.height() >= plan.nextMin())
        .isPresent();
  }

  /** Whether the terminal marks that the new pair waits for are on the disk of this honest key. */
  boolean hasLeft(PublicKey key) {
    HonestNode node = honest.get(worlds.alpha.index(key));
    boolean atH = marked(node, worlds.alpha).filter(h -> h == plan.activation()).isPresent();
    return atH && (!plan.handover() || marked(node, worlds.delta).isPresent());
  }

  private static Optional<Long> marked(HonestNode node, World world) {
    return node.chain(world).flatMap(HonestChain::mark);
  }

  /** Most start together, any may be late, and Delta may begin long after Alpha. */
  void start() {
    World first = worlds.alpha;
    honest.forEach(n -> first.time.after(startMillis(), n::boot));
    liars.forEach(n -> first.time.after(first.random.nextInt(SOON_MILLIS), n::boot));
    long lag =
        switch (first.random.nextInt(4)) {
          case 0 -> first.random.nextInt(LAG_MILLIS);
          case 1 -> LAG_MILLIS + first.random.nextInt(LAG_MILLIS);
          default -> 0;
        };
    worlds.delta.opensAtMillis = lag;
    first.time.after(lag, () -> chains(worlds.delta).forEach(HonestChain::wake));
  }

  private long startMillis() {
    boolean late = worlds.alpha.random.nextInt(8) == 0;
    return worlds.alpha.random.nextInt(late ? LATE_MILLIS : SOON_MILLIS);
  }

  /** Byzantine leavers do not wait for a mark. */
  void startNextLiars() {
    nextLiars.forEach(ByzantineNode::boot);
    nextLiars.clear();
  }
}
