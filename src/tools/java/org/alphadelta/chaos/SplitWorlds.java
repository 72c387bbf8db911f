package org.alphadelta.chaos;

import java.util.List;
import java.util.Optional;
import org.alphadelta.ledger.ChainHead;

/** The four chains of an upgrade among the same operators: the old pair and the new one. */
final class SplitWorlds {
  final World alpha;
  final World delta;
  final World nextAlpha;
  final World nextDelta;

  SplitWorlds(SplitPlan plan, VerificationCache cache, Engines engines, EventLog events) {
    SimulatedGenesis genesis = plan.genesis();
    long last = plan.activation() + SplitPlan.HEIGHTS_AFTER;
    alpha =
        new World(
            plan.faults(),
            genesis,
            head -> head.height() >= last || head.split().isPresent() && !trusted(plan, head),
            cache,
            engines,
            events);
    delta =
        new World(
            alpha,
            genesis,
            Optional.of(alpha),
            head ->
                head.split().isPresent()
                    && (head.height() >= head.split().getAsLong() + SplitPlan.HEIGHTS_AFTER
                        || !trusted(plan, head)));
    SimulatedGenesis next = genesis.next();
    long nextLast = Math.max(SplitPlan.HEIGHTS_AFTER, plan.nextMin());
    nextAlpha =
        new World(
            alpha,
            next,
            Optional.empty(),
            head -> head.height() >= nextLast || !trusted(plan, head));
    nextDelta =
        new World(
            alpha,
            next,
            Optional.of(nextAlpha),
            head -> head.height() >= SplitPlan.HEIGHTS_AFTER || !trusted(plan, head));
  }

  /**
   * Whether the faulty are under a third of those who go on; otherwise no honest validator goes on
   * with them.
   */
  private static boolean trusted(SplitPlan plan, ChainHead head) {
    return plan.sound(head.committee());
  }

  List<World> all() {
    return List.of(alpha, delta, nextAlpha, nextDelta);
  }

  Optional<World> alphaOf(World world) {
    return world == delta
        ? Optional.of(alpha)
        : world == nextDelta ? Optional.of(nextAlpha) : Optional.empty();
  }
}
