package org.alphadelta.governance;

import org.alphadelta.core.Cid;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;

/** Commands of {@link GovernorState}. */
public sealed interface GovernorCommand {
  /**
   * The chain {@code chain} (Alpha's genesis hash) has this state after block {@code height}; C
   * determines the roles.
   */
  record Observe(Hash chain, long height, GovernanceState state, Committee committee)
      implements GovernorCommand {}

  /**
   * The operator asks this validator to vote. {@code context.height} is the earliest height that
   * can include it.
   */
  record CastVote(
      GovernanceContext context,
      GovernanceState state,
      PublicKey self,
      Hash proposal,
      Ballot ballot)
      implements GovernorCommand {}

  /**
   * Attest the hashes that this validator computed. {@code context.height} is the earliest height
   * that can include it.
   */
  record AttestReadiness(
      GovernanceContext context, GovernanceState state, PublicKey self, Hash proposal)
      implements GovernorCommand {}

  /** The local store has a parameter file of {@code size} bytes with this content id. */
  record PinParameters(Hash chain, Cid cid, long size) implements GovernorCommand {}

  /** Both genesis blocks were rebuilt from pinned parameters, with these hashes. */
  record RecordRebuild(Hash chain, Hash proposal, Hash alpha, Hash delta)
      implements GovernorCommand {}
}
