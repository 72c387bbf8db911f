package org.alphadelta.consensus;

import org.alphadelta.core.Quorum;

/**
 * The decisions that are easily made wrong, each with its name. There is one correct instance and
 * no way to choose another from outside this package; tests replace one answer at a time to prove
 * that the proofs would notice.
 */
class Rules {
  static final Rules CORRECT = new Rules();

  /** Rule 1. */
  boolean quorum(long weight, long total) {
    return Quorum.agreement(weight, total);
  }

  /** Rule 1, rule 3. */
  boolean oneHonest(long weight, long total) {
    return Quorum.oneHonest(weight, total);
  }

  /** Rule 2. */
  boolean countsConflictingVotes() {
    return false;
  }

  /** Rule 3: distinct validators; two votes of one validator are one. */
  boolean skipCountsVotes() {
    return false;
  }

  /** L23. */
  boolean forgetsLockOnFreshProposal() {
    return false;
  }

  /** L29, rule 6. */
  boolean unlocks(int lockedRound, int validRound) {
    return lockedRound <= validRound;
  }

  /** L28, rule 5. */
  boolean believesValidRoundWithoutPolka() {
    return false;
  }

  /** L37, rule 7. */
  boolean locksInAnyStep() {
    return false;
  }

  /** Rule 7. */
  boolean nilPolkaUnlocks() {
    return false;
  }

  /** L49, rule 9. */
  boolean decidesInRound(int round, int current) {
    return true;
  }

  /** Rule 10. */
  boolean evaluatesAgain() {
    return true;
  }

  /** Rule 11. */
  boolean acceptsStaleTimeouts() {
    return false;
  }

  /** Rule 12. */
  boolean ignoresAfterDecision() {
    return true;
  }

  /** Addition (a). */
  boolean carriesPolka() {
    return true;
  }

  /** Addition (b). */
  boolean showsPolka() {
    return true;
  }

  /** Addition (b), the receiver's half. */
  boolean adoptsLatePolka() {
    return true;
  }

  /** Rule 16. */
  boolean refusesDuplicateSigners() {
    return true;
  }

  /** Rule 16. */
  boolean checksCertificateSignatures() {
    return true;
  }

  /** Rule 13. */
  boolean checksVoteSignatures() {
    return true;
  }

  /** L22, L36, L49: only a value judged valid is voted for. */
  boolean checksValidity() {
    return true;
  }

  /** L22: only the round's proposer proposes. */
  boolean checksProposer() {
    return true;
  }

  /** Rule 19. */
  boolean logsOthersVotes() {
    return true;
  }

  /** Rule 19. */
  boolean syncsBeforeSending() {
    return true;
  }

  /** Rule 21. */
  boolean consultsSignState() {
    return true;
  }

  /** Rule 22. */
  boolean replaysLog() {
    return true;
  }

  /** Rule 24. */
  boolean restoresFromSignState() {
    return true;
  }

  /** Rule 25. */
  boolean exchangesBeforeSigning() {
    return true;
  }

  /** Rule 25. */
  boolean stopsAtForeignOwnSignature() {
    return true;
  }

  /** The repair of lost messages over direct links. */
  boolean repairs() {
    return true;
  }
}
