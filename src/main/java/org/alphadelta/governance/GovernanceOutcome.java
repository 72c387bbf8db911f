package org.alphadelta.governance;

/** What the rules say to one wish: the state after it, or why not. */
public sealed interface GovernanceOutcome {
  record Accepted(GovernanceState state) implements GovernanceOutcome {}

  record Refused(GovernanceRejection rejection) implements GovernanceOutcome {}
}
