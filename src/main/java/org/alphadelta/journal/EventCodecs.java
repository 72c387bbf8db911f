package org.alphadelta.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The event codecs of one build, by manifest and by event type; assembled at wiring. */
public final class EventCodecs {
  private final Map<String, EventCodec<?>> byManifest = new TreeMap<>();
  private final Map<String, EventCodec<?>> byType = new TreeMap<>();

  private EventCodecs(List<EventCodec<?>> codecs) {
    for (EventCodec<?> codec : codecs) {
      if (byManifest.put(codec.manifest(), codec) != null
          || byType.put(codec.type().getName(), codec) != null) {
        throw new IllegalArgumentException("two codecs for one manifest or type: " + codec);
      }
    }
  }

  public static EventCodecs of(List<? extends EventCodec<?>> codecs) {
    return new EventCodecs(List.copyOf(codecs));
  }

  /** These codecs and more. */
  public EventCodecs and(List<? extends EventCodec<?>> more) {
    List<EventCodec<?>> all = new ArrayList<>(byManifest.values());
    all.addAll(more);
    return new EventCodecs(all);
  }

  /** The types of the events, for a test that covers sealed families. */
  public List<Class<?>> types() {
    return byManifest.values().stream().<Class<?>>map(EventCodec::type).toList();
  }

  /** The codec of an event; a missing one is a bug. */
  EventCodec<?> codecOf(Object event) {
    EventCodec<?> codec = byType.get(event.getClass().getName());
    if (codec == null) {
      throw new IllegalStateException("no codec for event " + event.getClass().getName());
    }
    return codec;
  }

  public EventReading read(JournalRecord record) {
    EventCodec<?> codec = byManifest.get(record.manifest());
    return codec == null
        ? new EventReading.Unknown(record.manifest())
        : codec.read(record.payload());
  }
}
