package org.alphadelta.swap;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.alphadelta.actor.NodeEnvironment;
import org.alphadelta.actor.UpgradeProtocol.Activate;
import org.alphadelta.actor.UpgradeProtocol.ChainAdvanced;
import org.alphadelta.actor.UpgradeProtocol.Command;
import org.alphadelta.actor.UpgradeProtocol.DeltaClosed;
import org.alphadelta.actor.UpgradeProtocol.HandOver;
import org.alphadelta.actor.UpgradeProtocol.Notification;
import org.alphadelta.actor.UpgradeProtocol.Prepare;
import org.alphadelta.actor.UpgradeProtocol.Retry;
import org.alphadelta.actor.UpgradeProtocol.StartAlpha;
import org.alphadelta.actor.UpgradeProtocol.StartDelta;
import org.alphadelta.chaos.FaultyDisk;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainKind;
import org.alphadelta.store.Disk;
import org.alphadelta.store.DiskFailure;

/**
 * One process that carries out an upgrade, without actors: the real work, the real decisions, a
 * journal in memory that is durable at once, and a node that obeys every order. It may be killed
 * after any event.
 */
final class Saga {
  private static final int MOST_COMMANDS = 200;

  private final SwapWorld world;
  private final SwapWork work;
  private final List<ChainSwapEvent> journal;
  private final int killAfter;
  private final Deque<Command> mailbox = new ArrayDeque<>();
  private ChainSwapState state = ChainSwapState.EMPTY;
  private int retries;

  /** What the node was told, in order. */
  final List<Notification> orders = new ArrayList<>();

  /**
   * {@code journal} holds what processes before this one persisted; this one is killed once it is
   * so long.
   */
  Saga(SwapWorld world, NodeEnvironment environment, List<ChainSwapEvent> journal, int killAfter) {
    this.world = world;
    this.work = new SwapWork(environment);
    this.journal = journal;
    this.killAfter = killAfter;
  }

  Saga(SwapWorld world, NodeEnvironment environment, List<ChainSwapEvent> journal) {
    this(world, environment, journal, Integer.MAX_VALUE);
  }

  /** From start until nothing is left to do. */
  Saga run() {
    for (ChainSwapEvent event : journal) {
      state = state.after(event);
    }
    tell(work.afterRecovery(state));
    mailbox.add(new Prepare(world.sourceId(), world.proposal));
    goOn(SwapWork.goesOn(state, List.of()));
    drain();
    mailbox.add(new Activate(world.sourceId(), world.certificate));
    drain();
    mailbox.add(new DeltaClosed(world.sourceId(), 41, SwapWorld.hash("D")));
    drain();
    return this;
  }

  ChainSwapState state() {
    return state;
  }

  Upgrade upgrade() {
    return state.upgrade(world.proposal.id()).orElseThrow();
  }

  /** Delivers one command and all that follows. */
  void deliver(Command command) {
    mailbox.add(command);
    drain();
  }

  private void drain() {
    for (int handled = 0; !mailbox.isEmpty(); handled++) {
      if (handled > MOST_COMMANDS) {
        throw new AssertionError("the upgrade runs in circles at " + state);
      }
      handle(mailbox.remove());
    }
  }

  private void handle(Command command) {
    Optional<SwapCommand> question = work.toDecide(state, command);
    if (question.isEmpty()) {
      if (command instanceof Retry) {
        mailbox.addAll(work.obstructed(state));
      }
      return;
    }
    switch (state.decide(question.get())) {
      case SwapDecision.Refused refused -> throw new AssertionError(refused.rejection().sentence());
      case SwapDecision.Contradicted both -> throw new AssertionError(both.sentence());
      case SwapDecision.Decided decided -> persist(decided.events());
    }
  }

  private void persist(List<ChainSwapEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    for (ChainSwapEvent event : events) {
      journal.add(event);
      state = state.after(event);
      if (journal.size() == killAfter) {
        throw new FaultyDisk.Crash(
            "after event " + killAfter + ", " + event.getClass().getSimpleName());
      }
    }
    tell(work.after(state, events));
    goOn(SwapWork.goesOn(state, events));
    boolean blocked = events.stream().anyMatch(e -> e instanceof ChainSwapEvent.Blocked);
    if (blocked && retries++ == 0) {
      mailbox.add(new Retry());
    }
  }

  private void goOn(boolean due) {
    if (due) {
      mailbox.add(new Retry());
    }
  }

  private void tell(List<Notification> told) {
    orders.addAll(told);
    for (Notification notification : told) {
      if (notification instanceof StartAlpha) {
        for (long height = 1; height <= SwapWorld.MIN_ALPHA_BLOCKS; height++) {
          mailbox.add(
              new ChainAdvanced(
                  world.targetId(), ChainKind.ALPHA, height, SwapWorld.hash("alpha " + height)));
        }
      } else if (notification instanceof StartDelta) {
        mailbox.add(
            new ChainAdvanced(world.targetId(), ChainKind.DELTA, 1, SwapWorld.hash("delta 1")));
      } else if (notification instanceof HandOver) {
        mailbox.clear();
      }
    }
  }

  /** Every file below a directory with its content; scratch is left out. */
  static SortedMap<Path, Bytes> files(Disk disk, Path directory) {
    SortedMap<Path, Bytes> files = new TreeMap<>();
    for (String name : disk.list(directory)) {
      Path path = directory.resolve(name);
      if (name.equals("run")) {
        continue;
      }
      Optional<Bytes> content = content(disk, path);
      if (content.isPresent()) {
        files.put(path, content.get());
      } else {
        files.putAll(files(disk, path));
      }
    }
    return files;
  }

  private static Optional<Bytes> content(Disk disk, Path path) {
    try {
      return disk.read(path, Integer.MAX_VALUE - 64);
    } catch (DiskFailure directory) {
      return Optional.empty();
    }
  }
}
