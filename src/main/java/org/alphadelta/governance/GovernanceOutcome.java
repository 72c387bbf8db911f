package org.alphadelta.governance;

import org.alphadelta.core.Rejection;

/** Result of a governance transaction: the new state or a refusal. */
public sealed interface GovernanceOutcome {
  record Accepted(GovernanceState state) implements GovernanceOutcome {}

  record Refused(Rejection rejection) implements GovernanceOutcome {}
}
