package org.alphadelta.actor.peer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.alphadelta.core.Bytes;
import org.alphadelta.wire.Frames;
import org.alphadelta.wire.Lane;
import org.alphadelta.wire.WireMessage;

/** Frames waiting to be sent to one peer, by lane, each lane bounded in bytes. */
final class SendQueue {
  /** Bytes written at once, so that small frames share a TLS record. */
  private static final int BATCH_BYTES = 64 * 1024;

  private final Map<Lane, Deque<Bytes>> lanes = new EnumMap<>(Lane.class);
  private final Map<Lane, Integer> held = new EnumMap<>(Lane.class);

  /** Queues a message; false when there is no room, because the peer does not read. */
  boolean put(WireMessage message) {
    Lane lane = message.frameKind().lane();
    Bytes frame = Frames.encode(message);
    int bytes = held.getOrDefault(lane, 0) + frame.length();
    if (bytes > lane.capBytes()) {
      return false;
    }
    held.put(lane, bytes);
    lanes.computeIfAbsent(lane, l -> new ArrayDeque<>()).add(frame);
    return true;
  }

  /** The next frames to write, most urgent first; empty when there are none. */
  List<Bytes> take() {
    List<Bytes> batch = new ArrayList<>();
    int bytes = 0;
    for (Lane lane : Lane.values()) {
      Deque<Bytes> frames = lanes.getOrDefault(lane, new ArrayDeque<>());
      while (!frames.isEmpty() && bytes < BATCH_BYTES) {
        Bytes frame = frames.remove();
        held.merge(lane, -frame.length(), Integer::sum);
        bytes += frame.length();
        batch.add(frame);
      }
    }
    return batch;
  }
}
