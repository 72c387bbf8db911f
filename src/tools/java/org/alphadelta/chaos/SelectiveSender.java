package org.alphadelta.chaos;

import java.util.Random;
import org.alphadelta.consensus.ConsensusMessage;

/** Sends a Byzantine validator's messages to some peers only, and at chosen times. */
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

  /** Sends different messages to disjoint sets of peers, which change from time to time. */
  void split(ConsensusMessage one, ConsensusMessage two) {
    side = random.nextInt(8) == 0 ? random.nextLong() : side;
    for (int to = 0; to < world.plan.validators(); to++) {
      if (to != index) {
        world.send(index, to, (side >> to & 1) == 0 ? one : two);
      }
    }
  }

  /** Exchanges the sets from here on. */
  void changeSides() {
    side = random.nextLong();
  }

  /** Sends one message to one victim at the last moment, the other to other honest peers. */
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

  /** Sends to just enough peers, as late as possible. */
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

  /** Sends to so many peers that their votes and our own withheld one are a quorum. */
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
