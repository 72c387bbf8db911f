package org.alphadelta.chaos;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Signer;
import org.alphadelta.crypto.KeyPair;
import org.alphadelta.wire.PeerMessage;

/**
 * A Byzantine committee member: it connects to every honest validator with its validator key, first
 * silent, then sending as fast as the other side reads. It reconnects at once when a peer closes
 * the connection.
 */
final class Flooder implements AutoCloseable {
  private static final long AGAIN_MILLIS = 50;

  private final GenesisPairId pair;
  private final KeyPair nodeKey;
  private final Signer key;
  private final long seed;
  private final List<Thread> threads = new ArrayList<>();
  private final Map<ChainKind, AtomicLong> heads = new EnumMap<>(ChainKind.class);
  private final AtomicReference<Optional<FloodKind>> loud = new AtomicReference<>(Optional.empty());
  private final Set<WireClient> lines = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicLong connections = new AtomicLong();
  private final AtomicLong messages = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  Flooder(GenesisPairId pair, KeyPair nodeKey, Signer key, long seed) {
    this.pair = pair;
    this.nodeKey = nodeKey;
    this.key = key;
    this.seed = seed;
    for (ChainKind kind : ChainKind.values()) {
      heads.put(kind, new AtomicLong());
    }
  }

  /** Connects, and stays silent. */
  void connectTo(List<LiveMember> victims) {
    for (LiveMember victim : victims) {
      Thread thread = new Thread(() -> stay(victim), "flood-" + victim.name());
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  void flood(FloodKind kind) {
    loud.set(Optional.of(kind));
  }

  /** Silent again, on new connections: unread bytes are lost. */
  void silence() {
    loud.set(Optional.empty());
    lines.forEach(WireClient::close);
  }

  long connections() {
    return connections.get();
  }

  long messages() {
    return messages.get();
  }

  long bytes() {
    return bytes.get();
  }

  private void stay(LiveMember victim) {
    FloodSource source =
        new FloodSource(pair, key, kind -> head(kind).get() + 1, seed + victim.p2pPort());
    try {
      while (!closed.await(AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
        try (WireClient line = WireClient.dial(victim.p2pPort(), pair, nodeKey, Optional.of(key))) {
          connections.incrementAndGet();
          lines.add(line);
          Thread reader = new Thread(() -> listen(line), "flood-reader-" + victim.name());
          reader.setDaemon(true);
          reader.start();
          try {
            flood(line, source, reader);
          } finally {
            lines.remove(line);
          }
        } catch (IOException hungUp) {
          // The expected refusal; reconnect.
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void flood(WireClient line, FloodSource source, Thread reader)
      throws IOException, InterruptedException {
    while (reader.isAlive() && closed.getCount() > 0) {
      Optional<FloodKind> kind = Objects.requireNonNullElse(loud.get(), Optional.empty());
      if (kind.isEmpty()) {
        closed.await(AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        continue;
      }
      long before = source.made();
      byte[] batch = source.next(kind.get());
      line.write(batch);
      messages.addAndGet(source.made() - before);
      bytes.addAndGet(batch.length);
    }
  }

  /**
   * Reads what honest nodes send, so that they do not disconnect a slow reader, and learns their
   * heights.
   */
  private void listen(WireClient line) {
    try {
      while (true) {
        PeerMessage message = line.next();
        if (message instanceof PeerMessage.ChainStatus status) {
          head(status.chain()).accumulateAndGet(status.height(), Math::max);
        } else if (message instanceof PeerMessage.ConsensusFrame frame) {
          head(frame.chain()).accumulateAndGet(frame.message().height() - 1, Math::max);
        }
      }
    } catch (IOException over) {
      line.close();
    }
  }

  private AtomicLong head(ChainKind kind) {
    return Optional.ofNullable(heads.get(kind)).orElseThrow();
  }

  @Override
  public void close() {
    closed.countDown();
    threads.forEach(Thread::interrupt);
  }
}
