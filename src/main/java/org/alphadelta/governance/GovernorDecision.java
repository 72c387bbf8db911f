package org.alphadelta.governance;

import java.util.List;
import org.alphadelta.core.Rejection;

/**
 * What the governor's book answers: events to persist in this order (none when nothing is new), or
 * a refusal.
 */
public sealed interface GovernorDecision {
  record Decided(List<GovernorEvent> events) implements GovernorDecision {
    public Decided {
      events = List.copyOf(events);
    }
  }

  record Refused(Rejection rejection) implements GovernorDecision {}
}
