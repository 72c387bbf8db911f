package org.alphadelta.consensus;

import org.alphadelta.core.Hash;

/**
 * Inputs of a round, as meanings and not as packets. Line numbers are those of the paper's
 * Algorithm 1.
 */
public sealed interface RoundInput {
  /** L11: enter a round, as its proposer or not. */
  record NewRound(int round, boolean proposer) implements RoundInput {}

  /** L18: the requested value. */
  record ProposeValue(Hash value) implements RoundInput {}

  /** L22: a valid proposal of this round without a valid round. */
  record Proposed(Hash value) implements RoundInput {}

  /** L22, L26: a proposal of this round, without a valid round, whose value is invalid. */
  record ProposedInvalid() implements RoundInput {}

  /** L28: a valid proposal of this round and the polka of the valid round it names. */
  record ProposalAndPolkaPrevious(Hash value, int validRound) implements RoundInput {}

  /** L28, L32: the same with an invalid value. */
  record InvalidProposalAndPolkaPrevious(int validRound) implements RoundInput {}

  /** L34: a quorum of prevotes for anything. */
  record PolkaAny() implements RoundInput {}

  /** L36: a valid proposal of this round and a quorum of prevotes for it. */
  record ProposalAndPolkaCurrent(Hash value) implements RoundInput {}

  /** L44: a quorum of prevotes for nil. */
  record PolkaNil() implements RoundInput {}

  /** L47: a quorum of precommits, nil and values counted together. */
  record PrecommitAny() implements RoundInput {}

  /** L49: a valid proposal of any round and a quorum of precommits of that round for it. */
  record ProposalAndPrecommitQuorum(int round, Hash value) implements RoundInput {}

  /** L55: more than a third is in a later round. */
  record Skip(int round) implements RoundInput {}

  /** L57, L61, L65. */
  record Elapsed(Timeout timeout) implements RoundInput {}

  /**
   * Addition (b): the polka of an earlier round became known late; its value can be proposed again.
   */
  record LatePolka(Hash value, int round) implements RoundInput {}
}
