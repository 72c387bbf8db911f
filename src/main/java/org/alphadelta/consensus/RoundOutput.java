package org.alphadelta.consensus;

import java.util.Optional;
import org.alphadelta.core.Hash;

/** Outputs of a round for its driver. */
public sealed interface RoundOutput {
  /** L19: propose; a fresh value has no valid round. */
  record Propose(int round, Hash value, Optional<Integer> validRound) implements RoundOutput {}

  /** L18: a value is needed. */
  record GetValue(int round) implements RoundOutput {}

  record Cast(VoteType type, int round, Optional<Hash> value) implements RoundOutput {}

  record Arm(TimeoutKind kind, int round) implements RoundOutput {}

  /** L55, L65: the round is over; enter this one. */
  record EnterRound(int round) implements RoundOutput {}

  /** L51. */
  record Decide(int round, Hash value) implements RoundOutput {}
}
