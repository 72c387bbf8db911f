package org.alphadelta.journal;

import org.alphadelta.core.Canonical;

/**
 * An event and its record; what an event-sourced actor persists. Made by {@link LinkChain#next} and
 * by reading a journal, so that both parts always agree.
 */
public record Linked<E extends Canonical>(JournalRecord record, E event) {
  public Linked {
    if (!record.payload().equals(event.canonical())) {
      throw new IllegalArgumentException(
          record.stream() + " " + record.sequence() + ": the payload is not the event " + event);
    }
  }

  public String stream() {
    return record.stream();
  }

  public long sequence() {
    return record.sequence();
  }
}
