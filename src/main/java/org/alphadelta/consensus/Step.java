package org.alphadelta.consensus;

/** Step of a round: the paper's three, before them "not entered yet", after them "decided". */
public enum Step {
  UNSTARTED,
  PROPOSE,
  PREVOTE,
  PRECOMMIT,
  DECIDED
}
