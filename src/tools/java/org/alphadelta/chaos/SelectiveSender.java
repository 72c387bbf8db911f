package org.alphadelta.chaos;

import java.util.Random;
import org.alphadelta.consensus.ConsensusMessage;

/** Who hears what, and when: how a Byzantine validator sends what is not for everybody. */
final class SelectiveSender {
  private final World world;
  private final int index;
  private final Random random;
  private long side;

  SelectiveSender(World world, int index, Random random) {
    this.world = world;
    this.index = index;
    this.random = random;
  }

  /** Disjoint peers hear different things; which peers changes every now and then. */
  void split(ConsensusMessage one, ConsensusMessage two) {
    side = random.nextInt(8) == 0 ? random.nextLong() : side;
    for (int to = 0; to < world.plan.validators(); to++) {
      if (to != index) {
        world.send(index, to, (side >> to & 1) == 0 ? one : two);
      }
    }
  }

  /** From here on other peers hear the one and the other. */
  void changeSides() {
    side = random.nextLong();
  }

  /** One victim hears the one at the last moment; other honest peers hear the other. */
  void toOneVictim(ConsensusMessage one, ConsensusMessage other) {
    int victim = random.nextInt(world.plan.validators());
    for (int to = 0; to < world.plan.validators(); to++) {
      if (to != index) {
        ConsensusMessage said = to == victim || world.byzantine(to) ? one : other;
        int receiver = to;
        long delay = to == victim ? World.TIMEOUTS.prevoteMillis() * 4 / 5 : 1;
        world.time.after(delay, () -> world.send(index, receiver, said));
      }
    }
  }

  /** Just enough peers, as late as possible. */
  void toJustEnough(ConsensusMessage message) {
    int enough = 2 * world.plan.validators() / 3;
    int first = random.nextInt(world.plan.validators());
    for (int i = 0; i < enough; i++) {
      int to = (first + i) % world.plan.validators();
      if (to != index) {
        long delay = World.TIMEOUTS.prevoteMillis() * (1 + random.nextInt(9)) / 10;
        world.time.after(delay, () -> world.send(index, to, message));
      }
    }
  }

  /** So many peers that their votes and our own, kept back, are a quorum. */
  void toAlmostEnough(ConsensusMessage message) {
    int others = world.plan.validators() - 1;
    int enough = 2 * world.plan.validators() / 3;
    int first = random.nextInt(world.plan.validators());
    for (int i = 0; i < enough; i++) {
      int to = (index + 1 + (first + i) % others) % world.plan.validators();
      world.send(index, to, message);
    }
  }
}
