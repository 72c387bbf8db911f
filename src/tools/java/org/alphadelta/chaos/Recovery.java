package org.alphadelta.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.alphadelta.consensus.CommitCertificate;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;

/**
 * Checks that a chain decides within 2f + 2 rounds once it is unhindered, f being that of the
 * committee in force, if no more of its members are faulty. It samples the nodes every few
 * milliseconds.
 *
 * <p>A chain is hindered in a storm; while an honest member does not run it, as before the swap;
 * and, for Delta, while an honest member lacks an Alpha block that another has: it cannot validate
 * a block anchored there and prevotes nil, so that with f silent members one such node fails the
 * round. A proposal waits as long as the round's propose timeout; only longer delays count.
 */
final class Recovery {
  private static final int LOOK_MILLIS = 50;

  /** For this many samples, less than the propose timeout, a missing Alpha block does no harm. */
  private static final int LOOKS_FORGIVEN = 3;

  private final World world;
  private final List<HonestNode> honest;
  private final Optional<World> alpha;
  private final Predicate<Committee> sound;
  private final SplitWatch watch;
  private final List<String> late = new ArrayList<>();
  private long hinderedHeight;
  private int hinderedRound;
  private int unlevel;

  Recovery(
      World world,
      Optional<World> alpha,
      List<HonestNode> honest,
      Predicate<Committee> sound,
      SplitWatch watch) {
    this.world = world;
    this.alpha = alpha;
    this.honest = honest;
    this.sound = sound;
    this.watch = watch;
  }

  List<String> late() {
    return List.copyOf(late);
  }

  void look() {
    Committee committee = world.oracle.head().committee();
    List<HonestNode> members =
        honest.stream()
            .filter(n -> !n.wasRestored() && committee.contains(world.key(n.index())))
            .toList();
    unlevel = level(members) ? 0 : unlevel + 1;
    if (unlevel > LOOKS_FORGIVEN || world.network.storming() || !allRun(members)) {
      hinderedHeight = world.oracle.head().nextHeight();
      hinderedRound = members.stream().mapToInt(n -> round(n, hinderedHeight)).max().orElse(0);
    }
    world.time.after(LOOK_MILLIS, this::look);
  }

  private boolean allRun(List<HonestNode> members) {
    return members.stream().allMatch(n -> n.chain(world).filter(HonestChain::runs).isPresent());
  }

  private int round(HonestNode node, long height) {
    return node.chain(world).map(c -> c.round(height)).orElse(0);
  }

  /**
   * For Delta: all members have executed the same Alpha blocks, as far as Delta may be anchored at
   * them.
   */
  private boolean level(List<HonestNode> members) {
    return alpha.isEmpty()
        || members.stream()
                .mapToLong(n -> watch.capped(n.chain(alpha.get()).orElseThrow()))
                .distinct()
                .count()
            <= 1;
  }

  /** Whether every honest node has what was decided when it was last hindered, or needs no more. */
  boolean settled() {
    return world.time.now() < world.opensAtMillis
        || honest.stream().flatMap(n -> n.chain(world).stream()).allMatch(this::settled);
  }

  private boolean settled(HonestChain chain) {
    return chain.done() || (chain.runs() ? chain.height() >= hinderedHeight : !chain.due());
  }

  void decided(HonestNode node, CommitCertificate certificate) {
    Committee committee = committee(certificate.height());
    boolean stormy = world.network.storming() || certificate.height() < hinderedHeight;
    if (stormy || node.wasRestored() || !sound.test(committee)) {
      return;
    }
    boolean first = certificate.height() == hinderedHeight;
    late(node, certificate, first ? hinderedRound : 0, committee.size())
        .ifPresent(what -> late.add(world.label() + ": " + what));
  }

  /**
   * That a height took more than 2f + 2 rounds, if it did.
   *
   * @param from its round when it was no longer hindered
   * @param members of the committee
   */
  static Optional<String> late(
      HonestNode node, CommitCertificate certificate, int from, int members) {
    int bound = Math.max(0, from) + 2 * ((members - 1) / 3) + 2;
    return certificate.round() <= bound
        ? Optional.empty()
        : Optional.of(
            "node "
                + node.index()
                + " decided height "
                + certificate.height()
                + " in round "
                + certificate.round()
                + ", expected at most "
                + bound);
  }

  private Committee committee(long height) {
    SimStore store = world.oracle.store();
    Hash hash = store.header(height).orElseThrow().committee();
    return store.committee(hash).orElseThrow();
  }
}
