package org.alphadelta.chaos;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.alphadelta.store.DiskFailure;

/**
 * An honest operator: one process on one disk, running all chains of the operator. A crash destroys
 * all of them and everything but the disk.
 */
final class HonestNode {
  private static final int RESTART_MILLIS = 2_000;
  private static final int TICK_MILLIS = 150;
  private static final int RESTORE_MILLIS = 3 * SimNetwork.CALM_DELAY_MILLIS;

  private final World world;
  private final Listener simulation;
  private final int index;
  private final NodeHome home;
  private final List<HonestChain> chains = new ArrayList<>();
  private int incarnation;
  private boolean running;
  private boolean restored;
  private boolean gone;

  /** A node with Alpha alone; more chains come by {@link #add}. */
  HonestNode(World world, Listener simulation, int index) {
    this.world = world;
    this.simulation = simulation;
    this.index = index;
    this.home = new NodeHome(world);
    add(world, Optional.empty(), node -> true);
  }

  /**
   * Adds a chain, among the peers of its world.
   *
   * @param alpha for a Delta, the Alpha of the same pair
   * @param due when this operator runs it; checked at every start and after every step
   */
  HonestChain add(World of, Optional<HonestChain> alpha, Predicate<HonestNode> due) {
    ChainHome place = new ChainHome(home, of, index);
    HonestChain chain = new HonestChain(of, this, place, alpha, due);
    chains.add(chain);
    of.peers.add(chain);
    return chain;
  }

  int index() {
    return index;
  }

  NodeHome home() {
    return home;
  }

  /** This node's chain of a world; every node has one of the first world. */
  Optional<HonestChain> chain(World of) {
    return chains.stream().filter(c -> c.world() == of).findFirst();
  }

  long height() {
    return chains.getFirst().height();
  }

  /** The round of the first chain at a height; -1 when it is at another. */
  int round(long height) {
    return chains.getFirst().round(height);
  }

  boolean runs() {
    return running;
  }

  /** Starts the process, with the chains that are due. */
  void boot() {
    incarnation++;
    running = true;
    guarded(
        () -> {
          openDue();
          later(TICK_MILLIS, this::tick);
        });
  }

  private void openDue() throws IOException {
    for (HonestChain chain : chains) {
      if (running && !chain.runs() && chain.due()) {
        chain.boot();
      }
    }
  }

  private void tick() {
    chains.forEach(c -> guarded(c::tick));
    later(TICK_MILLIS, this::tick);
  }

  /** A chain of this node advanced; others may have waited for that. */
  void advanced(HonestChain chain) {
    chains.stream().filter(c -> c.restsOn(chain)).forEach(HonestChain::alphaAdvanced);
    later(1, () -> guarded(this::openDue));
  }

  /** A block is stored. */
  void stored(HonestChain chain, StoredBlock block) {
    advanced(chain);
    simulation.decided(this, chain.world(), block.certificate());
  }

  void refused() {
    simulation.refused();
  }

  /**
   * Ends the process and restarts it on an old copy of the disk. The node may refuse to continue.
   */
  void restore() {
    if (running && !world.network.storming() && home.restore()) {
      world.trace.add(world.time.now(), 4, index, height(), SimValue.GENESIS);
      world.note(index, () -> "is restarted on an old copy of its disk");
      end();
      restored = true;
      chains.forEach(HonestChain::restored);
      restartAfter(RESTORE_MILLIS);
    }
  }

  /** Whether this node was restored from a copy and has stopped for good. */
  boolean gone() {
    return gone;
  }

  boolean wasRestored() {
    return restored;
  }

  /** Schedules a disk fault; a restored node gets no other. */
  void strikeSoon() {
    if (!restored) {
      home.strikeSoon();
    }
  }

  /** Code of the process, which may end it. */
  interface Body {
    void run() throws IOException;
  }

  void guarded(Body body) {
    try {
      body.run();
    } catch (FaultyDisk.Crash crash) {
      die(world.random.nextBoolean());
    } catch (IOException | DiskFailure failure) {
      stop("a read or write failed: " + failure.getMessage());
    }
  }

  private void end() {
    running = false;
    chains.forEach(HonestChain::end);
  }

  /** Ends the process and restarts it some time later. */
  void die(boolean powerLoss) {
    world.trace.add(world.time.now(), 3, index, powerLoss ? 1 : 0, SimValue.GENESIS);
    world.note(index, () -> powerLoss ? "loses power" : "is killed");
    end();
    home.crash(powerLoss);
    restartAfter(1 + world.random.nextInt(RESTART_MILLIS));
  }

  private void restartAfter(long millis) {
    int dead = incarnation;
    world.time.after(
        millis,
        () -> {
          if (incarnation == dead) {
            if (world.network.storming() && world.random.nextInt(100) < world.plan.crashPercent()) {
              strikeSoon();
            }
            boot();
          }
        });
  }

  /** A chain cannot continue, which ends the process. */
  void stop(String reason) {
    world.note(index, () -> "stops: " + reason);
    if (restored) {
      gone = true;
      incarnation++;
      end();
      world.trace.add(world.time.now(), 5, index, height(), SimValue.GENESIS);
      return;
    }
    if (!home.mayHaveFailed()) {
      world.observer.violation("node " + index + " stopped: " + reason);
    }
    die(false);
  }

  /** Schedules an action, unless this process dies before. */
  void later(long millis, Runnable action) {
    int mine = incarnation;
    world.time.after(
        millis,
        () -> {
          if (incarnation == mine && running) {
            action.run();
          }
        });
  }
}
