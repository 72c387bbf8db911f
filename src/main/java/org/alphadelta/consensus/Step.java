package org.alphadelta.consensus;

/**
 * Where a round stands. The paper's three steps, before them "not entered yet", after them
 * "decided".
 */
public enum Step {
  UNSTARTED,
  PROPOSE,
  PREVOTE,
  PRECOMMIT,
  DECIDED
}
