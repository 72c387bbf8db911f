package org.alphadelta.chaos;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.alphadelta.consensus.ConsensusMessage;
import org.alphadelta.consensus.VoteType;
import org.alphadelta.wire.PeerMessage;

/**
 * Links between simulated nodes. In a calm a link delays by a few milliseconds. In a storm it
 * loses, duplicates, and delays by up to a hundred timeouts, and partitions cut it, also in one
 * direction; in some storms Byzantine messages are never lost.
 */
final class SimNetwork {
  static final int CALM_DELAY_MILLIS = 20;
  private static final int PICKY_LOSS_PERCENT = 85;
  private static final int NOBODY = -1;
  static final int LONG_DELAY_MILLIS = 100 * 300;

  private final SimulationPlan plan;
  private final VirtualTime time;
  private final Random random;
  private final EventLog events;
  private final boolean[][] cut;
  private boolean storm;
  private Hated hated = Hated.NOTHING;
  private IntPredicate ahead = node -> false;
  private boolean hiding;
  private boolean colluding;
  private int favourite = NOBODY;

  /**
   * Messages that a storm prefers to lose, which determines the locks and certificates that nodes
   * lack.
   */
  private enum Hated {
    NOTHING,
    PROPOSALS,
    PREVOTES,
    PRECOMMITS,
    PRECOMMITS_AND_ANSWERS,
    ANSWERS,
    /** Few nodes see a polka, and those they tell of it do not receive it: hidden locks. */
    PREVOTES_AND_POLKAS,
    /** Many nodes see a polka, none a decision, and no round has a proposal. */
    PROPOSALS_AND_PRECOMMITS;

    boolean hits(Packet packet) {
      return switch (packet) {
        case Packet.Consensus p -> hits(p.message());
        case Packet.Sync p ->
            p.message() instanceof PeerMessage.BlocksResponse
                && (this == ANSWERS || this == PRECOMMITS_AND_ANSWERS);
      };
    }

    private boolean hits(ConsensusMessage message) {
      return switch (message) {
        case ConsensusMessage.ProposalMessage m ->
            this == PROPOSALS || this == PROPOSALS_AND_PRECOMMITS;
        case ConsensusMessage.VoteMessage m ->
            m.vote().vote().type() == VoteType.PREVOTE
                ? this == PREVOTES || this == PREVOTES_AND_POLKAS
                : this == PRECOMMITS
                    || this == PRECOMMITS_AND_ANSWERS
                    || this == PROPOSALS_AND_PRECOMMITS;
        case ConsensusMessage.HeightAnswer m ->
            this == ANSWERS || this == PRECOMMITS_AND_ANSWERS || this == PREVOTES_AND_POLKAS;
        case ConsensusMessage.PolkaMessage m -> this == ANSWERS || this == PREVOTES_AND_POLKAS;
        case ConsensusMessage.ValueRequest m -> false;
        case ConsensusMessage.ValueResponse m -> this == ANSWERS;
        case ConsensusMessage.HeightQuery m -> false;
      };
    }
  }

  SimNetwork(SimulationPlan plan, VirtualTime time, Random random, EventLog events) {
    this.plan = plan;
    this.events = events;
    this.time = time;
    this.random = random;
    this.cut = new boolean[plan.validators()][plan.validators()];
  }

  boolean storming() {
    return storm;
  }

  void storm() {
    storm = true;
    favourite = random.nextInt(3) == 0 ? random.nextInt(plan.validators()) : NOBODY;
    colluding = random.nextInt(3) == 0;
    repartition();
  }

  /** The nodes that have decided what others have not; some storms silence exactly them. */
  void watch(IntPredicate nodesAhead) {
    ahead = nodesAhead;
  }

  void heal() {
    events.add(time.now(), () -> "the storm is over");
    storm = false;
    for (boolean[] row : cut) {
      java.util.Arrays.fill(row, false);
    }
  }

  /** Draws new partitions: none, two sides, one isolated node, or single directions. */
  void repartition() {
    hated = Hated.values()[random.nextInt(Hated.values().length)];
    hiding = random.nextInt(3) == 0;
    int kind = plan.partitions() && favourite == NOBODY ? random.nextInt(4) : 0;
    int alone = random.nextInt(plan.validators());
    boolean[] side = new boolean[plan.validators()];
    for (int i = 0; i < side.length; i++) {
      side[i] = random.nextBoolean();
    }
    for (int from = 0; from < side.length; from++) {
      for (int to = 0; to < side.length; to++) {
        cut[from][to] =
            switch (kind) {
              case 1 -> side[from] != side[to];
              case 2 -> from == alone || to == alone;
              case 3 -> random.nextInt(4) == 0;
              default -> false;
            };
      }
    }
    events.add(time.now(), () -> "storm: " + describe(kind, alone, side));
  }

  private String describe(int kind, int alone, boolean[] side) {
    String links =
        switch (kind) {
          case 1 -> "cut between " + nodes(side, true) + " and " + nodes(side, false);
          case 2 -> "n" + alone + " cut off";
          case 3 -> "single directions cut";
          default -> "no link cut";
        };
    return links
        + ", loses "
        + hated.name().toLowerCase(Locale.ROOT)
        + (hiding ? ", and what those ahead say and hear" : "")
        + (favourite == NOBODY ? "" : ", precommits reach n" + favourite + " alone");
  }

  private static List<String> nodes(boolean[] side, boolean which) {
    return IntStream.range(0, side.length)
        .filter(i -> side[i] == which)
        .mapToObj(i -> "n" + i)
        .toList();
  }

  /**
   * The worst storm: only one node receives the precommits of round 0 and decides, all others keep
   * their locks.
   */
  private boolean unfavoured(int to, Packet packet) {
    if (favourite == NOBODY || favourite == to || !(packet instanceof Packet.Consensus p)) {
      return false;
    }
    return p.message() instanceof ConsensusMessage.HeightAnswer
        || p.message() instanceof ConsensusMessage.VoteMessage m
            && m.vote().vote().type() == VoteType.PRECOMMIT
            && m.vote().vote().round() == 0;
  }

  /** Sends; false when the packet is lost. */
  boolean send(int from, int to, Packet packet, Runnable delivery) {
    if (!storm || colluding && plan.byzantine(from)) {
      time.after(1 + random.nextInt(CALM_DELAY_MILLIS), delivery);
      return true;
    }
    boolean picked = hated.hits(packet) && random.nextInt(100) < PICKY_LOSS_PERCENT;
    boolean hidden = (hiding || favourite != NOBODY) && (ahead.test(from) || ahead.test(to));
    if (cut[from][to]
        || hidden
        || picked
        || unfavoured(to, packet)
        || random.nextInt(100) < plan.lossPercent()) {
      return false;
    }
    int copies = random.nextInt(100) < plan.duplicatePercent() ? 2 : 1;
    for (int i = 0; i < copies; i++) {
      int most =
          random.nextInt(1000) < plan.longDelayPermille()
              ? LONG_DELAY_MILLIS
              : 10 * CALM_DELAY_MILLIS;
      time.after(1 + random.nextInt(most), delivery);
    }
    return true;
  }
}
