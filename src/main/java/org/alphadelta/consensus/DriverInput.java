package org.alphadelta.consensus;

import org.alphadelta.core.Hash;

/**
 * Inputs of the driver of one height. Signatures, membership and certificates are already verified.
 */
public sealed interface DriverInput {
  /**
   * Take part, or only listen. The first {@code true} enters the first round; a later one resumes.
   */
  record Act(boolean acting) implements DriverInput {}

  record ProposalSeen(SignedProposal proposal) implements DriverInput {}

  record VoteSeen(SignedVote vote) implements DriverInput {}

  record PolkaSeen(PolkaCertificate certificate) implements DriverInput {}

  /** Our own signed message; when inputs were lost it also restores what it implies. */
  record OwnSigned(OwnMessage message) implements DriverInput {}

  record Validated(Hash value, Validity validity) implements DriverInput {}

  record Built(int round, Hash value) implements DriverInput {}

  record Elapsed(Timeout timeout) implements DriverInput {}
}
