package org.alphadelta.consensus;

import java.util.List;
import java.util.Optional;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Rejection;

/** Outputs of the driver of one height, in order. */
public sealed interface DriverOutput {
  /** With the polka of the valid round, if it has one: addition (a). */
  record Propose(
      int round, Hash value, Optional<Integer> validRound, Optional<PolkaCertificate> polka)
      implements DriverOutput {}

  record Cast(VoteType type, int round, Optional<Hash> value) implements DriverOutput {}

  record GetValue(int round) implements DriverOutput {}

  record Arm(TimeoutKind kind, int round) implements DriverOutput {}

  record EnteredRound(int round) implements DriverOutput {}

  record Decide(CommitCertificate certificate) implements DriverOutput {}

  /** Addition (b). */
  record ShowPolka(PolkaCertificate certificate) implements DriverOutput {}

  record EvidenceFound(Evidence evidence) implements DriverOutput {}

  /** A value that matters and is not validated here; {@code holders} have it. */
  record MissingValue(Hash value, List<PublicKey> holders) implements DriverOutput {}

  /**
   * More than two thirds precommitted a value that is invalid here: others are faulty, or this node
   * is.
   */
  record QuorumForInvalid(int round, Hash value, Rejection reason) implements DriverOutput {}
}
