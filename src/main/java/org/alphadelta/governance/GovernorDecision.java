package org.alphadelta.governance;

import java.util.List;
import org.alphadelta.core.Rejection;

/**
 * Result of a governor's command: events to persist in this order (empty when nothing changes), or
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
