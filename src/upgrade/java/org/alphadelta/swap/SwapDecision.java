package org.alphadelta.swap;

import java.util.List;

/** What follows from a command. */
public sealed interface SwapDecision {
  /** Events to persist; none when nothing is new, or nothing is due. */
  record Decided(List<ChainSwapEvent> events) implements SwapDecision {
    public Decided {
      events = List.copyOf(events);
    }
  }

  record Refused(SwapRejection rejection) implements SwapDecision {}

  static SwapDecision of(ChainSwapEvent event) {
    return new Decided(List.of(event));
  }

  static SwapDecision nothing() {
    return new Decided(List.of());
  }
}
