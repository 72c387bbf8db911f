package org.alphadelta.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.alphadelta.consensus.Engine;

/**
 * Repeats on one chain, unchanged, what a Byzantine operator received on another: at once, or long
 * after, when the same height is decided there. Chain identity is in all signed bytes, so nobody
 * may count any of it.
 */
final class Replayer implements SimPeer {
  private static final int REMEMBERED = 200;
  private static final int EVERY = 4;

  private final World from;
  private final int index;
  private final SimPeer liar;
  private final List<World> others;
  private final Random random;
  private final List<Packet> memory = new ArrayList<>();

  /**
   * @param others the chains on which it repeats what it receives
   */
  Replayer(World from, int index, SimPeer liar, List<World> others) {
    this.from = from;
    this.index = index;
    this.liar = liar;
    this.others = List.copyOf(others);
    this.random = new Random(from.random.nextLong());
  }

  @Override
  public void linked(int peer) {
    liar.linked(peer);
  }

  @Override
  public boolean runs() {
    return liar.runs();
  }

  @Override
  public Optional<Engine.View> view() {
    return liar.view();
  }

  @Override
  public void deliver(int sender, Packet packet) {
    liar.deliver(sender, packet);
    if (memory.size() < REMEMBERED) {
      memory.add(packet);
    } else if (random.nextInt(EVERY) == 0) {
      // Keep the first half: it concerns the heights at which another chain begins.
      memory.set(REMEMBERED / 2 + random.nextInt(REMEMBERED / 2), packet);
    }
    int to = random.nextInt(from.plan.validators());
    if (to != index && random.nextInt(EVERY) == 0) {
      Packet said = random.nextBoolean() ? packet : memory.get(random.nextInt(memory.size()));
      others.get(random.nextInt(others.size())).post(index, to, said);
    }
  }
}
