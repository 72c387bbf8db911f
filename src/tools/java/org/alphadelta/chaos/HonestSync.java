package org.alphadelta.chaos;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.alphadelta.core.Rejection;
import org.alphadelta.ledger.BlockSync;
import org.alphadelta.ledger.CertifiedBlock;
import org.alphadelta.ledger.ChainHead;
import org.alphadelta.ledger.LedgerStep;
import org.alphadelta.wire.PeerMessage;

/**
 * The ledger and the block sync of one honest process: the product's decisions in a minimal shell.
 */
final class HonestSync {
  /** How long a connection stays closed after the peer misbehaved. */
  private static final int CLOSED_MILLIS = 5_000;

  /** The process that hosts it. */
  interface Process {
    boolean runs();

    /** Schedules an action, unless the process ends before. */
    void later(long millis, Runnable action);

    /** A synced block is final: store it, and tell agreement. */
    void synced(LedgerStep.Applied step);

    void stop(String reason);
  }

  private final World world;
  private final int index;
  private final Process process;
  private final SimLedger ledger;
  private final BlockSync<Integer> sync;

  HonestSync(World world, int index, Optional<Supplier<SimLedger>> alpha, Process process) {
    this.world = world;
    this.index = index;
    this.process = process;
    this.ledger = new SimLedger(world, alpha);
    this.sync = new BlockSync<>(Optional.of(world.key(index)), ledger.now());
  }

  SimLedger ledger() {
    return ledger;
  }

  ChainHead head() {
    return ledger.head();
  }

  /** Whether this node needs no further block. */
  boolean done() {
    return sync.finished(head()) || world.enough.test(head());
  }

  /** Restores the state from stored blocks. */
  void restore(List<StoredBlock> blocks) {
    blocks.forEach(
        b ->
            ledger.restore(
                new CertifiedBlock(world.cache.block(b.body()).orElseThrow(), b.certificate())));
  }

  void linked(int peer) {
    sync.left(peer);
    sync.joined(peer);
    world.send(index, peer, status());
  }

  private PeerMessage status() {
    return new PeerMessage.ChainStatus(world.kind, head().height(), head().hash());
  }

  void heard(int from, PeerMessage message) {
    if (message instanceof PeerMessage.ChainStatus status) {
      sync.claimed(from, status.height());
      if (status.height() > head().nextHeight()) {
        ask();
      }
    } else if (message instanceof PeerMessage.BlocksRequest request) {
      world.send(index, from, Serving.blocks(ledger.store(), world.kind, request));
    } else if (message instanceof PeerMessage.BlocksResponse response) {
      sync.answered(from, response.blocks(), head(), ledger.now());
      takeOffered();
      ask();
    }
  }

  void ask() {
    if (process.runs() && !world.enough.test(head())) {
      sync.due(head(), ledger.now())
          .ifPresent(
              ask ->
                  world.send(
                      index,
                      ask.peer(),
                      new PeerMessage.BlocksRequest(world.kind, ask.from(), ask.count())));
    }
  }

  /** A block decided here waits for its anchor. */
  void keep(CertifiedBlock decided) {
    sync.keep(decided);
  }

  void takeOffered() {
    boolean going = true;
    while (going && process.runs()) {
      Optional<CertifiedBlock> next = sync.next(head());
      going = next.isPresent() && take(next.get());
    }
  }

  private boolean take(CertifiedBlock block) {
    switch (ledger.step(block)) {
      case LedgerStep.Applied applied -> process.synced(applied);
      case LedgerStep.Refused refused -> {
        sync.refused(ledger.now()).ifPresent(peer -> close(peer, refused.rejection()));
        return false;
      }
      case LedgerStep.Waits waits -> {
        return false;
      }
      case LedgerStep.Contradicted wrong -> {
        process.stop(wrong.rejection().sentence());
        return false;
      }
    }
    return true;
  }

  private void close(int peer, Rejection rejection) {
    if (!world.byzantine(peer)) {
      world.observer.violation(
          "node " + index + " refuses the honest node " + peer + ": " + rejection.sentence());
    }
    sync.left(peer);
    process.later(CLOSED_MILLIS, () -> linked(peer));
  }

  /** The block of this step is durable. */
  void advance(LedgerStep.Applied step) {
    ledger.advance(step);
    sync.advanced(head(), ledger.now());
    world.broadcast(index, status());
  }
}
