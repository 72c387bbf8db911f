package org.alphadelta.journal;

import java.util.ArrayList;
import java.util.List;

/**
 * Codecs of the events that every build has. A build with more adds its own, see {@link
 * EventCodecs#and}.
 */
public final class NodeEvents {
  private NodeEvents() {}

  public static EventCodecs codecs() {
    List<EventCodec<?>> all = new ArrayList<>();
    all.addAll(GovernorCodecs.ALL);
    all.addAll(RatifierCodecs.ALL);
    all.addAll(GenesisCodecs.ALL);
    all.addAll(EvidenceCodecs.ALL);
    return EventCodecs.of(all);
  }
}
