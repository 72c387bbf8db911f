package org.alphadelta.chaos;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.crypto.KeyPair;
import org.alphadelta.wire.PeerMessage;

/**
 * A node without a validator that stays connected to every validator and records the signatures and
 * heads it receives. It sends only answers to pings, and shares no code with the observed nodes but
 * the protocol.
 */
final class Recorder implements AutoCloseable {
  private static final long AGAIN_MILLIS = 50;

  private final GenesisPairId pair;
  private final SignatureRegistry signatures;
  private final ReportedBlocks blocks;
  private final KeyPair nodeKey = KeyPair.generate(new SecureRandom());
  private final List<Thread> threads = new ArrayList<>();
  private final Map<String, WireClient> lines = new ConcurrentHashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicLong connections = new AtomicLong();

  Recorder(GenesisPairId pair, SignatureRegistry signatures, ReportedBlocks blocks) {
    this.pair = pair;
    this.signatures = signatures;
    this.blocks = blocks;
  }

  void listenTo(List<LiveMember> members) {
    for (LiveMember member : members) {
      Thread thread = new Thread(() -> listen(member), "recorder-" + member.name());
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  /** How many connections were established in all. */
  long connections() {
    return connections.get();
  }

  /** How many validators it is connected to now. */
  int connected() {
    return lines.size();
  }

  private void listen(LiveMember member) {
    try {
      while (!closed.await(AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
        try (WireClient line = WireClient.dial(member.p2pPort(), pair, nodeKey, Optional.empty())) {
          connections.incrementAndGet();
          lines.put(member.name(), line);
          while (closed.getCount() > 0) {
            heard(member, line.next());
          }
        } catch (IOException gone) {
          // It was killed, or is not up yet; reconnect.
        } finally {
          lines.remove(member.name());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void heard(LiveMember from, PeerMessage message) {
    if (message instanceof PeerMessage.ConsensusFrame frame) {
      signatures.record(frame.chain(), frame.message());
    } else if (message instanceof PeerMessage.ChainStatus status) {
      blocks.report(status.chain(), status.height(), status.head(), from.name());
    }
  }

  @Override
  public void close() {
    closed.countDown();
    lines.values().forEach(WireClient::close);
    threads.forEach(Thread::interrupt);
  }
}
