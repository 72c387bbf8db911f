package org.alphadelta.actor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.alphadelta.core.Canonical;
import org.alphadelta.journal.EventCodecs;
import org.alphadelta.journal.LinkChain;
import org.alphadelta.journal.Linked;

/**
 * State of an event-sourced shell: the position of its stream, and the domain state that its events
 * led to.
 */
public record Journaled<E extends Canonical, B>(
    LinkChain chain, B state, BiFunction<B, E, B> turn) {
  /** The state before the first event of a stream. */
  public static <E extends Canonical, B> Journaled<E, B> start(
      String stream, B empty, BiFunction<B, E, B> turn) {
    return new Journaled<>(LinkChain.start(stream), empty, turn);
  }

  /** Links the events as the next records of the stream, in order. */
  public List<Linked<E>> link(List<? extends E> events, EventCodecs codecs, long timeMillis) {
    List<Linked<E>> linked = new ArrayList<>();
    LinkChain at = chain;
    for (E event : events) {
      Linked<E> next = at.next(event, codecs, timeMillis);
      linked.add(next);
      at = at.after(next);
    }
    return linked;
  }

  public Journaled<E, B> after(Linked<E> linked) {
    return new Journaled<>(chain.after(linked), turn.apply(state, linked.event()), turn);
  }
}
