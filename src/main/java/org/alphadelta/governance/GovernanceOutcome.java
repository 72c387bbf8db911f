package org.alphadelta.governance;

import org.alphadelta.core.Rejection;

/** What the rules say to one wish: the state after it, or why not. */
public sealed interface GovernanceOutcome {
  record Accepted(GovernanceState state) implements GovernanceOutcome {}

  record Refused(Rejection rejection) implements GovernanceOutcome {}
}
